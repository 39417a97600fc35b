/** Rows of what a visit writes down and encloses. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables/documents.ts';
import type { FormName, Paper } from '../types/documents.ts';
import type { EvidenceInput } from '../types/evidence.ts';
import type { VisitSettings } from '../types/settings.ts';

export async function insertSettings(tx: Tx, version: number, settings: VisitSettings): Promise<void> {
  await tx.db
    .insertInto('visit_setting')
    .values({
      bureau_id: tx.bureauId,
      version,
      content: JSON.stringify(settings),
      set_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

export interface PaperVersion {
  readonly paperId: string;
  readonly version: number;
  readonly paper: Paper;
}

export async function insertPaper(
  tx: Tx,
  inspectionId: string,
  { paperId, version, paper }: PaperVersion,
): Promise<void> {
  await tx.db
    .insertInto('inspection_paper')
    .values({
      bureau_id: tx.bureauId,
      paper_id: paperId,
      version,
      inspection_id: inspectionId,
      kind: paper.kind,
      content: JSON.stringify(paper),
      kept_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

export interface NewTemplate {
  readonly form: FormName;
  readonly version: number;
  readonly sha256: string | null;
  readonly name: string;
}

export async function insertTemplate(tx: Tx, template: NewTemplate): Promise<void> {
  await tx.db
    .insertInto('document_template')
    .values({ bureau_id: tx.bureauId, ...template, set_by: tx.actor.staffId, at: tx.now })
    .execute();
}

/** False when the visit has this file already. `place` is sealed. */
export async function insertEvidence(
  tx: Tx,
  evidenceId: string,
  evidence: EvidenceInput,
  place: Buffer | null,
): Promise<boolean> {
  const made = await tx.db
    .insertInto('evidence')
    .values({
      bureau_id: tx.bureauId,
      evidence_id: evidenceId,
      inspection_id: evidence.inspectionId,
      sha256: evidence.sha256,
      name: evidence.name,
      caption: evidence.caption,
      finding_id: evidence.findingId ?? null,
      item_id: evidence.itemId ?? null,
      point_no: evidence.pointNo ?? null,
      taken_at: evidence.takenAt ?? null,
      place,
      attached_by: tx.actor.staffId,
      at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** False when there is no such standing piece. */
export async function withdrawEvidenceRow(
  tx: Tx,
  inspectionId: string,
  evidenceId: string,
  reason: string,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('evidence')
    .set({ withdrawn_at: tx.now, withdrawn_by: tx.actor.staffId, withdraw_reason: reason })
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('evidence_id', '=', evidenceId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
