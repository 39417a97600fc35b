/** 导出任务 as the database has them. @module */
import type { Selectable } from 'kysely';
import type { Database } from '../../core/db.ts';
import type { ReadTx } from '../../core/transact.ts';
import { EXPORT_LIMITS, statesBefore } from '../rules/exports.ts';
import '../tables-beside.ts';
import type { ExportJob } from '../types/exports.ts';

export type ExportRow = Selectable<Database['directory_export']>;

/** A person's exports that still stand in the list, the latest first. */
export async function listExports(tx: ReadTx, staffId: string): Promise<readonly ExportJob[]> {
  const rows = await tx.db
    .selectFrom('directory_export')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('asked_by', '=', staffId)
    .where('state', '<>', 'removed')
    .orderBy('asked_at', 'desc')
    .execute();
  return rows.map((row) => ({
    exportId: row.export_id,
    kind: row.kind,
    asOfOn: row.as_of_on,
    format: row.format,
    state: row.state,
    askedAt: row.asked_at,
    endedAt: row.ended_at,
    total: row.total,
    done: row.done,
    bytes: row.bytes,
  }));
}

export async function findExport(tx: ReadTx, exportId: string): Promise<ExportRow | undefined> {
  return tx.db
    .selectFrom('directory_export')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('export_id', '=', exportId)
    .executeTakeFirst();
}

/** The export to run next: one that a stopped server left, else the one asked for first. */
export async function nextExport(tx: ReadTx): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('directory_export')
    .select('export_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'in', statesBefore('running'))
    .orderBy('state')
    .orderBy('asked_at')
    .limit(1)
    .executeTakeFirst();
  return row?.export_id;
}

/** Exports whose file lies there and shall not: deleted, stopped, or older than is kept. */
export async function exportsToRemove(tx: ReadTx): Promise<readonly string[]> {
  const oldest = Temporal.Instant.from(tx.now).subtract({ hours: 24 * EXPORT_LIMITS.keptDays });
  const rows = await tx.db
    .selectFrom('directory_export')
    .select('export_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('bytes', '>', 0)
    .where((eb) => eb.or([eb('state', '=', 'removed'), eb('ended_at', '<', oldest.toString())]))
    .execute();
  return rows.map(({ export_id: id }) => id);
}
