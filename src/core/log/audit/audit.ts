/**
 * Reads a bureau's whole log again, in one pass and in bounded memory: every deed, the chain, the trees, and whatever in the
 * database or outside it states something about them (docs/adr/0060). @module
 */
import type { Runtime } from '../../runtime.ts';
import { read, type ReadTx } from '../../transact.ts';
import type { Beside } from './beside.ts';
import { checkPage, type ChainState, type Leaf } from './deed-page.ts';
import { openPages } from './deed-rows.ts';
import { openFindings, type Findings, type LogFinding, type LogReport } from './findings.ts';
import type { OutsideCheckpoint } from './outside.ts';
import { checkBeyond, readBeside, readLogKeys } from './read-beside.ts';
import { openAudit, type Audit } from './walk.ts';

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
  const newest = new Map<number, number>();
  const pages = await openPages(tx);
  let rows = await pages.next();
  let following = pages.next();
  while (rows.length > 0) {
    // One question at a time on the connection, and always one on its way: the database reads while this computes.
    const leaves = checkPage(rows, chain, findings);
    rows = await following;
    const beside = await readBesideLeaves(tx, audit, leaves, newest);
    following = pages.next();
    audit.walk(leaves, { beside, newest });
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

/** Reads what stands beside these leaves; notes the newest checkpoint of a year that begins. */
async function readBesideLeaves(
  tx: ReadTx,
  audit: Audit,
  leaves: readonly Leaf[],
  newest: Map<number, number>,
): Promise<ReadonlyMap<number, Beside>> {
  const beside = new Map<number, Beside>();
  for (const [year, ofYear] of Map.groupBy(leaves, (leaf) => leaf.year)) {
    const from = audit.sizeOf(year);
    beside.set(year, await readBeside(tx, year, from, from + ofYear.length));
    if (!newest.has(year)) newest.set(year, await newestSize(tx, year));
  }
  return beside;
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
