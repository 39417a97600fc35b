/** Why a matching is impossible, so that anyone can count it again. SPEC §10.5. @module */
import type { Instance } from './instance.ts';
import type { Matching } from './matching.ts';

/** Slots that together want more than all officers who fit them can give. */
export interface HallSet {
  readonly slots: readonly string[];
  readonly officers: readonly string[];
  /** What those officers can give at most: Σ min(cap, enterprises among these where the officer fits). */
  readonly capacity: number;
}

/** Names a set of slots that cannot all be filled. */
export function hallSet(instance: Instance, matching: Matching, slots: readonly number[]): HallSet {
  const posts = new Map<number, Set<number>>();
  for (const slot of slots) {
    for (const officer of instance.fits[slot] as Int32Array) {
      const reachable = posts.get(officer) ?? new Set();
      posts.set(officer, reachable.add(instance.postOf[slot] as number));
    }
  }
  const officers = [...posts.keys()].sort((a, b) => a - b);
  return {
    slots: slots.map((slot) => instance.slotIds[slot] as string).sort(),
    officers: officers.map((officer) => instance.officers[officer]?.id as string),
    capacity: officers.reduce(
      (sum, officer) => sum + Math.min(matching.cap[officer] as number, posts.get(officer)?.size as number),
      0,
    ),
  };
}
