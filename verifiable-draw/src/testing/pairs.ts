/** How often each pair of officers meets: alike officers must meet alike. @module */
import { assign } from '../assign/assign.ts';
import type { MatchingInput, Officer } from '../assign/instance.ts';
import { utf8 } from '../bytes.ts';
import { deriveKeys } from '../keys.ts';
import { sha256Suite as suite } from '../suite.ts';

/** Six officers who are alike, and three who are not: one has worked more, one is recused, one may not lead. */
const ALIKE = ['A', 'B', 'C', 'D', 'E', 'F'];
const lead = (id: string, prior: number): Officer => ({ id, tags: ['valid', 'lead'], cap: 2, prior });
const SIX_ALIKE: MatchingInput = {
  posts: ['1', '2', '3', '4'].map((id) => ({ id, slots: [{ all: ['valid', 'lead'] }, { all: ['valid'] }] })),
  officers: [
    ...ALIKE.map((id) => lead(id, 1)),
    lead('G', 2),
    lead('H', 1),
    { id: 'I', tags: ['valid'], cap: 2, prior: 1 },
  ],
  conflicts: [{ officer: 'H', ent: '1' }],
  balance: 'strict',
};

/** χ² of the pairs of alike officers at the first enterprise over so many draws, and its degrees of freedom. */
export function pairChiSquare(draws: number): {
  readonly chiSquare: number;
  readonly freedom: number;
  readonly met: number;
} {
  const counts = new Map<string, number>(
    ALIKE.flatMap((a, i) => ALIKE.slice(i + 1).map((b) => [`${a}${b}`, 0] as [string, number])),
  );
  let met = 0;
  for (let n = 0; n < draws; n += 1) {
    const keys = deriveKeys(suite, suite.hash(utf8(`pairs ${n}`)));
    const result = assign(suite, { order: keys.assignOrder, pair: keys.assignPair }, SIX_ALIKE);
    const pair = (result.feasible ? result.trace : [])
      .filter(({ slot }) => slot.startsWith('1#'))
      .map(({ officer }) => officer)
      .toSorted()
      .join('');
    const count = counts.get(pair);
    if (count === undefined) continue;
    counts.set(pair, count + 1);
    met += 1;
  }
  const expected = met / counts.size;
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return { chiSquare, freedom: counts.size - 1, met };
}

/** χ² with 14 degrees of freedom lies between these in 998 of 1,000 cases (p within [0.001, 0.999]). */
export const CHI_SQUARE_14 = { least: 3.041, most: 36.123 };
