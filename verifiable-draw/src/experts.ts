/** Optional expert places: as many as possible, which ones by lot, then RP-F. SPEC §11. @module */
import { priorityOrder, workload, type Assigned, type MatchingKeys } from './assign/assign.ts';
import { fillSlot } from './assign/augment.ts';
import { hallSet, type HallSet } from './assign/hall.ts';
import { compile, type MatchingInput } from './assign/instance.ts';
import { emptyMatching } from './assign/matching.ts';
import type { Suite } from './suite.ts';
import { drawOrder } from './tickets.ts';

/** A place that stays empty, and why. */
export interface Unfilled {
  readonly slot: string;
  readonly hall: HallSet;
}

export interface ExpertAssignment extends Pick<Assigned, 'trace' | 'loads' | 'phi'> {
  readonly unfilled: readonly Unfilled[];
}

/**
 * Matches experts to optional places (SPEC §11).
 *
 * In the order of their tickets, a place is kept iff all kept places can still be filled together. The sets that can
 * be filled are a matroid, so the number of filled places is the greatest possible. Kept places are then matched as
 * officers are.
 */
export function assignExperts(suite: Suite, keys: MatchingKeys, input: MatchingInput): ExpertAssignment {
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
