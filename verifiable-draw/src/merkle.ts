/** Merkle trees of RFC 6962 §2.1 and their proofs (RFC 9162 §2.1). SPEC §4. @module */
import { concat, equalBytes } from './bytes.ts';
import { equalMessages, messagesOfEntries, type Messages } from './engines/engine.ts';
import type { Suite } from './suite.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** H(0x00 ‖ data). Also the hash by which a document is named everywhere. */
export function leafHash(suite: Suite, data: Uint8Array): Uint8Array {
  return suite.hash(LEAF, data);
}

/** Leaf hashes of many documents, 32 bytes each, one after the other. */
export function leafHashes(suite: Suite, documents: Messages): Uint8Array {
  return suite.digests(LEAF, documents);
}

/** Entries written at once: more would want fresh memory, which on some machines takes longer than the hashing. */
const AT_ONCE = 1_024;

/** Leaf hashes of the lines of entries, 32 bytes each, one after the other; `lineOf` gives one without its end and no end within. */
export function entryHashes<T>(suite: Suite, entries: readonly T[], lineOf: (entry: T) => string): Uint8Array {
  const hashes = new Uint8Array(32 * entries.length);
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = messagesOfEntries(entries.slice(from, from + AT_ONCE), lineOf);
    hashes.set(leafHashes(suite, some), 32 * from);
  }
  return hashes;
}

/** H(0x01 ‖ left ‖ right). */
export function nodeHash(suite: Suite, left: Uint8Array, right: Uint8Array): Uint8Array {
  return suite.hash(NODE, left, right);
}

/**
 * Root of the tree over leaf hashes; of no leaves it is H(empty).
 * @param leaves - leaf hashes in tree order
 */
export function merkleRoot(suite: Suite, leaves: readonly Uint8Array[]): Uint8Array {
  return rootOfHashes(suite, flatten(leaves));
}

/** As {@link merkleRoot}, for leaf hashes that stand one after the other, 32 bytes each. */
export function rootOfHashes(suite: Suite, hashes: Uint8Array): Uint8Array {
  let level = hashes;
  while (level.length > 32) level = levelAbove(suite, level);
  return level.length === 0 ? suite.hash() : level.slice();
}

/** Hashes one after the other. */
export function flatten(hashes: readonly Uint8Array[]): Uint8Array {
  const flat = new Uint8Array(32 * hashes.length);
  hashes.forEach((hash, i) => flat.set(hash, 32 * i));
  return flat;
}

/** An odd last node moves up unchanged: the shape RFC 6962 defines by splitting at the largest power of two. */
function levelAbove(suite: Suite, level: Uint8Array): Uint8Array {
  const nodes = suite.digests(NODE, equalMessages(level, 64));
  return level.length % 64 === 0 ? nodes : concat(nodes, level.subarray(level.length - 32));
}

/**
 * Audit path of one leaf (RFC 9162 §2.1.3.1), from its sibling up to a child of the root.
 * @throws {RangeError} when there is no such leaf
 */
export function inclusionPath(suite: Suite, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new RangeError(`no leaf ${index} in a tree of ${leaves.length}`);
  }
  const path: Uint8Array[] = [];
  let level = flatten(leaves);
  for (let at = index; level.length > 32; at = half(at)) {
    const sibling = 32 * (at % 2 === 0 ? at + 1 : at - 1);
    if (sibling < level.length) path.push(level.slice(sibling, sibling + 32));
    level = levelAbove(suite, level);
  }
  return path;
}

/** Where a leaf stands: its hash, its index and the size of the tree. */
export interface LeafPosition {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
}

/**
 * The root an audit path leads to, or undefined when the path has not the length that index and size demand
 * (RFC 9162 §2.1.3.2).
 */
export function rootFromPath(suite: Suite, at: LeafPosition, path: readonly Uint8Array[]): Uint8Array | undefined {
  if (!Number.isSafeInteger(at.index) || !Number.isSafeInteger(at.size) || at.index < 0 || at.index >= at.size)
    return undefined;
  let hash = at.leaf;
  let [index, last] = [at.index, at.size - 1];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (index % 2 === 1 || index === last) {
      hash = nodeHash(suite, sibling, hash);
      while (index % 2 === 0 && index !== 0) [index, last] = [half(index), half(last)];
    } else {
      hash = nodeHash(suite, hash, sibling);
    }
    [index, last] = [half(index), half(last)];
  }
  return last === 0 ? hash : undefined;
}

