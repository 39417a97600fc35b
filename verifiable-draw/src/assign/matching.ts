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
  /** Most enterprises an officer may take, with relaxation. */
  readonly cap: Int32Array;
  /** Slots that may still change, as bits. */
  readonly open: Uint32Array;
}

export function emptyMatching(instance: Instance, capBonus: number): Matching {
  const { slotCount, officers } = instance;
  return {
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
  for (const slot of slotsHeld(matching, officer)) if (instance.postOf[slot] === post) return slot;
  return NONE;
}

/** One officer comes to one slot. */
export interface Move {
  readonly slot: number;
  readonly officer: number;
}

/** Carries out moves that belong together: everyone leaves first, then everyone arrives. */
export function applyMoves(matching: Matching, moves: readonly Move[]): void {
  for (const { slot } of moves) {
    const before = matching.who[slot] as number;
    if (before !== NONE) matching.held[before] = slotsHeld(matching, before).filter((other) => other !== slot);
  }
  for (const { slot, officer } of moves) {
    matching.who[slot] = officer;
    matching.held[officer] = [...slotsHeld(matching, officer), slot];
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
