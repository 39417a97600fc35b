/** The leaves of a log one after another, year by year: their trees, held against what stands beside them and outside. Pure. @module */
import { checkAtSize, checkTile, yearKey, type Beside, type LogKeys } from './beside.ts';
import type { Leaf } from './deed-page.ts';
import type { Findings } from './findings.ts';
import type { OutsideCheckpoint } from './outside.ts';
import type { SigningKey } from './signatures.ts';
import { openTreeWalk, type TreeWalk } from './tree-walk.ts';

interface YearInProgress {
  readonly year: number;
  readonly firstSeq: number;
  readonly tree: TreeWalk;
  readonly key: SigningKey;
  /** Of this year, in the order of their sizes. */
  readonly outside: readonly OutsideCheckpoint[];
  next: number;
  /** The first deed that can be a bad one: that after the last outside checkpoint that agreed. */
  suspect: Leaf | undefined;
  /** The same where checkpoints of our own are believed too. */
  inside: Leaf | undefined;
}

/** What stands beside the leaves that come next, by year; and the size of the newest checkpoint of each. */
export interface Around {
  readonly beside: ReadonlyMap<number, Beside>;
  readonly newest: ReadonlyMap<number, number>;
}

export interface Audit {
  readonly counts: { checkpoints: number; cosignatures: number; tiles: number; agreeing: number };
  /** Leaves so far of a year; 0 of one that has not begun, or is over. */
  sizeOf(year: number): number;
  walk(leaves: readonly Leaf[], around: Around): void;
  /** The trees, and the first deed that nobody vouches for, or the one after the last. */
  end(): {
    readonly trees: { readonly year: number; readonly size: number; readonly root: string }[];
    readonly from: number;
  };
}

/** An audit of a log that begins; findings go to `findings`. */
export function openAudit(keys: LogKeys, outside: readonly OutsideCheckpoint[], findings: Findings): Audit {
  const counts = { checkpoints: 0, cosignatures: 0, tiles: 0, agreeing: 0 };
  const done: { year: number; size: number; root: string }[] = [];
  let around: Around = { beside: new Map(), newest: new Map() };
  let current: YearInProgress | undefined;

  const begin = (leaf: Leaf): YearInProgress => {
    const { year, seq: firstSeq } = leaf;
    const tree = openTreeWalk((level, index, hashes) => {
      const rows = around.beside.get(year);
      if (rows === undefined) return;
      counts.tiles += rows.tiles.has(`${level}/${index}`) ? 1 : 0;
      const isPublished = (index + 1) * 256 ** (level + 1) <= (around.newest.get(year) ?? 0);
      checkTile(rows, { year, level, index, hashes }, firstSeq, isPublished, findings);
    });
    const own = outside.filter(({ origin, size }) => origin === `${keys.origin}/${year}` && size > 0);
    return { year, firstSeq, tree, key: yearKey(keys, year), outside: own, next: 0, suspect: leaf, inside: leaf };
  };
  const finish = (): void => {
    if (current === undefined) return;
    const { year, tree, outside: own, next, firstSeq, suspect } = current;
    for (const { file, size } of own.slice(next))
      findings.add({
        code: 'outside-short',
        seq: suspect?.seq ?? firstSeq + tree.size(),
        upTo: firstSeq + size - 1,
        year,
        size,
        detail: file,
      });
    done.push({ year, size: tree.size(), root: tree.root().toString('hex') });
  };

  return {
    counts,
    sizeOf: (year) => (current?.year === year ? current.tree.size() : 0),
    walk: (leaves, besideThem) => {
      around = besideThem;
      for (const leaf of leaves) {
        if (current?.year !== leaf.year) {
          finish();
          current = begin(leaf);
        }
        const { tree, year, key } = current;
        current.suspect ??= leaf;
        current.inside ??= leaf;
        // What does not follow on says that something between the last that is vouched for and here is another.
        const from = outside.length > 0 ? current.suspect : current.inside;
        if (!leaf.isLinked)
          findings.add({ code: 'deed-link', seq: from.seq, upTo: leaf.seq, at: from.at, kind: from.kind });
        tree.push(leaf.hash);
        const rows = around.beside.get(year);
        if (rows === undefined) throw new Error(`nothing was read beside the deeds of ${year}`);
        const size = tree.size();
        const isNewest = size === around.newest.get(year);
        const at = { year, size, leaf, from: current.inside, root: () => tree.root(), key, isNewest };
        const found = checkAtSize(rows, keys, at, findings);
        if (found.isGood) current.inside = undefined;
        counts.checkpoints += found.checkpoints;
        counts.cosignatures += found.cosignatures;
        counts.agreeing += checkOutside(current, leaf, findings);
      }
    },
    end: () => {
      finish();
      const end = done.reduce((sum, { size }) => sum + size, 0);
      const from = current?.suspect?.seq ?? end + 1;
      const seen = new Set(done.map(({ year }) => `${keys.origin}/${year}`));
      for (const { origin, size, file } of outside)
        if (origin.startsWith(`${keys.origin}/`) && !seen.has(origin))
          findings.add({ code: 'outside-short', seq: from, upTo: end + size, size, detail: file });
      const vouched = outside.length > 0 ? current?.suspect : current?.inside;
      return { trees: done, from: vouched?.seq ?? end + 1 };
    },
  };
}

/** Holds the outside checkpoints of this size against the tree; answers how many agree. */
function checkOutside(year: YearInProgress, leaf: Leaf, findings: Findings): number {
  const size = year.tree.size();
  let agreeing = 0;
  for (let one = year.outside[year.next]; one?.size === size; one = year.outside[year.next]) {
    year.next += 1;
    const place = { seq: year.suspect?.seq ?? leaf.seq, upTo: leaf.seq, year: year.year, size, detail: one.file };
    if (!one.isSigned) findings.add({ code: 'outside-signature', year: year.year, size, detail: one.file });
    else if (year.tree.root().equals(one.root)) {
      agreeing += 1;
    } else {
      const { at, kind } = year.suspect ?? leaf;
      findings.add({ code: 'outside-root', ...place, at, kind });
    }
  }
  if (agreeing > 0) year.suspect = undefined;
  return agreeing;
}
