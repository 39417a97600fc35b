/** INSERT and UPDATE of 导出任务. What the job writes follows from the deed that asked for it. @module */
import type { ReadTx, Tx } from '../../core/transact.ts';
import { statesBefore } from '../rules/exports.ts';
import '../tables-beside.ts';
import type { ExportState, ExportWish } from '../types/exports.ts';

export async function insertExport(
  tx: Tx,
  exportId: string,
  { kind, asOfOn, conditions, format, columns }: ExportWish,
  hidden: readonly string[],
): Promise<void> {
  await tx.db
    .insertInto('directory_export')
    .values({
      bureau_id: tx.bureauId,
      export_id: exportId,
      kind,
      as_of_on: asOfOn ?? null,
      conditions: JSON.stringify(conditions),
      format,
      columns: columns ?? null,
      hidden: [...hidden],
      state: 'waiting',
      asked_by: tx.actor.staffId,
      asked_at: tx.now,
      ended_at: null,
      total: null,
      done: 0,
      pieces: 0,
      bytes: 0,
    })
    .execute();
}

/** What is noted with a step: the counts of the file as far as it is. */
export interface ExportProgress {
  readonly total?: number;
  readonly done?: number;
  readonly pieces?: number;
  readonly bytes?: number;
}

/** False when the export is no longer in a state before `state`: somebody stopped it. */
export async function stepExport(
  tx: ReadTx,
  exportId: string,
  state: ExportState,
  progress: ExportProgress = {},
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('directory_export')
    .set({ state, ...progress, ended_at: state === 'running' ? null : tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('export_id', '=', exportId)
    .where('state', 'in', statesBefore(state))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The file is gone: nobody can ask for it any more. */
export async function forgetExport(tx: ReadTx, exportId: string): Promise<void> {
  await tx.db
    .updateTable('directory_export')
    .set({ state: 'removed', pieces: 0, bytes: 0 })
    .where('bureau_id', '=', tx.bureauId)
    .where('export_id', '=', exportId)
    .execute();
}
