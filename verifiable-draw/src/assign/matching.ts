/** A matching that grows and changes: who holds which slot. SPEC §10.2. @module */
import type { Instance } from './instance.ts';

/** No officer, no slot. */
export const NONE = -1;

/** The state of the search. `who` and `held` always tell the same story. */
export interface Matching {
  /** Officer of each slot, or {@link NONE}. */
  readonly who: Int32Array;
  /** Slots of each officer: at most one at each enterprise. */
  readonly held: (readonly number[])[];
  /** The same by officer and enterprise: the slot, or {@link NONE}, at `officer · postCount + post`. */
  readonly at: Int32Array;
  /** Most enterprises an officer may take, with relaxation. */
  readonly cap: Int32Array;
  /** Slots that may still change, as bits. */
  readonly open: Uint32Array;
}

export function emptyMatching(instance: Instance, capBonus: number): Matching {
  const { slotCount, postCount, officers } = instance;
  return {
    at: new Int32Array(officers.length * postCount).fill(NONE),
    who: new Int32Array(slotCount).fill(NONE),
    held: officers.map(() => []),
    cap: Int32Array.from(officers, ({ cap }) => cap + capBonus),
    open: new Uint32Array(Math.ceil(slotCount / 32)),
  };
}

/** Slots of an officer. */
export function slotsHeld(matching: Matching, officer: number): readonly number[] {
  return matching.held[officer] as readonly number[];
}

/** Slot that the officer holds at the enterprise, or {@link NONE}. */
export function heldSlot(instance: Instance, matching: Matching, officer: number, post: number): number {
  return matching.at[officer * instance.postCount + post] as number;
}

/** One officer comes to one slot. */
export interface Move {
  readonly slot: number;
  readonly officer: number;
}

/** Carries out moves that belong together: everyone leaves first, then everyone arrives. */
export function applyMoves({ postCount, postOf }: Instance, matching: Matching, moves: readonly Move[]): void {
  const place = (slot: number, officer: number): number => officer * postCount + (postOf[slot] as number);
  for (const { slot } of moves) {
    const before = matching.who[slot] as number;
    if (before === NONE) continue;
    matching.held[before] = slotsHeld(matching, before).filter((other) => other !== slot);
    matching.at[place(slot, before)] = NONE;
  }
  for (const { slot, officer } of moves) {
    matching.who[slot] = officer;
    matching.held[officer] = [...slotsHeld(matching, officer), slot];
    matching.at[place(slot, officer)] = slot;
  }
}

/** The load an officer's next enterprise would be: what is compared when workloads are evened out. */
export function nextLevel(instance: Instance, matching: Matching, officer: number): number {
  if (instance.balance === 'cap-only') return 0;
  return (instance.officers[officer]?.prior as number) + slotsHeld(matching, officer).length + 1;
}

/** The level of the enterprise an officer would lose. */
export function lastLevel(instance: Instance, matching: Matching, officer: number): number {
  return instance.balance === 'cap-only' ? 0 : nextLevel(instance, matching, officer) - 1;
}

export function hasSpare(matching: Matching, officer: number): boolean {
  return slotsHeld(matching, officer).length < (matching.cap[officer] as number);
}
