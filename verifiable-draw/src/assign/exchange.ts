/** Can this officer take this slot in some optimal matching? The look-ahead of RP-F. SPEC §10.4. @module */
import { clearBit, hasBit, type Instance } from './instance.ts';
import { applyMoves, hasSpare, heldSlot, lastLevel, nextLevel, NONE, type Matching, type Move } from './matching.ts';

/**
 * The search from one slot through everything that can change at no cost. Nodes are slots whose holder leaves,
 * officers who became free for one more enterprise, and levels: one load less there, one load more here.
 * It goes only as far as the question needs and goes on from there with the next question.
 */
export interface Exchange {
  /** Asks about another filled, open slot from now on. */
  readonly start: (slot: number) => void;
  /** Whether some optimal matching that keeps all fixed slots gives the slot to this officer. */
  readonly reaches: (officer: number) => boolean;
  /** Changes the matching so that the officer has the slot. Only after `reaches` said so. */
  readonly give: (officer: number) => void;
}

/** Prepares searches in a matching; the arrays are used again for every slot. */
export function exchangeIn(instance: Instance, matching: Matching): Exchange {
  const { slotCount, officers } = instance;
  // Node numbers: slots, then officers, then levels.
  const parent = new Int32Array(slotCount + 2 * officers.length);
  const unseen = matching.open.slice();
  const seenLevels = new Set<number>();
  let queue: number[] = [];
  let head = 0;
  let root = NONE;

  function start(slot: number): void {
    root = slot;
    parent.fill(NONE);
    unseen.set(matching.open);
    seenLevels.clear();
    [queue, head] = [[], 0];
    visitSlot(root, root);
  }

  function visitSlot(slot: number, from: number): void {
    clearBit(unseen, slot);
    parent[slot] = from;
    queue.push(slot);
  }

  function visitOfficer(officer: number, from: number): void {
    if (parent[slotCount + officer] !== NONE) return;
    parent[slotCount + officer] = from;
    queue.push(slotCount + officer);
  }

  /** The holder leaves: free for another enterprise, or for another place in this one. */
  function expandSlot(slot: number): void {
    const holder = matching.who[slot] as number;
    visitOfficer(holder, slot);
    for (const other of instance.slotsOf[instance.postOf[slot] as number] as readonly number[]) {
      if (hasBit(unseen, other) && hasBit(instance.fitBits[holder] as Uint32Array, other)) visitSlot(other, slot);
    }
  }

  /** The officer ends with one load less, or takes an open slot at an enterprise where they hold none. */
  function expandOfficer(officer: number): void {
    // The cheap step first: it answers for most candidates.
    expandLevel(lastLevel(instance, matching, officer), slotCount + officer);
    const row = instance.fitBits[officer] as Uint32Array;
    for (let word = 0; word < unseen.length; word += 1) {
      for (let bits = (row[word] as number) & (unseen[word] as number); bits !== 0; bits &= bits - 1) {
        const slot = 32 * word + 31 - Math.clz32(bits & -bits);
        if (heldSlot(instance, matching, officer, instance.postOf[slot] as number) === NONE)
          visitSlot(slot, slotCount + officer);
      }
    }
  }

  /** One load less at this level can become one load more for anyone whose next load is at the same level. */
  function expandLevel(level: number, from: number): void {
    if (seenLevels.has(level)) return;
    const node = slotCount + officers.length + seenLevels.size;
    seenLevels.add(level);
    parent[node] = from;
    for (let officer = 0; officer < officers.length; officer += 1) {
      if (hasSpare(matching, officer) && nextLevel(instance, matching, officer) === level) visitOfficer(officer, node);
    }
  }

  /** The node that must be reached: the officer's own slot at this enterprise, or the officer. */
  function target(officer: number): number {
    const held = heldSlot(instance, matching, officer, instance.postOf[root] as number);
    return held === NONE ? slotCount + officer : held;
  }

  function reaches(officer: number): boolean {
    const goal = target(officer);
    while (parent[goal] === NONE && head < queue.length) {
      const node = queue[head] as number;
      head += 1;
      if (node < slotCount) expandSlot(node);
      else expandOfficer(node - slotCount);
    }
    return parent[goal] !== NONE;
  }

  function give(officer: number): void {
    const moves: Move[] = [{ slot: root, officer }];
    for (let node = target(officer); node !== root; node = parent[node] as number) {
      if (node >= slotCount) continue;
      const from = parent[node] as number;
      moves.push({ slot: node, officer: from < slotCount ? (matching.who[from] as number) : from - slotCount });
    }
    applyMoves(instance, matching, moves);
  }

  return { start, reaches, give };
}
