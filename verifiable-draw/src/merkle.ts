/** Merkle trees of RFC 6962 §2.1 and their proofs (RFC 9162 §2.1). SPEC §4. @module */
import { equalBytes } from './bytes.ts';
import type { Suite } from './suite.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** H(0x00 ‖ data). Also the hash by which a document is named everywhere. */
export function leafHash(suite: Suite, data: Uint8Array): Uint8Array {
  return suite.hash(LEAF, data);
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
  let level = leaves;
  while (level.length > 1) level = levelAbove(suite, level);
  return level[0] ?? suite.hash();
}

/** An odd last node moves up unchanged: the shape RFC 6962 defines by splitting at the largest power of two. */
function levelAbove(suite: Suite, level: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] as Uint8Array;
    const right = level[i + 1];
    above.push(right === undefined ? left : nodeHash(suite, left, right));
  }
  return above;
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
  let level = leaves;
  for (let at = index; level.length > 1; at = Math.floor(at / 2)) {
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    if (sibling !== undefined) path.push(sibling);
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
  const hashes = [...range.hashes];
  let hash = leaf;
  for (let size = range.size; size % 2 === 1; size = half(size))
    hash = nodeHash(suite, hashes.pop() as Uint8Array, hash);
  hashes.push(hash);
  return { size: range.size + 1, hashes };
}

/** Root of a growing tree; the same as {@link merkleRoot} over all its leaves. */
export function rangeRoot(suite: Suite, range: CompactRange): Uint8Array {
  const [last, ...others] = range.hashes.toReversed();
  if (last === undefined) return suite.hash();
  return others.reduce((right, left) => nodeHash(suite, left, right), last);
}
