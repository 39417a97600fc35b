/** Roots and proofs from tiles, against the library's own RFC 6962 over all leaves; the walk that reads a log; the request to a witness. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as merkle from 'verifiable-draw';
import { sha256Suite as suite } from 'verifiable-draw';
import { formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';
import { leafHash, openTreeWalk } from './audit/tree-walk.ts';
import { deedHash } from '../deeds.ts';
import { consistencyPath, foldPairs, inclusionPath, rangeHash, TILE_WIDTH, type Tiles } from './hash-tree.ts';

const MOST = 66_000;
const LEAVES = Array.from({ length: MOST }, (_, n) => createHash('sha256').update(String(n)).digest());
const hex = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('hex'));

/** Tiles of the first `size` leaves, as the tree walk hands them over, and the parts of those that are not full. */
function tilesOf(size: number): Tiles {
  const full = new Map<string, readonly Buffer[]>();
  const walk = openTreeWalk((level, index, hashes) => full.set(`${level}/${index}`, hashes));
  for (const leaf of LEAVES.slice(0, size)) walk.push(leaf);
  const tile: Tiles = async (level, index) => {
    const known = full.get(`${level}/${index}`);
    if (known !== undefined) return known;
    const start = index * TILE_WIDTH;
    if (level === 0) return LEAVES.slice(start, Math.min(start + TILE_WIDTH, size));
    const end = Math.min(start + TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level));
    return Promise.all(
      Array.from({ length: end - start }, async (_, n) => foldPairs(await tile(level - 1, start + n))),
    );
  };
  return tile;
}

const rootOf = (size: number): Uint8Array => merkle.merkleRoot(suite, LEAVES.slice(0, size));

describe('a tree in tiles', () => {
  test.each([1, 2, 3, 5, 8, 255, 256, 257, 511, 513, 1_024, 65_536, 65_537, MOST])(
    'of %i leaves has the root of RFC 6962',
    async (size) => {
      expect(hex([await rangeHash(tilesOf(size), 0, size)])).toEqual(hex([rootOf(size)]));
    },
  );

  test('proves each leaf, in trees of all small sizes and where tiles begin and end', async () => {
    const places = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((size) =>
      LEAVES.slice(0, size).map((_, n) => [n, size] as const),
    );
    const edges = [0, 1, 254, 255, 256, 257, 300, 511, 512].map((n) => [n, 513] as const);
    for (const [index, size] of [...places, ...edges]) {
      const path = await inclusionPath(tilesOf(size), index, size);
      expect(hex(path), `${index} of ${size}`).toEqual(hex(merkle.inclusionPath(suite, LEAVES.slice(0, size), index)));
      const root = merkle.rootFromPath(suite, { leaf: LEAVES[index] ?? Buffer.alloc(0), index, size }, path);
      expect(hex([root ?? Buffer.alloc(0)])).toEqual(hex([rootOf(size)]));
    }
  });

  test('proves of every size that it is a beginning of every later one', async () => {
    for (const size of [1, 2, 3, 4, 5, 6, 7, 8, 9, 300])
      for (const old of [1, 2, 3, 4, 5, 6, 7, 8, 9, 256, 257, 299, 300].filter((each) => each <= size)) {
        const path = await consistencyPath(tilesOf(size), old, size);
        expect(hex(path), `${old} of ${size}`).toEqual(hex(merkle.consistencyPath(suite, LEAVES.slice(0, size), old)));
      }
  });

  test('has no root of nothing, and no hash that its tile does not have', async () => {
    await expect(rangeHash(tilesOf(4), 2, 2)).rejects.toThrow('empty range 2..2');
    await expect(rangeHash(tilesOf(3), 0, 4)).rejects.toThrow('tile has no hash 3');
  });
});

describe('the walk over a log', () => {
  test('has the root of every size on its way', () => {
    const walk = openTreeWalk(() => undefined);
    expect(() => walk.root()).toThrow('an empty tree has no root here');
    for (let size = 1; size <= 70; size += 1) {
      walk.push(LEAVES[size - 1] ?? Buffer.alloc(0));
      expect(walk.size()).toBe(size);
      expect(hex([walk.root()])).toEqual(hex([rootOf(size)]));
    }
  });
  test('hands over each tile in the moment in which it is full, those above as well', () => {
    const tiles: string[] = [];
    const walk = openTreeWalk((level, index, hashes) => {
      tiles.push(`${walk.size()}: ${level}/${index}`);
      expect(hashes).toHaveLength(TILE_WIDTH);
      const width = TILE_WIDTH ** level;
      expect(hex(hashes.slice(0, 2))).toEqual(
        hex(
          [0, 1].map((n) =>
            merkle.merkleRoot(suite, LEAVES.slice((index * 256 + n) * width, (index * 256 + n + 1) * width)),
          ),
        ),
      );
    });
    for (const leaf of LEAVES.slice(0, 65_536 + 255)) walk.push(leaf);
    expect(tiles.slice(0, 2)).toEqual(['256: 0/0', '512: 0/1']);
    expect(tiles.slice(-2)).toEqual(['65536: 0/255', '65536: 1/0']);
    expect(tiles).toHaveLength(257);
  });
  test('a leaf is SHA-256(0x00 ‖ entry), by either of the two', () => {
    const entry = Buffer.from('{"v":1}');
    expect(hex([leafHash(entry), deedHash(entry)])).toEqual(
      hex([merkle.leafHash(suite, entry), merkle.leafHash(suite, entry)]),
    );
  });
});

describe('the request to a witness (C2SP tlog-witness)', () => {
  const hash = Buffer.alloc(32, 7);
  const request = { oldSize: 12, proof: [hash, hash], checkpoint: 'origin\n20\nroot\n\n— name sig\n' };
  test('is the old size, the proof, an empty line and the checkpoint as it was signed', () => {
    const text = formatAddCheckpoint(request);
    expect(text).toBe(`old 12\n${hash.toString('base64')}\n${hash.toString('base64')}\n\n${request.checkpoint}`);
    expect(parseAddCheckpoint(text)).toEqual({ ...request, proof: [new Uint8Array(hash), new Uint8Array(hash)] });
    expect(parseAddCheckpoint(formatAddCheckpoint({ ...request, oldSize: 0, proof: [] }))).toEqual({
      ...request,
      oldSize: 0,
      proof: [],
    });
  });
  test.each([
    ['nothing', ''],
    ['no empty line', 'old 1\n'],
    ['no size', 'old \n\nc'],
    ['a size with a zero before it', 'old 01\n\nc'],
    ['a size below nothing', 'old -1\n\nc'],
    ['words before the size', 'x old 1\n\nc'],
    ['words behind the size', 'old 1 x\n\nc'],
    ['a size beyond what is counted exactly', 'old 9007199254740993\n\nc'],
    ['a hash that is too short', `old 1\n${Buffer.alloc(31).toString('base64')}\n\nc`],
    ['a hash that is none', 'old 1\n!\n\nc'],
    ['more hashes than a tree is high', `old 1\n${`${hash.toString('base64')}\n`.repeat(64)}\nc`],
  ])('with %s is none', (_what, text) => {
    expect(parseAddCheckpoint(text)).toBeUndefined();
  });
  test('may have 63 hashes, and the greatest size that is counted exactly', () => {
    expect(parseAddCheckpoint(`old 1\n${`${hash.toString('base64')}\n`.repeat(63)}\nc`)?.proof).toHaveLength(63);
    expect(parseAddCheckpoint('old 9007199254740991\n\nc')?.oldSize).toBe(Number.MAX_SAFE_INTEGER);
  });
});
