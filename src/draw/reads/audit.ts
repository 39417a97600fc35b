/** The narrowing audit of a draw: how far it is, and its report. @module */
import { narrowPlaces, type NarrowingReport, type NarrowPlace } from 'verifiable-draw';
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';

export interface AuditState {
  readonly runs: number;
  /** Dummy draws made so far. */
  readonly done: number;
  /** Leaf hash of the report; undefined while there is none. */
  readonly reportHash: string | undefined;
  readonly report: NarrowingReport | undefined;
  /** Places that one officer gets too often. */
  readonly warnings: readonly NarrowPlace[];
}

/** Undefined before the audit has begun, and for a draw that has none. */
export async function findAudit(tx: ReadTx, drawId: string): Promise<AuditState | undefined> {
  const row = await tx.db
    .selectFrom('draw_narrowing')
    .select(['runs', 'done', 'report', 'report_hash'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // The bytes were written from such a report, and their hash is kept beside them.
  const report: NarrowingReport | undefined = row.report === null ? undefined : JSON.parse(row.report.toString('utf8'));
  return {
    runs: row.runs,
    done: row.done,
    reportHash: row.report_hash ?? undefined,
    report,
    warnings: report === undefined ? [] : narrowPlaces(report),
  };
}

/** Frozen draws that wait for their audit. */
export async function listUnaudited(tx: ReadTx): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('draw')
    .leftJoin('draw_narrowing as n', (join) =>
      join.onRef('n.bureau_id', '=', 'draw.bureau_id').onRef('n.draw_id', '=', 'draw.draw_id'),
    )
    .select('draw.draw_id')
    .where('draw.bureau_id', '=', tx.bureauId)
    .where('draw.state', '=', 'frozen')
    .where('draw.voided_at', 'is', null)
    .where('n.report', 'is', null)
    .where(sql<boolean>`coalesce((draw.config ->> 'auditRuns')::integer, 0) > 0`)
    .execute();
  return rows.map(({ draw_id }) => draw_id);
}
