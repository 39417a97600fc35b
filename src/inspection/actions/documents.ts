/** Documents of a visit: what is written down, issued, voided. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { findDocument, listDocuments } from '../../core/register/reads.ts';
import { endDocument, registerDocument } from '../../core/register/register.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { inspectionDeeds } from '../deeds.ts';
import { SERIES } from '../reads/documents.ts';
import { findPaper } from '../reads/papers.ts';
import type { StoredFinding, Visit } from '../reads/visits.ts';
import { issueRefusals } from '../rules/documents.ts';
import { CATEGORIES, FormInput, KeepPaperInput, Sha256, type FormName } from '../types/documents.ts';
import { InspectionId, Reason } from '../types/visit.ts';
import { insertPaper } from '../writes/documents.ts';
import { composedPdf, composeDocument, formFactsOf } from './compose.ts';
import { openStep, StepAnswer } from './step.ts';

const IssueAnswer = StepAnswer.extend({ documentId: z.uuid(), number: z.string(), sha256: Sha256 });

/** Keeps a 笔录, a 凭证 or a 送达; kept again it is a new version. What was issued of the earlier one stays as it was. */
export const keepPaper = defineDeed({
  kind: 'inspection.keep-paper',
  rule: inspectionDeeds['inspection.keep-paper'],
  input: KeepPaperInput,
  output: StepAnswer.extend({ paperId: z.uuid() }),
  run: async (tx, { inspectionId, paperId, paper }) => {
    const step = await openStep(tx, 'inspection.keep-paper', inspectionId);
    if (!step.ok) return step;
    const before = await findPaper(tx, inspectionId, paperId);
    if (paperId !== undefined && before?.paper.kind !== paper.kind) return refuse([{ code: 'document-paper-missing' }]);
    if (paper.kind === 'service') {
      const issued = (await listDocuments(tx, SERIES, inspectionId)).filter(({ end }) => end === null);
      const unknown = paper.documentIds.filter((id) => !issued.some(({ documentId }) => documentId === id));
      if (unknown.length > 0) return refuse([{ code: 'document-not-issued', at: 'documentIds' }]);
    }
    const kept = { paperId: before?.paperId ?? tx.newId(), version: (before?.version ?? 0) + 1, paper };
    await insertPaper(tx, inspectionId, kept);
    tx.record({
      kind: 'inspection.keep-paper',
      subject: `inspection/${inspectionId}`,
      facts: { paper: kept.paperId, kind: paper.kind, version: kept.version },
    });
    return ok({ inspectionId, state: step.value.visit.state, paperId: kept.paperId });
  },
});

/** Issues exactly what was looked at: `sha256` is of the preview, and of what is registered. */
export const issueDocument = defineDeed({
  kind: 'inspection.issue-document',
  rule: inspectionDeeds['inspection.issue-document'],
  input: FormInput.extend({ sha256: Sha256 }),
  output: IssueAnswer,
  run: async (tx, { inspectionId, form, paperId, sha256 }, runtime) => {
    const step = await openStep(tx, 'inspection.issue-document', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const facts = await formFactsOf(tx, visit, paperId);
    const refusals = issueRefusals(form, facts);
    if (refusals.length > 0) return refuse(refusals);
    const issued = await issueForm(tx, runtime, visit, { form, paperId, findings: facts.findings, seen: sha256 });
    if (!issued.ok) return issued;
    tx.record({
      kind: 'inspection.issue-document',
      subject: `inspection/${inspectionId}`,
      facts: { document: issued.value.documentId, form, number: issued.value.number, sha256: issued.value.sha256 },
    });
    return ok({ inspectionId, state: visit.state, ...issued.value });
  },
});

export interface FormToIssue {
  readonly form: FormName;
  readonly paperId?: string | undefined;
  /** Where they were read already. */
  readonly findings?: readonly StoredFinding[];
  /** Hash of the preview; undefined where the deed itself makes the content. */
  readonly seen: string | undefined;
}

export interface IssuedForm {
  readonly documentId: string;
  readonly number: string;
  readonly sha256: string;
}

/** Makes, stores and registers a document in the transaction of the deed that issues it. */
export async function issueForm(
  tx: Tx,
  runtime: Runtime,
  visit: Visit,
  { form, paperId, findings, seen }: FormToIssue,
): Promise<Result<IssuedForm>> {
  const composed = await composeDocument(tx, runtime, visit, form, paperId, findings);
  if (!composed.ok) return composed;
  const { name, code, template } = composed.value;
  const { pdf, sha256 } = composedPdf(composed.value, tx.today);
  if (seen !== undefined && seen !== sha256) return refuse([{ code: 'document-other-preview', at: 'sha256' }]);
  // Stored before it is registered: a crash between the two leaves a file that nothing names, never a number without a file.
  await runtime.files.put(pdf);
  const documentId = await registerDocument(tx, {
    ...name,
    category: CATEGORIES[form],
    form,
    title: template.title,
    fileId: visit.inspectionId,
    ...(paperId === undefined ? {} : { aboutId: paperId }),
    code,
    sha256,
    size: pdf.length,
  });
  return ok({ documentId, number: name.number, sha256 });
}

/** 作废: the number stays in the ledger; `supersededBy` names the document that takes its place. */
export const voidDocument = defineDeed({
  kind: 'inspection.void-document',
  rule: inspectionDeeds['inspection.void-document'],
  input: z.object({
    inspectionId: InspectionId,
    documentId: z.uuid(),
    reason: Reason,
    supersededBy: z.uuid().optional(),
  }),
  output: StepAnswer,
  run: async (tx, { inspectionId, documentId, reason, supersededBy }) => {
    const step = await openStep(tx, 'inspection.void-document', inspectionId);
    if (!step.ok) return step;
    const document = await findDocument(tx, documentId);
    if (document === undefined || document.fileId !== inspectionId) return refuse([{ code: 'document-not-found' }]);
    const successor = supersededBy === undefined ? undefined : await findDocument(tx, supersededBy);
    const isFit = successor !== undefined && successor.fileId === inspectionId && successor.form === document.form;
    if (supersededBy !== undefined && (!isFit || successor.end !== null || supersededBy === documentId))
      return refuse([{ code: 'document-successor-unfit', at: 'supersededBy' }]);
    const isEnded = await endDocument(tx, documentId, {
      reason,
      ...(supersededBy === undefined ? {} : { supersededBy }),
    });
    if (!isEnded) return refuse([{ code: 'document-ended', facts: { number: document.number } }]);
    tx.record({
      kind: 'inspection.void-document',
      subject: `inspection/${inspectionId}`,
      facts: { document: documentId, number: document.number, supersededBy: supersededBy ?? '' },
    });
    return ok({ inspectionId, state: step.value.visit.state });
  },
});
