/** Filling one more slot at least cost, or proving that it cannot be filled. SPEC §10.3. @module */
import { clearBit, hasBit, setBit, type Instance } from './instance.ts';
import { applyMoves, hasSpare, heldSlot, nextLevel, NONE, slotsHeld, type Matching, type Move } from './matching.ts';

/**
 * Fills an empty slot by a chain of moves that ends at the officer with the least load who can be reached
 * (successive shortest paths: only the officers' loads have a cost, so the matching stays optimal).
 *
 * @returns undefined when filled; otherwise the slots that together want more officers than there are (Hall)
 */
export function fillSlot(instance: Instance, matching: Matching, slot: number): readonly number[] | undefined {
  const search = searchBack(instance, matching, slot);
  if (search.best === NONE) return search.slots;
  applyMoves(instance, matching, chain(matching, search));
  setBit(matching.open, slot);
  return undefined;
}

interface BackSearch {
  /** Slots to fill, in order of discovery; the first is the empty one. */
  readonly slots: readonly number[];
  /** Slot an officer would come to, once reached. */
  readonly comesTo: Int32Array;
  /** Slot that the present holder of a slot would move to. */
  readonly movesTo: Int32Array;
  /** Reached officer with spare capacity and the lowest next level, or {@link NONE}. */
  readonly best: number;
}

function searchBack(instance: Instance, matching: Matching, root: number): BackSearch {
  const comesTo = new Int32Array(instance.officers.length).fill(NONE);
  const movesTo = new Int32Array(instance.slotCount).fill(NONE);
  const slots = [root];
  const unseen = (instance.ableBits[root] as Uint32Array).slice().fill(0xffff_ffff);
  const lowest = lowestLevel(instance, matching);
  let best = NONE;
  let bestLevel = Number.POSITIVE_INFINITY;

  // Only slots that somebody holds are wanted, so never the empty one.
  const want = (slot: number, destination: number): void => {
    if (movesTo[slot] !== NONE) return;
    movesTo[slot] = destination;
    slots.push(slot);
  };
  const reach = (officer: number, slot: number): void => {
    clearBit(unseen, officer);
    comesTo[officer] = slot;
    const level = nextLevel(instance, matching, officer);
    if (hasSpare(matching, officer) && level < bestLevel) [best, bestLevel] = [officer, level];
    for (const other of slotsHeld(matching, officer)) want(other, slot);
  };
  // `slots` grows while it is walked: this is the queue of the search.
  for (const slot of slots) {
    const post = instance.postOf[slot] as number;
    const able = instance.ableBits[slot] as Uint32Array;
    // An officer already at this enterprise can only change places within it; the holder of an empty place has no bit.
    for (const other of instance.slotsOf[post] as readonly number[]) {
      if (hasBit(able, matching.who[other] as number)) want(other, slot);
    }
    for (let word = 0; word < unseen.length; word += 1) {
      for (let bits = (able[word] as number) & (unseen[word] as number); bits !== 0; bits &= bits - 1) {
        const officer = 32 * word + 31 - Math.clz32(bits & -bits);
        if (heldSlot(instance, matching, officer, post) === NONE) reach(officer, slot);
      }
    }
    if (best !== NONE && bestLevel === lowest) break;
  }
  return { slots, comesTo, movesTo, best };
}

/** No officer who can be used at all can do better than this, so the search may stop there. */
function lowestLevel(instance: Instance, matching: Matching): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const officer of instance.usable) {
    if (hasSpare(matching, officer)) lowest = Math.min(lowest, nextLevel(instance, matching, officer));
  }
  return lowest;
}

function chain(matching: Matching, search: BackSearch): Move[] {
  const moves: Move[] = [];
  let officer = search.best;
  let slot = search.comesTo[officer] as number;
  while (slot !== NONE) {
    moves.push({ slot, officer });
    officer = matching.who[slot] as number;
    slot = search.movesTo[slot] as number;
  }
  return moves;
}
