/**
 * The ⌊N/n⌋ draw beside ours, 80 of 200, twenty thousand times: how many outcomes there are, and whom each can reach.
 * `npm run bench -- fairness`. @module
 */
import { createHash } from 'node:crypto';
import { select, sha256Suite } from 'verifiable-draw';
import { demoDistrict } from '../demo/district.ts';
import { diceFor } from '../demo/random.ts';
import { printFigure } from './figure.ts';

const DRAWS = 20_000;
const K = 80;
const ids = demoDistrict().enterprises.map(({ creditCode }) => creditCode);

/** Every ⌊N/n⌋-th row from one random start. */
function everyNth(start: number): string[] {
  const step = Math.floor(ids.length / K);
  return Array.from({ length: K }, (_, i) => ids[(start + i * step) % ids.length] ?? '');
}

function report(name: string, draw: (n: number) => readonly string[]): void {
  const outcomes = new Set<string>();
  const drawn = new Map(ids.map((id) => [id, 0]));
  for (let n = 0; n < DRAWS; n += 1) {
    const selected = draw(n);
    outcomes.add(createHash('sha256').update(selected.toSorted().join()).digest('base64'));
    for (const id of selected) drawn.set(id, (drawn.get(id) ?? 0) + 1);
  }
  const chances = [...drawn.values()].map((count) => count / DRAWS);
  printFigure(`fairness.${name}.outcomes`, 'outcomes', [outcomes.size], {
    draws: DRAWS,
    neverDrawn: chances.filter((chance) => chance === 0).length,
    lowestChance: Math.min(...chances),
    highestChance: Math.max(...chances),
  });
}

const dice = diceFor('fairness');
report('every-nth', () => everyNth(dice.below(Math.floor(ids.length / K))));
report('sunlot', (n) =>
  select(
    sha256Suite,
    createHash('sha256').update(`fairness ${n}`).digest(),
    ids.map((id) => ({ id, weight: 1 })),
    K,
    'none',
  ).selected.map(({ id }) => id),
);
