/**
 * The RFC 6962 tree over a bureau's deeds of one year. Leaves are the hashes of the deed rows; full tiles of 256 hashes
 * (C2SP tlog-tiles) are stored once and make roots and proofs cheap for any size. @module
 */
import type { ReadTx } from '../transact.ts';
import * as hashTree from './hash-tree.ts';
import { TILE_WIDTH } from './hash-tree.ts';

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
  return hashTree.rangeHash(tilesOf(tx, tree), from, to);
}

/** Inclusion path of leaf `index` in the tree cut to `size` leaves (RFC 6962 §2.1.1), leaf level first. */
export async function inclusionPath(tx: ReadTx, tree: YearTree, index: number, size: number): Promise<Buffer[]> {
  if (index < 0 || index >= size || size > tree.size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return hashTree.inclusionPath(tilesOf(tx, tree), index, size);
}

/** Proof that the first `oldSize` leaves are a beginning of the first `size` (RFC 9162 §2.1.4.1), from 1 on. */
export async function consistencyPath(tx: ReadTx, tree: YearTree, oldSize: number, size: number): Promise<Buffer[]> {
  if (oldSize < 1 || oldSize > size || size > tree.size) throw new RangeError(`no tree of ${oldSize} within ${size}`);
  return hashTree.consistencyPath(tilesOf(tx, tree), oldSize, size);
}

function tilesOf(tx: ReadTx, tree: YearTree): hashTree.Tiles {
  return (level, index) => tileHashes(tx, tree, level, index);
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
  for (let node = start; node < end; node += 1)
    hashes.push(hashTree.foldPairs(await tileHashes(tx, tree, level - 1, node)));
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

function splitHashes(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(i * 32, i * 32 + 32));
}
