/**
 * The RFC 6962 tree over a bureau's deeds of one year. Leaves are the hashes of the deed rows; full tiles of 256 hashes
 * (C2SP tlog-tiles) are stored once and make roots and proofs cheap for any size. @module
 */
import { createHash } from 'node:crypto';
import type { ReadTx } from '../transact.ts';

export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** Where a year's leaves lie in the chain: leaf 0 is deed `firstSeq`. */
export interface YearTree {
  readonly year: number;
  readonly firstSeq: number;
  readonly size: number;
  /** Tiles read already, for whoever asks for many proofs of one tree. */
  readonly kept?: Map<string, Buffer[]>;
}

/** The tree of a year as it stands now; undefined while the year has no deed. */
export async function yearTree(tx: ReadTx, year: number): Promise<YearTree | undefined> {
  const row = await tx.db
    .selectFrom('deed')
    .select((eb) => [eb.fn.min('seq').as('first'), eb.fn.max('seq').as('last')])
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  if (row.first === null) return undefined;
  return { year, firstSeq: Number(row.first), size: Number(row.last) - Number(row.first) + 1 };
}

/** Root of the leaves `[from, to)`; `from` must be where RFC 6962 §2.1 would split. */
export async function rangeHash(tx: ReadTx, tree: YearTree, from: number, to: number): Promise<Buffer> {
  const size = to - from;
  if (size < 1) throw new RangeError(`empty range ${from}..${to}`);
  if (isPowerOfTwo(size)) return nodeAt(tx, tree, Math.log2(size), from / size);
  const split = from + largestPowerBelow(size);
  return hashPair(await rangeHash(tx, tree, from, split), await rangeHash(tx, tree, split, to));
}

/** Inclusion path of leaf `index` in the tree cut to `size` leaves (RFC 6962 §2.1.1), leaf level first. */
export async function inclusionPath(tx: ReadTx, tree: YearTree, index: number, size: number): Promise<Buffer[]> {
  if (index < 0 || index >= size || size > tree.size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const path: Buffer[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const split = from + largestPowerBelow(to - from);
    if (index < split) {
      path.unshift(await rangeHash(tx, tree, split, to));
      to = split;
    } else {
      path.unshift(await rangeHash(tx, tree, from, split));
      from = split;
    }
  }
  return path;
}

/** Proof that the first `oldSize` leaves are a beginning of the first `size` (RFC 9162 §2.1.4.1), from 1 on. */
export async function consistencyPath(tx: ReadTx, tree: YearTree, oldSize: number, size: number): Promise<Buffer[]> {
  if (oldSize < 1 || oldSize > size || size > tree.size) throw new RangeError(`no tree of ${oldSize} within ${size}`);
  const path: Buffer[] = [];
  let [from, to, isWhole] = [0, size, true];
  while (oldSize !== to) {
    const split = from + largestPowerBelow(to - from);
    if (oldSize <= split) {
      path.unshift(await rangeHash(tx, tree, split, to));
      to = split;
    } else {
      path.unshift(await rangeHash(tx, tree, from, split));
      from = split;
      isWhole = false;
    }
  }
  return isWhole ? path : [await rangeHash(tx, tree, from, to), ...path];
}

/** The hashes of tile `index` at tile level `level`, as many as exist (at most 256). */
export async function tileHashes(tx: ReadTx, tree: YearTree, level: number, index: number): Promise<Buffer[]> {
  const known = tree.kept?.get(`${level}/${index}`);
  if (known !== undefined) return known;
  const hashes = await readTile(tx, tree, level, index);
  tree.kept?.set(`${level}/${index}`, hashes);
  return hashes;
}

async function readTile(tx: ReadTx, tree: YearTree, level: number, index: number): Promise<Buffer[]> {
  const stored = await tx.db
    .selectFrom('log_tile')
    .select('hashes')
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', tree.year)
    .where('level', '=', level)
    .where('idx', '=', index)
    .executeTakeFirst();
  if (stored !== undefined) return splitHashes(stored.hashes);
  const start = index * TILE_WIDTH;
  const end = Math.min(start + TILE_WIDTH, Math.floor(tree.size / TILE_WIDTH ** level));
  if (level === 0) return leafHashes(tx, tree, start, end);
  const hashes: Buffer[] = [];
  for (let node = start; node < end; node += 1) hashes.push(foldPairs(await tileHashes(tx, tree, level - 1, node)));
  return hashes;
}

async function leafHashes(tx: ReadTx, tree: YearTree, start: number, end: number): Promise<Buffer[]> {
  const rows = await tx.db
    .selectFrom('deed')
    .select('hash')
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', '>=', tree.firstSeq + start)
    .where('seq', '<', tree.firstSeq + end)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.hash);
}

/** Root of the complete subtree number `index` of height `level`. */
async function nodeAt(tx: ReadTx, tree: YearTree, level: number, index: number): Promise<Buffer> {
  const within = level % TILE_HEIGHT;
  const width = 2 ** within;
  const first = index * width;
  const tile = await tileHashes(tx, tree, (level - within) / TILE_HEIGHT, Math.floor(first / TILE_WIDTH));
  return foldPairs(tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + width));
}

function foldPairs(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i < row.length; i += 2) next.push(hashPair(at(row, i), at(row, i + 1)));
    row = next;
  }
  return at(row, 0);
}

function at(hashes: readonly Buffer[], index: number): Buffer {
  const hash = hashes[index];
  if (hash === undefined) throw new RangeError(`tile has no hash ${index}`);
  return hash;
}

function hashPair(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

function splitHashes(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(i * 32, i * 32 + 32));
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n));
}

function largestPowerBelow(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}
