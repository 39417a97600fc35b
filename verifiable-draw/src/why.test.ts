import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign/assign.ts';
import type { MatchingInput } from './assign/instance.ts';
import { sha256Suite as suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';
import { isFillable, matchingProblem } from './testing/matchings.ts';
import { drawOrder, ticket } from './tickets.ts';
import { explainPlaces, type SkipReason } from './why.ts';

const keys = { order: bytes32('order'), pair: bytes32('pair') };

/** The reason by its definition. */
function reasonOf(
  input: MatchingInput,
  fixed: ReadonlyMap<string, string>,
  slot: string,
  officer: string,
  bonus: number,
): SkipReason {
  const [ent = '', place = ''] = slot.split('#');
  const asked = input.posts.find(({ id }) => id === ent)?.slots[Number(place)]?.all ?? [];
  const { tags = [] } = input.officers.find(({ id }) => id === officer) ?? {};
  if (!asked.every((tag) => tags.includes(tag))) return 'unfit';
  if (input.conflicts.some((each) => each.officer === officer && each.ent === ent)) return 'recused';
  if ([...fixed].some(([other, who]) => who === officer && other.startsWith(`${ent}#`))) return 'present';
  return isFillable(input, new Map(fixed).set(slot, officer), bonus) ? 'uneven' : 'impossible';
}

describe('why these people', () => {
  it('names for everyone who came before the first reason that holds', () => {
    const met = new Map<SkipReason, number>();
    fc.assert(
      fc.property(matchingProblem, (input) => {
        const result = assign(suite, keys, input, ['cap+1']);
        if (!result.feasible) return;
        const stories = explainPlaces(suite, keys, input, result.trace, result.relaxed);
        const fixed = new Map<string, string>();
        stories.forEach(({ slot, officer, before }, i) => {
          const order = drawOrder(
            suite,
            ticket(suite, keys.pair, 0, slot),
            input.officers.map(({ id }) => id),
          );
          expect(before.map((each) => each.officer)).toEqual(order.slice(0, order.indexOf(officer)));
          for (const each of before) {
            expect(each.reason).toBe(reasonOf(input, fixed, slot, each.officer, result.relaxed === undefined ? 0 : 1));
            met.set(each.reason, (met.get(each.reason) ?? 0) + 1);
          }
          const skipped = before
            .filter(({ reason }) => reason === 'impossible' || reason === 'uneven')
            .map((each) => each.officer);
          expect(skipped).toEqual(result.trace[i]?.skipped);
          fixed.set(slot, officer);
        });
      }),
      { numRuns: 400, seed: 20190409 },
    );
    for (const reason of ['unfit', 'recused', 'present', 'impossible', 'uneven'] as const)
      expect(met.get(reason)).toBeGreaterThan(5);
  });

  it('refuses a trace that is not of these keys', () => {
    const officers = ['A', 'B', 'C'].map((id) => ({ id, tags: [], cap: 1, prior: 0 }));
    const input: MatchingInput = {
      posts: [{ id: 'E', slots: [{ all: [] }] }],
      officers,
      conflicts: [],
      balance: 'strict',
    };
    const [first = '', second = ''] = drawOrder(suite, ticket(suite, keys.pair, 0, 'E#0'), ['A', 'B', 'C']);
    const trace = [{ slot: 'E#0', officer: first, skipped: [second] }];
    expect(() => explainPlaces(suite, keys, input, trace)).toThrow(`E#0: ${second} did not come before`);
  });
});
