/**
 * Five ways to draw 80 of the 200 enterprises of the demo, twenty thousand times each: how many outcomes, who is never drawn, which
 * two are never drawn together, how many others move when one is struck, and how many of a million seeds spare ten friends.
 * `npm run bench -- fairness`; docs/comparison.md reads the numbers. @module
 */
import { createHash } from 'node:crypto';
import { demoDistrict } from '../demo/district.ts';
import { choiceBits, DRAW_METHODS, sixDigits, type DrawMethod } from '../src/testing/draw-methods.ts';
import { printFigure } from './figure.ts';

const DRAWS = 20_000;
const STRUCK = 500;
const K = 80;
const ids = demoDistrict().enterprises.map(({ creditCode }) => creditCode);
const FRIENDS = ids.slice(0, 10);

function report(name: string, draw: DrawMethod): void {
  const place = new Map(ids.map((id, index) => [id, index]));
  const outcomes = new Set<string>();
  const drawn = new Uint32Array(ids.length);
  const together = new Uint8Array(ids.length ** 2);
  for (let n = 0; n < DRAWS; n += 1) {
    const at = draw(ids, K, `fairness ${n}`).map((id) => place.get(id) ?? 0);
    outcomes.add(
      createHash('sha256')
        .update(at.toSorted((a, b) => a - b).join())
        .digest('base64'),
    );
    for (const a of at) {
      drawn[a] = (drawn[a] ?? 0) + 1;
      for (const b of at) together[a * ids.length + b] = 1;
    }
  }
  const met = together.reduce((sum, bit) => sum + bit, 0) - drawn.filter((count) => count > 0).length;
  const chances = [...drawn].map((count) => count / DRAWS);
  printFigure(`fairness.${name}.outcomes`, 'outcomes', [outcomes.size], {
    draws: DRAWS,
    neverDrawn: chances.filter((chance) => chance === 0).length,
    lowestChance: Math.min(...chances),
    highestChance: Math.max(...chances),
    pairsNeverTogether: (ids.length * (ids.length - 1) - met) / 2,
    pairs: (ids.length * (ids.length - 1)) / 2,
    othersMovedByStrikingOne: movedByStriking(draw),
  });
}

/** One that was not drawn is struck from the list: how many of the drawn lose their place, on average. */
function movedByStriking(draw: DrawMethod): number {
  let moved = 0;
  for (let n = 0; n < STRUCK; n += 1) {
    const before = draw(ids, K, `struck ${n}`);
    const stayed = new Set(before);
    const struck = ids.filter((id) => !stayed.has(id))[n % (ids.length - K)];
    const after = new Set(
      draw(
        ids.filter((id) => id !== struck),
        K,
        `struck ${n}`,
      ),
    );
    moved += before.filter((id) => !after.has(id)).length;
  }
  return Number((moved / STRUCK).toFixed(2));
}

for (const [name, draw] of Object.entries(DRAW_METHODS)) report(name, draw);

/** Whoever may try all seeds of six digits in private has this many to choose from in which his ten friends are spared. */
let sparing = 0;
const tried = 20_000;
for (let seed = 0; seed < tried; seed += 1) {
  const drawn = new Set(sixDigits(ids, K, `seed ${seed}`));
  if (!FRIENDS.some((id) => drawn.has(id))) sparing += 1;
}
printFigure('fairness.six-digits.seeds-that-spare-ten', 'seeds of 1,000,000', [(sparing / tried) * 1e6], { tried });
printFigure('fairness.bits-to-reach-every-outcome', 'bits', [choiceBits(ids.length, K)]);
