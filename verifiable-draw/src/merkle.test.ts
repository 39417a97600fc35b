import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigEndian, concat, toHex, utf8 } from './bytes.ts';
import {
  append,
  appendAll,
  consistencyPath,
  EMPTY_RANGE,
  entryHashes,
  inclusionPath,
  leafHash,
  merkleRoot,
  nodeHash,
  rangeRoot,
  rootFromPath,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { sha256Suite as suite } from './suite.ts';

const leaves = Array.from({ length: 70 }, (_, i) => leafHash(suite, bigEndian(i, 2)));

/** The definition of RFC 6962 §2.1, word for word. */
function definition(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length <= 1) return hashes[0] ?? suite.hash();
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(suite, definition(hashes.slice(0, split)), definition(hashes.slice(split)));
}

describe('leaf hashes of entries', () => {
  it('are those of each line, however many there are', () => {
    for (const count of [0, 1, 1_023, 1_024, 1_025, 2_050]) {
      const entries = Array.from({ length: count }, (_, n) => n);
      const each = entries.map((n) => leafHash(suite, utf8(`企业 ${n}`)));
      expect(toHex(entryHashes(suite, entries, (n) => `企业 ${n}`))).toBe(toHex(concat(...each)));
    }
  });
});

describe('Merkle trees', () => {
  it('have the root that RFC 6962 defines, however they are built', () => {
    let range = EMPTY_RANGE;
    for (let size = 0; size <= leaves.length; size += 1) {
      const root = toHex(definition(leaves.slice(0, size)));
      expect(toHex(merkleRoot(suite, leaves.slice(0, size)))).toBe(root);
      expect(toHex(rangeRoot(suite, range))).toBe(root);
      range = append(suite, range, leaves[size] ?? new Uint8Array(32));
    }
    expect(toHex(merkleRoot(suite, []))).toMatch(/^e3b0c442/);
  });

  it('grow by any number of leaves at once', () => {
    for (let first = 0; first <= leaves.length; first += 1) {
      const range = appendAll(suite, EMPTY_RANGE, concat(...leaves.slice(0, first)));
      const whole = appendAll(suite, range, concat(...leaves.slice(first)));
      expect(range.size).toBe(first);
      expect(whole.size).toBe(leaves.length);
      expect(toHex(rangeRoot(suite, whole))).toBe(toHex(definition(leaves)));
    }
  });

  it('prove every leaf of every small tree, and no leaf elsewhere', () => {
    for (let size = 1; size <= 20; size += 1) {
      const tree = leaves.slice(0, size);
      const root = merkleRoot(suite, tree);
      for (let index = 0; index < size; index += 1) {
        const path = inclusionPath(suite, tree, index);
        const leaf = leaves[index] as Uint8Array;
        for (let claimed = 0; claimed <= size; claimed += 1) {
          expect(verifyInclusion(suite, { leaf, index: claimed, size }, path, root)).toBe(claimed === index);
        }
        expect(verifyInclusion(suite, { leaf, index, size }, [...path, root], root)).toBe(false);
        expect(verifyInclusion(suite, { leaf, index, size }, path.slice(0, -1), root)).toBe(size === 1);
      }
    }
  });

  it('refuse an index outside the tree, and numbers that are none', () => {
    const leaf = leaves[0] as Uint8Array;
    expect(() => inclusionPath(suite, leaves, 70)).toThrow('no leaf 70 in a tree of 70');
    expect(() => inclusionPath(suite, leaves, -1)).toThrow(RangeError);
    expect(() => inclusionPath(suite, leaves, 0.5)).toThrow(RangeError);
    for (const index of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(rootFromPath(suite, { leaf, index, size: 2 }, [])).toBeUndefined();
    expect(rootFromPath(suite, { leaf, index: 0, size: Number.NaN }, [])).toBeUndefined();
  });

  it('prove that an older tree is a beginning of a newer one, and nothing else', () => {
    for (let size = 1; size <= 17; size += 1) {
      const newer = { size, root: merkleRoot(suite, leaves.slice(0, size)) };
      for (let oldSize = 1; oldSize <= size; oldSize += 1) {
        const older = { size: oldSize, root: merkleRoot(suite, leaves.slice(0, oldSize)) };
        const path = consistencyPath(suite, leaves.slice(0, size), oldSize);
        expect(verifyConsistency(suite, older, newer, path)).toBe(true);
        expect(verifyConsistency(suite, { ...older, root: newer.root }, newer, path)).toBe(oldSize === size);
        expect(verifyConsistency(suite, older, { ...newer, root: older.root }, path)).toBe(oldSize === size);
        expect(verifyConsistency(suite, older, newer, [...path, older.root])).toBe(false);
        expect(verifyConsistency(suite, older, newer, path.slice(1))).toBe(oldSize === size);
      }
      expect(verifyConsistency(suite, { size: 0, root: newer.root }, newer, [])).toBe(false);
      expect(verifyConsistency(suite, { size: size + 1, root: newer.root }, newer, [])).toBe(false);
      expect(verifyConsistency(suite, newer, { size: Number.NaN, root: newer.root }, [])).toBe(false);
    }
    expect(() => consistencyPath(suite, leaves, 0)).toThrow(RangeError);
    expect(() => consistencyPath(suite, leaves, 71)).toThrow('no tree of size 71 within 70 leaves');
  });

  it('give an empty proof no power over an older tree that is not a power of two', () => {
    const root = merkleRoot(suite, leaves.slice(0, 3));
    expect(verifyConsistency(suite, { size: 3, root }, { size: 5, root }, [])).toBe(false);
  });

  it('change their root with any leaf', () => {
    fc.assert(
      fc.property(fc.nat(69), (index) => {
        expect(merkleRoot(suite, leaves.with(index, suite.hash()))).not.toEqual(merkleRoot(suite, leaves));
      }),
      { numRuns: 20 },
    );
  });
});
