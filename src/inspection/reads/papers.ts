/** 笔录、凭证、送达: the last version of each, and the Word templates in force. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables/documents.ts';
import type { FormName, Paper } from '../types/documents.ts';

export interface KeptPaper {
  readonly paperId: string;
  readonly version: number;
  readonly paper: Paper;
  readonly at: string;
}

/** In the order in which they were first kept. */
export async function listPapers(tx: ReadTx, inspectionId: string): Promise<KeptPaper[]> {
  const rows = await tx.db
    .selectFrom('inspection_paper')
    .distinctOn('paper_id')
    .select(['paper_id as paperId', 'version', 'content as paper', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .orderBy('paper_id')
    .orderBy('version', 'desc')
    .execute();
  return rows.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

export async function findPaper(
  tx: ReadTx,
  inspectionId: string,
  paperId: string | undefined,
): Promise<KeptPaper | undefined> {
  if (paperId === undefined) return undefined;
  return (await listPapers(tx, inspectionId)).find((each) => each.paperId === paperId);
}

export interface TemplateVersion {
  readonly form: FormName;
  readonly version: number;
  /** Null: the form that comes with the product. */
  readonly sha256: string | null;
  readonly name: string;
  readonly at: string;
}

/** The last version of each form's Word template; a form that was never changed is left out. */
export async function listTemplates(tx: ReadTx): Promise<TemplateVersion[]> {
  const rows = await tx.db
    .selectFrom('document_template')
    .distinctOn('form')
    .select(['form', 'version', 'sha256', 'name', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('form')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, form: row.form as FormName }));
}
