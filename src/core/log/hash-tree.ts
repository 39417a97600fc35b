/**
 * Roots and proofs of an RFC 6962 tree whose hashes lie in tiles of 256 (C2SP tlog-tiles), wherever those are kept: only the tiles
 * that an answer needs are asked for. @module
 */
import { createHash } from 'node:crypto';

export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** The hashes of tile `index` at tile level `level`, as many as exist (at most 256). */
export type Tiles = (level: number, index: number) => Promise<readonly Buffer[]>;

/** Root of the leaves `[from, to)`; `from` must be where RFC 6962 §2.1 would split. */
export async function rangeHash(tiles: Tiles, from: number, to: number): Promise<Buffer> {
  const size = to - from;
  if (size < 1) throw new RangeError(`empty range ${from}..${to}`);
  if (isPowerOfTwo(size)) return nodeAt(tiles, Math.log2(size), from / size);
  const split = from + largestPowerBelow(size);
  return hashPair(await rangeHash(tiles, from, split), await rangeHash(tiles, split, to));
}

/** Inclusion path of leaf `index` in the tree of the first `size` leaves (RFC 6962 §2.1.1), leaf level first. */
export async function inclusionPath(tiles: Tiles, index: number, size: number): Promise<Buffer[]> {
  const path: Buffer[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const split = from + largestPowerBelow(to - from);
    if (index < split) {
      path.unshift(await rangeHash(tiles, split, to));
      to = split;
    } else {
      path.unshift(await rangeHash(tiles, from, split));
      from = split;
    }
  }
  return path;
}

/** Proof that the first `oldSize` leaves are a beginning of the first `size` (RFC 9162 §2.1.4.1), from 1 on. */
export async function consistencyPath(tiles: Tiles, oldSize: number, size: number): Promise<Buffer[]> {
  const path: Buffer[] = [];
  let [from, to, isWhole] = [0, size, true];
  while (oldSize !== to) {
    const split = from + largestPowerBelow(to - from);
    if (oldSize <= split) {
      path.unshift(await rangeHash(tiles, split, to));
      to = split;
    } else {
      path.unshift(await rangeHash(tiles, from, split));
      from = split;
      isWhole = false;
    }
  }
  return isWhole ? path : [await rangeHash(tiles, from, to), ...path];
}

/** Root of a complete subtree of these hashes, a power of two of them. */
export function foldPairs(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i < row.length; i += 2) next.push(hashPair(at(row, i), at(row, i + 1)));
    row = next;
  }
  return at(row, 0);
}

/** Root of the complete subtree number `index` of height `level`. */
async function nodeAt(tiles: Tiles, level: number, index: number): Promise<Buffer> {
  const within = level % TILE_HEIGHT;
  const width = 2 ** within;
  const first = index * width;
  const tile = await tiles((level - within) / TILE_HEIGHT, Math.floor(first / TILE_WIDTH));
  return foldPairs(tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + width));
}

function at(hashes: readonly Buffer[], index: number): Buffer {
  const hash = hashes[index];
  if (hash === undefined) throw new RangeError(`tile has no hash ${index}`);
  return hash;
}

function hashPair(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n));
}

function largestPowerBelow(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}
