/** The papers of a case as they were printed. @module */
import type { FormFields } from '../../core/documents/form.ts';
import { findDocument, listDocuments } from '../../core/register/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import { inOrder } from './dossier.ts';
import { SERIES } from '../types/documents.ts';
import type { CaseFile } from '../types/file.ts';
import type { PenaltyForm } from '../types/forms.ts';
import type { CaseDocument } from '../types/views.ts';

/** One paper of this case; undefined when it is another's. */
export async function findPrinted(
  tx: ReadTx,
  caseId: string,
  documentId: string,
): Promise<{ readonly form: PenaltyForm; readonly number: string; readonly fields: FormFields } | undefined> {
  const row = await tx.db
    .selectFrom('penalty_document')
    .select('fields')
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  const document = row && (await findDocument(tx, documentId));
  return document && { form: formOf(document.form), number: document.number, fields: row.fields };
}

/** Every paper of the case, the ended ones too, with the act that issued it. */
export async function listCaseDocuments(tx: ReadTx, file: CaseFile): Promise<CaseDocument[]> {
  const { caseId, papers } = file;
  const rows = await tx.db
    .selectFrom('penalty_document')
    .select(['document_id', 'seq'])
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .execute();
  const seqs = new Map(rows.map(({ document_id: id, seq }) => [id, seq]));
  return inOrder(file, await listDocuments(tx, SERIES, caseId)).map(
    ({ documentId, form, title, number, issuedOn, end }) => ({
      documentId,
      form: formOf(form),
      title,
      number,
      issuedOn,
      seq: seqs.get(documentId) ?? 0,
      servedOn: papers.find((paper) => paper.documentId === documentId)?.servedOn ?? null,
      end: end === null ? null : { kind: end.kind, by: end.by },
    }),
  );
}

function formOf(registered: string): PenaltyForm {
  return registered.replace(/^penalty\//, '') as PenaltyForm;
}
