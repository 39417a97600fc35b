/** Signed checkpoints (C2SP tlog-checkpoint) and proofs (tlog-proof) over the year trees. @module */
import { formatCheckpoint, formatTlogProof, formatVkey, type NoteSigner } from 'verifiable-draw';
import { sql } from 'kysely';
import type { Runtime } from '../runtime.ts';
import { inBureau, type ReadTx } from '../transact.ts';
import { cosignatureLines, firstWitnessed } from './cosignatures.ts';
import { TILE_WIDTH } from './hash-tree.ts';
import { inclusionPath, rangeHash, tileHashes, yearTree, type YearTree } from './tree.ts';

export interface Checkpoint {
  readonly year: number;
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly at: string;
}

/** Name of a bureau's log of one year, e.g. `yingji.xiqing.example/2026`. */
export function logOrigin(bureauOrigin: string, year: number): string {
  return `${bureauOrigin}/${year}`;
}

/** The verifier key (vkey) of a bureau's log of one year, as printed in public documents. */
export function logVerifierKey(runtime: Runtime, bureauOrigin: string, year: number): string {
  return formatVkey(logOrigin(bureauOrigin, year), runtime.logKey.publicKey);
}

/** The SM2 key of the same log; undefined where its checkpoints have no such line. */
export function logSm2VerifierKey(runtime: Runtime, bureauOrigin: string, year: number): string | undefined {
  const { sm2 } = runtime.logKey;
  return sm2 && formatVkey(logOrigin(bureauOrigin, year), sm2.publicKey, 255);
}

function signersOf({ logKey }: Runtime, name: string): readonly NoteSigner[] {
  const { publicKey, sm2 } = logKey;
  return [
    { name, publicKey, sign: (message) => logKey.sign(message) },
    ...(sm2 === undefined
      ? []
      : [{ name, type: 255, publicKey: sm2.publicKey, sign: (message) => sm2.sign(message) } satisfies NoteSigner]),
  ];
}

/**
 * Signs and stores a checkpoint for every year that has deeds beyond its last one; returns how many were made.
 * Derived data only: it may run twice, anywhere, at any time.
 */
export async function publishCheckpoints(runtime: Runtime, bureauId: number): Promise<number> {
  return inBureau(runtime, bureauId, async (tx) => {
    // One publisher at a time per bureau; another waits here and then finds nothing left to do.
    await sql`SELECT pg_advisory_xact_lock(hashtext('sunlot.checkpoint'), ${bureauId})`.execute(tx.db);
    // The application itself may not add to what is published.
    await sql`SET LOCAL ROLE sunlot_checkpointer`.execute(tx.db);
    const { origin } = await tx.db
      .selectFrom('bureau')
      .select('origin')
      .where('bureau_id', '=', bureauId)
      .executeTakeFirstOrThrow();
    let made = 0;
    for (const year of await unpublishedYears(tx)) {
      const tree = await yearTree(tx, year);
      if (tree === undefined) continue;
      await storeFullTiles(tx, tree);
      const root = await rangeHash(tx, tree, 0, tree.size);
      const name = logOrigin(origin, year);
      const note = formatCheckpoint({ origin: name, size: tree.size, root }, signersOf(runtime, name));
      await tx.db
        .insertInto('checkpoint')
        .values({ bureau_id: bureauId, year, size: tree.size, root, note, at: tx.now })
        .onConflict((oc) => oc.doNothing())
        .execute();
      made += 1;
    }
    return made;
  });
}

