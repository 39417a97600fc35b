/** How far an audit is, and its report. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';

/** Begins it, or begins again what a stopped program left unfinished. */
export async function startAudit(tx: ReadTx, drawId: string, runs: number): Promise<void> {
  await tx.db
    .insertInto('draw_narrowing')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, runs, done: 0, started_at: tx.now, at: tx.now })
    .onConflict((oc) => oc.columns(['bureau_id', 'draw_id']).doNothing())
    .execute();
}

export interface AuditNote {
  readonly done: number;
  readonly report?: { readonly bytes: Buffer; readonly hash: string };
}

/** Notes progress, or the report; a report that is there already stays. */
export async function noteAudit(tx: ReadTx, drawId: string, { done, report }: AuditNote): Promise<void> {
  await tx.db
    .updateTable('draw_narrowing')
    .set({ done, at: tx.now, ...(report === undefined ? {} : { report: report.bytes, report_hash: report.hash }) })
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('report', 'is', null)
    .execute();
}
