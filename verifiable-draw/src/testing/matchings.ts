/** Small random matching problems, and answers to them by trying everything. @module */
import fc from 'fast-check';
import type { MatchingInput } from '../assign/instance.ts';
import { fits } from './oracle.ts';

const TAGS = ['a', 'b', 'lead'];

/** Two to six officers, one to four enterprises with up to three places each. */
export const matchingProblem: fc.Arbitrary<MatchingInput> = fc
  .record({
    officers: fc.array(fc.record({ tags: fc.subarray(TAGS), cap: fc.nat(3), prior: fc.nat(3) }), {
      minLength: 2,
      maxLength: 6,
    }),
    posts: fc.array(fc.array(fc.subarray(TAGS, { maxLength: 1 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    }),
    conflicts: fc.array(fc.tuple(fc.nat(5), fc.nat(3)), { maxLength: 4 }),
    balance: fc.constantFrom('strict' as const, 'strict' as const, 'cap-only' as const),
  })
  .map(({ officers, posts, conflicts, balance }) => ({
    officers: officers.map((officer, i) => ({ id: `ZF-${i}`, ...officer })),
    posts: posts.map((slots, i) => ({ id: `E-${i}`, slots: slots.map((all) => ({ all })) })),
    conflicts: conflicts.map(([o, e]) => ({ officer: `ZF-${o}`, ent: `E-${e}` })),
    balance,
  }));

/** Ids of all places, in order. */
export function slotsOf({ posts }: MatchingInput): string[] {
  return posts.flatMap(({ id, slots }) => slots.map((_, place) => `${id}#${place}`));
}

/** Whether these places (all of them when none are named) can be filled together with what is fixed. */
export function isFillable(
  input: MatchingInput,
  fixed: ReadonlyMap<string, string> = new Map(),
  bonus = 0,
  slots: readonly string[] = slotsOf(input),
): boolean {
  const load = new Map<string, number>();
  for (const officer of fixed.values()) load.set(officer, (load.get(officer) ?? 0) + 1);
  if (input.officers.some(({ id, cap }) => (load.get(id) ?? 0) > cap + bonus)) return false;
  const held = new Set([...fixed].map(([slot, officer]) => `${slot.split('#')[0]}|${officer}`));
  const left = slots.filter((slot) => !fixed.has(slot));
  const search = (at: number): boolean => {
    const slot = left[at];
    if (slot === undefined) return true;
    const [ent = '', place = ''] = slot.split('#');
    return input.officers.some(({ id, cap }) => {
      const carried = load.get(id) ?? 0;
      if (carried >= cap + bonus || held.has(`${ent}|${id}`) || !fits(input, ent, Number(place), id)) return false;
      load.set(id, carried + 1);
      held.add(`${ent}|${id}`);
      const isDone = search(at + 1);
      load.set(id, carried);
      held.delete(`${ent}|${id}`);
      return isDone;
    });
  };
  return search(0);
}