/** The newest checkpoint of a year or the one of a size, if there is one; its note has the cosignatures that have come. */
export async function findCheckpoint(tx: ReadTx, year: number, size?: number): Promise<Checkpoint | undefined> {
  const row = await tx.db
    .selectFrom('checkpoint')
    .select(['year', 'size', 'root', 'note', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .$if(size !== undefined, (query) => query.where('size', '=', size ?? 0))
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, note: `${row.note}${await cosignatureLines(tx, year, row.size)}` };
}

/** The checkpoint of the latest year, if the bureau has any. */
export async function findNewestCheckpoint(tx: ReadTx): Promise<Checkpoint | undefined> {
  return tx.db
    .selectFrom('checkpoint')
    .select(['year', 'size', 'root', 'note', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('year', 'desc')
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A deed's bytes with the proof that the published log contains them. */
export interface LoggedDeed {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly entry: Buffer;
  /** C2SP tlog-proof: index, path and signed checkpoint. */
  readonly proof: string;
  /** Whether as many witnesses as asked for have signed that checkpoint; true when none is asked for. */
  readonly isWitnessed: boolean;
}

/** Who must have signed a checkpoint before it proves anything. */
export interface HeldTo {
  readonly quorum: number;
  readonly witnesses: readonly { readonly witnessId: string }[];
}

/**
 * Proves deed `seq` against the first checkpoint of its year that enough witnesses have signed, or the newest while there is none:
 * the time at which they signed is the time at which the deed was public.
 * @throws when that checkpoint does not cover it yet: publish first (`publishCheckpoints`)
 */
export async function proveDeed(
  tx: ReadTx,
  seq: number,
  heldTo: HeldTo = { quorum: 0, witnesses: [] },
): Promise<LoggedDeed> {
  const deed = await tx.db
    .selectFrom('deed')
    .select(['seq', 'kind', 'at', 'year', 'entry'])
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  const tree = await yearTree(tx, deed.year);
  const covering = tree && (await firstWitnessed(tx, deed.year, deed.seq - tree.firstSeq + 1, heldTo));
  const checkpoint = await findCheckpoint(tx, deed.year, covering);
  if (tree === undefined || checkpoint === undefined || deed.seq - tree.firstSeq >= checkpoint.size) {
    throw new Error(`deed ${seq} is not covered by a published checkpoint`);
  }
  const index = deed.seq - tree.firstSeq;
  const path = await inclusionPath(tx, tree, index, checkpoint.size);
  return {
    seq: deed.seq,
    kind: deed.kind,
    at: deed.at,
    entry: deed.entry,
    proof: formatTlogProof({ index, path, checkpoint: checkpoint.note }),
    isWitnessed: heldTo.quorum === 0 || covering !== undefined,
  };
}

/** Whether the log holds a deed in public: a checkpoint covers it, signed by as many witnesses as are asked for. */
export async function isDeedPublished(
  tx: ReadTx,
  deed: { readonly seq: number; readonly year: number },
  heldTo: HeldTo,
): Promise<boolean> {
  const tree = await yearTree(tx, deed.year);
  if (tree === undefined) return false;
  const size = deed.seq - tree.firstSeq + 1;
  if (heldTo.quorum > 0) return (await firstWitnessed(tx, deed.year, size, heldTo)) !== undefined;
  return size <= ((await findCheckpoint(tx, deed.year))?.size ?? 0);
}

/** By the ends of the indexes alone: neither deeds nor checkpoints are counted, however many there are. */
async function unpublishedYears(tx: ReadTx): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    SELECT y.year FROM generate_series(
      (SELECT year FROM deed WHERE bureau_id = ${tx.bureauId} ORDER BY seq LIMIT 1),
      (SELECT year FROM deed WHERE bureau_id = ${tx.bureauId} ORDER BY seq DESC LIMIT 1)) AS y (year),
    LATERAL (SELECT max(seq) - min(seq) + 1 AS size FROM deed WHERE bureau_id = ${tx.bureauId} AND year = y.year) d,
    LATERAL (SELECT max(size) AS size FROM checkpoint WHERE bureau_id = ${tx.bureauId} AND year = y.year) c
    WHERE d.size > coalesce(c.size, 0) ORDER BY y.year`.execute(tx.db);
  return rows.map((row) => row.year);
}

async function storeFullTiles(tx: ReadTx, tree: YearTree): Promise<void> {
  for (let level = 0; TILE_WIDTH ** (level + 1) <= tree.size; level += 1) {
    const full = Math.floor(tree.size / TILE_WIDTH ** (level + 1));
    const { next } = await tx.db
      .selectFrom('log_tile')
      .select((eb) => eb.fn.count<number>('idx').as('next'))
      .where('bureau_id', '=', tx.bureauId)
      .where('year', '=', tree.year)
      .where('level', '=', level)
      .executeTakeFirstOrThrow();
    for (let idx = Number(next); idx < full; idx += 1) {
      const hashes = Buffer.concat(await tileHashes(tx, tree, level, idx));
      await tx.db
        .insertInto('log_tile')
        .values({ bureau_id: tx.bureauId, year: tree.year, level, idx, hashes })
        .execute();
    }
  }
}
