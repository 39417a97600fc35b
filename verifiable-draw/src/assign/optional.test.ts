import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignOptional } from './optional.ts';
import { sha256Suite as suite } from '../suite.ts';
import { bytes32 } from '../testing/log.ts';
import { fits } from '../testing/oracle.ts';

const keys = { order: bytes32('order'), pair: bytes32('pair') };

const problem = fc
  .record({
    experts: fc.array(fc.record({ tags: fc.subarray(['x', 'y']), cap: fc.nat(2) }), { maxLength: 4 }),
    posts: fc.array(fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
    conflicts: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 3 }),
  })
  .map(({ experts, posts, conflicts }) => ({
    officers: experts.map((expert, i) => ({ id: `ZJ-${i}`, prior: 0, ...expert })),
    posts: posts.map((slots, i) => ({ id: `E-${i}`, slots: slots.map((tag) => ({ all: [tag] })) })),
    conflicts: conflicts.map(([o, e]) => ({ officer: `ZJ-${o}`, ent: `E-${e}` })),
    balance: 'strict' as const,
  }));

describe('matching experts', () => {
  it('fills as many places as can be filled at all, and proves every empty one', () => {
    fc.assert(
      fc.property(problem, (input) => {
        const result = assignOptional(suite, keys, input);
        const slots = input.posts.flatMap(({ id, slots: places }) => places.map((_, place) => ({ id, place })));
        expect(result.trace.length + result.unfilled.length).toBe(slots.length);
        expect(result.trace.length).toBe(most(input, slots));
        for (const { slot, hall } of result.unfilled) {
          expect(hall.slots).toContain(slot);
          expect(hall.slots.length).toBeGreaterThan(hall.capacity);
        }
        const pairs = result.trace.map(({ slot, officer }) => `${slot.slice(0, 3)}|${officer}`);
        expect(new Set(pairs).size).toBe(pairs.length);
      }),
      { numRuns: 300 },
    );
  });
});

/** Greatest number of places filled, by trying everything. */
function most(
  input: Parameters<typeof assignOptional>[2],
  slots: readonly { id: string; place: number }[],
  used: readonly string[] = [],
): number {
  const [slot, ...rest] = slots;
  if (slot === undefined) return 0;
  const choices = input.officers.filter(
    ({ id, cap }) =>
      fits(input, slot.id, slot.place, id) &&
      used.filter((pair) => pair.startsWith(`${id}|`)).length < cap &&
      !used.includes(`${id}|${slot.id}`),
  );
  return Math.max(
    most(input, rest, used),
    ...choices.map(({ id }) => 1 + most(input, rest, [...used, `${id}|${slot.id}`])),
  );
}
