/** Places that may stay empty (experts, vehicles, devices): as many as possible, which ones by lot, then RP-F. SPEC §11.1. @module */
import { priorityOrder, workload, type Assigned } from './assign.ts';
import { fillSlot } from './augment.ts';
import { hallSet, type HallSet } from './hall.ts';
import { compile, type MatchingInput } from './instance.ts';
import { emptyMatching } from './matching.ts';
import type { MatchingKeys } from '../keys.ts';
import type { Suite } from '../suite.ts';
import { drawOrder } from '../tickets.ts';

/** A place that stays empty, and why. */
export interface Unfilled {
  readonly slot: string;
  readonly hall: HallSet;
}

export interface OptionalAssignment extends Pick<Assigned, 'trace' | 'loads' | 'phi'> {
  readonly unfilled: readonly Unfilled[];
}

/**
 * Matches to places that may stay empty (SPEC §11.1).
 *
 * In the order of their tickets, a place is kept iff all kept places can still be filled together. The sets that can
 * be filled are a matroid, so the number of filled places is the greatest possible. Kept places are then matched as
 * officers are.
 */
export function assignOptional(suite: Suite, keys: MatchingKeys, input: MatchingInput): OptionalAssignment {
  const instance = compile(input);
  const matching = emptyMatching(instance, 0);
  const at = new Map(instance.slotIds.map((id, slot) => [id, slot]));
  const unfilled = drawOrder(suite, keys.order, instance.slotIds).flatMap((slot): Unfilled[] => {
    const stuck = fillSlot(instance, matching, at.get(slot) as number);
    return stuck === undefined ? [] : [{ slot, hall: hallSet(instance, matching, stuck) }];
  });
  const trace = priorityOrder(
    suite,
    keys,
    instance,
    matching,
    input.posts.map(({ id }) => id),
  );
  return { trace, ...workload(instance, matching), unfilled };
}
