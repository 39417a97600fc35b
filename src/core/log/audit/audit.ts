/**
 * Reads a bureau's whole log again, in one pass and in bounded memory: every deed, the chain, the trees, and whatever in the
 * database or outside it states something about them (docs/adr/0060). @module
 */
import type { Runtime } from '../../runtime.ts';
import { read, type ReadTx } from '../../transact.ts';
import { checkAtSize, checkBeyond, checkTile, readBeside, readLogKeys, yearKey, type LogKeys } from './beside.ts';
import { checkPage, openPages, type ChainState, type Leaf } from './deed-page.ts';
import { openFindings, type Findings, type LogFinding, type LogReport } from './findings.ts';
import type { OutsideCheckpoint } from './outside.ts';
import type { SigningKey } from './signatures.ts';
import { openTreeWalk, type TreeWalk } from './tree-walk.ts';

export interface AuditOptions {
  /** The log's public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Its SM2 key, 65 bytes, where it has one. */
  readonly sm2?: Uint8Array | undefined;
  /** Checkpoints kept elsewhere; those of other logs are passed over (see {@link strangers}). */
  readonly outside?: readonly OutsideCheckpoint[];
}

/** Audits the log of one bureau with the key of this runtime. */
export function auditBureau(
  runtime: Pick<Runtime, 'db' | 'clock' | 'logKey'>,
  bureauId: number,
  outside: readonly OutsideCheckpoint[] = [],
): Promise<LogReport> {
  const { publicKey, sm2 } = runtime.logKey;
  return read(runtime, bureauId, (tx) => auditLog(tx, { publicKey, sm2: sm2?.publicKey, outside }));
}

const GENESIS = Buffer.alloc(32);

/** Audits the log of the transaction's bureau. */
export async function auditLog(tx: ReadTx, { publicKey, sm2, outside = [] }: AuditOptions): Promise<LogReport> {
  const { code, origin } = await tx.db
    .selectFrom('bureau')
    .select(['code', 'origin'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const findings = openFindings();
  const chain: ChainState = { bureau: code, seq: 0, prev: GENESIS, at: '' };
  const audit = openAudit(await readLogKeys(tx, origin, { publicKey, sm2 }), outside, findings);
  const pages = await openPages(tx);
  let rows = await pages.next();
  let following = pages.next();
  while (rows.length > 0) {
    // One question at a time on the connection, and always one on its way: the database reads while this computes.
    const leaves = checkPage(rows, chain, findings);
    rows = await following;
    await audit.prepare(tx, leaves);
    following = pages.next();
    audit.walk(leaves);
  }
  await following;
  await pages.close();
  const { trees, from } = audit.end();
  await checkHead(tx, chain, findings);
  await checkBeyond(tx, trees, { seq: from, upTo: chain.seq + 1 }, findings);
  return {
    deeds: chain.seq,
    ...audit.counts,
    years: trees,
    findings: findings.kept(),
    problems: findings.count(),
    firstBad: findings.firstBad(),
  };
}

/** Outside checkpoints of logs that none of these bureaus has. */
export function strangers(outside: readonly OutsideCheckpoint[], origins: readonly string[]): readonly LogFinding[] {
  return outside
    .filter(
      ({ origin }) => !origins.some((own) => /^\/\d{4}$/.test(origin.slice(own.length)) && origin.startsWith(own)),
    )
    .map(({ file, origin, size }) => ({ code: 'outside-unknown' as const, size, detail: `${origin}（${file}）` }));
}

async function checkHead(tx: ReadTx, chain: ChainState, findings: Findings): Promise<void> {
  const head = await tx.db
    .selectFrom('deed_head')
    .select(['seq', 'hash'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirst();
  if (head?.seq !== chain.seq || !head.hash.equals(chain.prev))
    findings.add({ code: 'head', seq: chain.seq + 1, upTo: Math.max(head?.seq ?? 0, chain.seq + 1) });
}

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

interface Audit {
  readonly counts: { checkpoints: number; cosignatures: number; tiles: number; agreeing: number };
  /** Reads what stands beside these leaves. */
  prepare(tx: ReadTx, leaves: readonly Leaf[]): Promise<void>;
  walk(leaves: readonly Leaf[]): void;
  /** The trees, and the first deed that nobody vouches for, or the one after the last. */
  end(): {
    readonly trees: { readonly year: number; readonly size: number; readonly root: string }[];
    readonly from: number;
  };
}

function openAudit(keys: LogKeys, outside: readonly OutsideCheckpoint[], findings: Findings): Audit {
  const counts = { checkpoints: 0, cosignatures: 0, tiles: 0, agreeing: 0 };
  const done: { year: number; size: number; root: string }[] = [];
  const beside = new Map<number, Awaited<ReturnType<typeof readBeside>>>();
  const newest = new Map<number, number>();
  let current: YearInProgress | undefined;

  const begin = (leaf: Leaf): YearInProgress => {
    const { year, seq: firstSeq } = leaf;
    const tree = openTreeWalk((level, index, hashes) => {
      const rows = beside.get(year);
      if (rows === undefined) return;
      counts.tiles += rows.tiles.has(`${level}/${index}`) ? 1 : 0;
      const isPublished = (index + 1) * 256 ** (level + 1) <= (newest.get(year) ?? 0);
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
    prepare: async (tx, leaves) => {
      beside.clear();
      for (const [year, ofYear] of Map.groupBy(leaves, (leaf) => leaf.year)) {
        const from = current?.year === year ? current.tree.size() : 0;
        beside.set(year, await readBeside(tx, year, from, from + ofYear.length));
        if (!newest.has(year)) newest.set(year, await newestSize(tx, year));
      }
    },
    walk: (leaves) => {
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
        const rows = beside.get(year);
        if (rows === undefined) throw new Error(`nothing was read beside the deeds of ${year}`);
        const size = tree.size();
        const isNewest = size === newest.get(year);
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

async function newestSize(tx: ReadTx, year: number): Promise<number> {
  const row = await tx.db
    .selectFrom('checkpoint')
    .select((eb) => eb.fn.max('size').as('size'))
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .executeTakeFirst();
  return Number(row?.size ?? 0);
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
