/** The Word templates of the notice that the office keeps. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { PlanTemplate } from '../types/template.ts';
import { findPlanDeedAt } from './log.ts';

/** The newest first. */
export async function listTemplates(tx: ReadTx): Promise<PlanTemplate[]> {
  const rows = await tx.db
    .selectFrom('plan_template')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    fileName: row.file_name,
    sha256: row.sha256,
    note: row.note,
    keptBy: row.kept_by,
    keptAt: row.kept_at,
  }));
}

/** The template that fills the notice of a plan: the newest, or what was the newest when the notice was issued. */
export async function templateOf(tx: ReadTx, planId: string): Promise<PlanTemplate | undefined> {
  const issuedAt = await findPlanDeedAt(tx, planId, 'plan.issue-notice');
  const templates = await listTemplates(tx);
  return templates.find(({ keptAt }) => issuedAt === undefined || keptAt <= issuedAt);
}
