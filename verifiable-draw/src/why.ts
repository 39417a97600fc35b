/** Why these people: for every place, who came before in the order and why they do not have it. SPEC §10.7. @module */
import { capBonus } from './assign/assign.ts';
import { exchangeIn } from './assign/exchange.ts';
import { clearBit, compile, setBit, type Instance, type MatchingInput } from './assign/instance.ts';
import { applyMoves, emptyMatching, type Matching } from './assign/matching.ts';
import type { MatchingKeys } from './keys.ts';
import type { StepRecord } from './result.ts';
import { slotParts } from './slots.ts';
import type { Suite } from './suite.ts';
import { drawOrder, ticket } from './tickets.ts';

/** The first of these that applies. */
export type SkipReason = 'unfit' | 'recused' | 'present' | 'impossible' | 'uneven';

/** One place, who has it, and who came before in its order. */
export interface PlaceStory {
  readonly slot: string;
  readonly officer: string;
  readonly before: readonly { readonly officer: string; readonly reason: SkipReason }[];
}

/**
 * Explains a matching place by place, from its own trace.
 * @param relaxed - the step of the ladder it needed
 */
export function explainPlaces(
  suite: Suite,
  keys: MatchingKeys,
  input: MatchingInput,
  trace: readonly StepRecord[],
  relaxed?: string,
): PlaceStory[] {
  // Without the wish for even workloads: who is still skipped then makes other places impossible.
  const instance = compile({ ...input, balance: 'cap-only' });
  const matching = matchingOf(instance, trace, relaxed === undefined ? 0 : capBonus(relaxed));
  const exchange = exchangeIn(instance, matching);
  const officerAt = new Map(instance.officerIds.map((id, index) => [id, index]));
  const slotAt = new Map(instance.slotIds.map((id, index) => [id, index]));
  const asked = askedTags(input);
  const recused = new Set(input.conflicts.map(({ officer, ent }) => `${officer}|${ent}`));
  const present = new Set<string>();
  return trace.map(({ slot, officer, skipped }) => {
    const { ent } = slotParts(slot);
    const at = slotAt.get(slot) as number;
    const reasonFor = (id: string): SkipReason => {
      const { tags } = instance.officers[officerAt.get(id) as number] as { tags: readonly string[] };
      if (!(asked.get(slot) as readonly string[]).every((tag) => tags.includes(tag))) return 'unfit';
      if (recused.has(`${id}|${ent}`)) return 'recused';
      if (present.has(`${id}|${ent}`)) return 'present';
      return exchange.reaches(officerAt.get(id) as number) ? 'uneven' : 'impossible';
    };
    exchange.start(at);
    const order = drawOrder(suite, ticket(suite, keys.pair, 0, slot), instance.officerIds);
    const before = order.slice(0, order.indexOf(officer)).map((id) => ({ officer: id, reason: reasonFor(id) }));
    const unexplained = skipped.filter((id) => !before.some((each) => each.officer === id));
    if (unexplained.length > 0) throw new RangeError(`${slot}: ${unexplained.join(', ')} did not come before`);
    clearBit(matching.open, at);
    present.add(`${officer}|${ent}`);
    return { slot, officer, before };
  });
}

function askedTags({ posts }: MatchingInput): ReadonlyMap<string, readonly string[]> {
  return new Map(posts.flatMap(({ id, slots }) => slots.map(({ all }, place) => [`${id}#${place}`, all] as const)));
}

/** The finished matching with all its places open: it agrees with what was fixed at every step. */
function matchingOf(instance: Instance, trace: readonly StepRecord[], bonus: number): Matching {
  const matching = emptyMatching(instance, bonus);
  const moves = trace.map(({ slot, officer }) => ({
    slot: instance.slotIds.indexOf(slot),
    officer: instance.officerIds.indexOf(officer),
  }));
  applyMoves(instance, matching, moves);
  for (const { slot } of moves) setBit(matching.open, slot);
  return matching;
}
