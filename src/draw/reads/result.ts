/** The stored result of a draw. @module */
import { sql } from 'kysely';
import type { DetailsDocument } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import '../tables-sealed.ts';

/** Hash of the result document; undefined while there is none. */
export async function findResultHash(tx: ReadTx, drawId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('draw_result')
    .select('result_hash')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
  return row?.result_hash;
}

/** One enterprise as it stood in the frozen roster. */
export interface RosterLine {
  readonly id: string;
  readonly enterpriseId: string;
  readonly name: string;
  readonly status: 'eligible' | 'excluded';
  readonly reason: string | null;
  readonly stratum: string | null;
}

/** The frozen roster, in the order it was committed in. */
export async function listRoster(tx: ReadTx, drawId: string): Promise<readonly RosterLine[]> {
  return tx.db
    .selectFrom('draw_roster')
    .select(['id', 'enterprise_id as enterpriseId', 'name', 'status', 'reason', 'stratum'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('pos')
    .execute();
}

/** What of a result is public at once: it says nothing about who was drawn. */
export interface LoggedResult {
  readonly resultHash: string;
  readonly at: string;
  readonly resultBytes: Buffer;
}

export async function findLoggedResult(tx: ReadTx, drawId: string): Promise<LoggedResult | undefined> {
  return tx.db
    .selectFrom('draw_result')
    .select(['result_hash as resultHash', 'at', 'result as resultBytes'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
}

/** A result with everything a reader needs to follow it. */
export interface Outcome extends LoggedResult {
  readonly detailsBytes: Buffer;
  readonly details: DetailsDocument;
}

/** Undefined while there is none, and for whoever may not know a sealed one yet. */
export async function findOutcome(tx: ReadTx, drawId: string): Promise<Outcome | undefined> {
  const row = await tx.db
    .selectFrom('draw_result as r')
    .leftJoin('draw_sealed_details as s', (join) =>
      join.onRef('s.bureau_id', '=', 'r.bureau_id').onRef('s.draw_id', '=', 'r.draw_id'),
    )
    .select(['r.result_hash as resultHash', 'r.at', 'r.result as resultBytes', 'r.details', 's.details as sealed'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('r.draw_id', '=', drawId)
    .executeTakeFirst();
  const detailsBytes = row?.details ?? row?.sealed;
  if (row === undefined || detailsBytes === undefined || detailsBytes === null) return undefined;
  // The bytes were written from such a document, and their hash is in the log.
  const details: DetailsDocument = JSON.parse(detailsBytes.toString('utf8'));
  const { resultHash, at, resultBytes } = row;
  return { resultHash, at, resultBytes, detailsBytes, details };
}

export interface StoredBundle {
  readonly sha256: string;
  readonly bytes: number;
  /** The last deed of the draw that it contains. */
  readonly lastSeq: number;
  /** How many witnesses vouch for every entry in it; 0 when none was asked for, or they have not answered yet. */
  readonly quorum: number;
  readonly at: string;
}

/** The newest bundle of a draw; its bytes are in the file store under its hash. */
export async function findBundle(tx: ReadTx, drawId: string): Promise<StoredBundle | undefined> {
  return tx.db
    .selectFrom('draw_bundle')
    .select(['sha256', 'bytes', 'last_seq as lastSeq', 'quorum', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('last_seq', 'desc')
    .orderBy('quorum', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Public draws (`isPublic`) that have deeds their newest bundle does not contain. */
export async function listUnbundled(tx: ReadTx): Promise<readonly string[]> {
  const { rows } = await sql<{ draw_id: string }>`
    SELECT d.draw_id FROM draw d
    WHERE d.bureau_id = ${tx.bureauId} AND d.seq IS NOT NULL AND (d.voided_at IS NOT NULL OR d.state IN ('confirmed', 'released'))
      AND (SELECT max(x.seq) FROM deed x WHERE x.bureau_id = d.bureau_id AND x.subject_type = 'draw' AND x.subject_id = d.draw_id::text)
        > coalesce((SELECT max(b.last_seq) FROM draw_bundle b WHERE b.bureau_id = d.bureau_id AND b.draw_id = d.draw_id), 0)`.execute(
    tx.db,
  );
  return rows.map((row) => row.draw_id);
}

/** Draws announced under a rule that asks for witnesses, whose newest bundle does without them. */
export async function listUnwitnessed(tx: ReadTx): Promise<readonly string[]> {
  const { rows } = await sql<{ draw_id: string }>`
    SELECT b.draw_id FROM draw_bundle b JOIN draw d USING (bureau_id, draw_id)
    WHERE b.bureau_id = ${tx.bureauId} AND EXISTS (
      SELECT 1 FROM witness_policy p WHERE p.bureau_id = b.bureau_id AND p.quorum > 0 AND p.at <= d.announced_at)
    GROUP BY b.draw_id HAVING (array_agg(b.quorum ORDER BY b.last_seq DESC, b.quorum DESC))[1] = 0`.execute(tx.db);
  return rows.map((row) => row.draw_id);
}
