/** The RFC 6962 tree of leaves that come one after another: only its peaks are kept, and the tile in progress of each level. @module */
import { hash } from 'node:crypto';

/** Hashes in a full tile (C2SP tlog-tiles). */
const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

export interface TreeWalk {
  /** Leaves so far. */
  size(): number;
  push(leaf: Buffer): void;
  /** Root of the leaves so far. @throws RangeError while there is none */
  root(): Buffer;
}

/** A tree that starts empty; `onTile` gets each tile of 256 hashes in the moment in which it is full. */
export function openTreeWalk(onTile: (level: number, index: number, hashes: readonly Buffer[]) => void): TreeWalk {
  const peaks: (Buffer | undefined)[] = [];
  const tiles: Buffer[][] = [];
  const counts: number[] = [];
  let size = 0;
  const collect = (level: number, node: Buffer): void => {
    const tile = (tiles[level] ??= []);
    tile.push(node);
    if (tile.length < TILE_WIDTH) return;
    const index = counts[level] ?? 0;
    counts[level] = index + 1;
    tiles[level] = [];
    onTile(level, index, tile);
  };
  return {
    size: () => size,
    push: (leaf) => {
      size += 1;
      collect(0, leaf);
      let node = leaf;
      let height = 0;
      for (let left = peaks[0]; left !== undefined; left = peaks[height]) {
        node = nodeHash(left, node);
        peaks[height] = undefined;
        height += 1;
        if (height % TILE_HEIGHT === 0) collect(height / TILE_HEIGHT, node);
      }
      peaks[height] = node;
    },
    root: () => {
      let root: Buffer | undefined;
      for (const peak of peaks) if (peak !== undefined) root = root === undefined ? peak : nodeHash(peak, root);
      if (root === undefined) throw new RangeError('an empty tree has no root here');
      return root;
    },
  };
}

const node = Buffer.alloc(65, 1);

/** SHA-256(0x01 ‖ left ‖ right). */
function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1);
  right.copy(node, 33);
  return hash('sha256', node, 'buffer');
}

/** SHA-256(0x00 ‖ entry), as `deedHash`, in one call: a whole log is read with it. */
export function leafHash(entry: Buffer): Buffer {
  return hash('sha256', Buffer.concat([ZERO, entry]), 'buffer');
}

const ZERO = Buffer.of(0);