/** Whether the path proves that the leaf is in the tree with this root. */
export function verifyInclusion(
  suite: Suite,
  at: LeafPosition,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const computed = rootFromPath(suite, at, path);
  return computed !== undefined && equalBytes(computed, root);
}

/**
 * Proof that the tree of the first `oldSize` leaves is a beginning of this one (RFC 9162 §2.1.4.1).
 * @param oldSize - 1 … number of leaves; equal sizes give an empty proof
 * @throws {RangeError} on another size
 */
export function consistencyPath(suite: Suite, leaves: readonly Uint8Array[], oldSize: number): Uint8Array[] {
  if (!Number.isInteger(oldSize) || oldSize < 1 || oldSize > leaves.length) {
    throw new RangeError(`no tree of size ${oldSize} within ${leaves.length} leaves`);
  }
  return subproof(suite, leaves, oldSize, true);
}

function subproof(suite: Suite, leaves: readonly Uint8Array[], oldSize: number, isWhole: boolean): Uint8Array[] {
  if (oldSize === leaves.length) return isWhole ? [] : [merkleRoot(suite, leaves)];
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return oldSize <= split
    ? [...subproof(suite, left, oldSize, isWhole), merkleRoot(suite, right)]
    : [...subproof(suite, right, oldSize - split, false), merkleRoot(suite, left)];
}

/** A tree by its size and root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the proof shows that the newer tree only added leaves to the older one (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  suite: Suite,
  older: TreeHead,
  newer: TreeHead,
  path: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(newer.size) || !(older.size >= 1 && older.size <= newer.size)) return false;
  if (older.size === newer.size) return path.length === 0 && equalBytes(older.root, newer.root);
  const proof = isPowerOfTwo(older.size) ? [older.root, ...path] : path;
  let [index, last] = [older.size - 1, newer.size - 1];
  while (index % 2 === 1) [index, last] = [half(index), half(last)];
  const [first, ...rest] = proof;
  if (first === undefined) return false;
  let [oldRoot, newRoot] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      oldRoot = nodeHash(suite, hash, oldRoot);
      newRoot = nodeHash(suite, hash, newRoot);
      while (index % 2 === 0 && index !== 0) [index, last] = [half(index), half(last)];
    } else {
      newRoot = nodeHash(suite, newRoot, hash);
    }
    [index, last] = [half(index), half(last)];
  }
  return last === 0 && equalBytes(oldRoot, older.root) && equalBytes(newRoot, newer.root);
}

/** Plain division: tree sizes may pass 2^31, where bit operations end. */
function half(n: number): number {
  return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
  return 2 ** Math.round(Math.log2(n)) === n;
}

/** A tree that only grows: its size and the roots of its complete subtrees, largest first. At most 53 hashes. */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const EMPTY_RANGE: CompactRange = { size: 0, hashes: [] };

/** The range with one more leaf, in O(log n) hashes and without the leaves before it. */
export function append(suite: Suite, range: CompactRange, leaf: Uint8Array): CompactRange {
  return appendTree(suite, range, leaf, 1);
}

/** The range with more leaves: their hashes one after the other, 32 bytes each. Faster than one by one. */
export function appendAll(suite: Suite, range: CompactRange, hashes: Uint8Array): CompactRange {
  let grown = range;
  for (let at = 0; at < hashes.length;) {
    const width = widthAt(grown.size, (hashes.length - at) / 32);
    const end = at + 32 * width;
    grown = appendTree(suite, grown, rootOfHashes(suite, hashes.subarray(at, end)), width);
    at = end;
  }
  return grown;
}

/** The largest complete tree that begins at leaf `size` and has at most `left` leaves. */
function widthAt(size: number, left: number): number {
  let width = 1;
  while (2 * width <= left && size % (2 * width) === 0) width *= 2;
  return width;
}

/** Adds a complete tree of `width` leaves, a power of two that divides the size of the range. */
function appendTree(suite: Suite, range: CompactRange, root: Uint8Array, width: number): CompactRange {
  const hashes = [...range.hashes];
  let hash = root;
  for (let trees = range.size / width; trees % 2 === 1; trees = half(trees))
    hash = nodeHash(suite, hashes.pop() as Uint8Array, hash);
  hashes.push(hash);
  return { size: range.size + width, hashes };
}

/** Root of a growing tree; the same as {@link merkleRoot} over all its leaves. */
export function rangeRoot(suite: Suite, range: CompactRange): Uint8Array {
  const [last, ...others] = range.hashes.toReversed();
  if (last === undefined) return suite.hash();
  return others.reduce((right, left) => nodeHash(suite, left, right), last);
}
