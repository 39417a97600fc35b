/** The documents of a visit as its page lists them: what may be looked at, issued, and what was. @module */
import { listDocuments } from '../../core/register/reads.ts';
import { documentNumber } from '../../core/register/number.ts';
import { findSerial } from '../../core/register/register.ts';
import type { ReadTx } from '../../core/transact.ts';
import { issueRefusals, isPaperForm, previewRefusals } from '../rules/documents.ts';
import { FORM_NAMES, FORMS, type DocumentsView, type FormName } from '../types/documents.ts';
import { SERIES } from './documents.ts';
import { listPapers } from './papers.ts';
import { readSettings } from './settings.ts';
import { listFindings, type Visit } from './visits.ts';

/** `titleOf`: the words of the set in use; they belong to the forms, which reads do not know. */
export async function viewDocuments(
  tx: ReadTx,
  visit: Visit,
  titleOf: (form: FormName) => string = (form) => FORMS[form],
): Promise<DocumentsView> {
  const { settings } = await readSettings(tx);
  const serial = await findSerial(tx, SERIES, visit.inspectionId);
  const papers = await listPapers(tx, visit.inspectionId);
  const facts = {
    state: visit.state,
    hasExpert: visit.team.some(({ kind }) => kind === 'expert'),
    findings: await listFindings(tx, visit.inspectionId),
  };
  const about = FORM_NAMES.flatMap((form): { readonly form: FormName; readonly paperId: string | null }[] =>
    isPaperForm(form)
      ? papers.filter(({ paper }) => paper.kind === form).map(({ paperId }) => ({ form, paperId }))
      : [{ form, paperId: null }],
  );
  return {
    serial: serial === undefined ? null : documentNumber(settings, '', serial, 1),
    forms: about.map(({ form, paperId }) => {
      const own = { ...facts, paperKind: paperId === null ? undefined : form };
      return {
        form,
        title: titleOf(form),
        paperId,
        previewRefusals: previewRefusals(form, own),
        issueRefusals: issueRefusals(form, own),
      };
    }),
    // What looking again has issued under the same serial stands with its order.
    issued: (await listDocuments(tx, SERIES, visit.inspectionId))
      .filter(({ form }) => isForm(form))
      .map(({ documentId, form, title, number, code, sha256, issuedOn, aboutId, end }) => ({
        documentId,
        form: form as FormName,
        title,
        number,
        code,
        sha256,
        issuedOn,
        paperId: aboutId,
        end,
      })),
    papers: papers.map(({ paperId, version, at, paper }) => ({ paperId, version, at, paper })),
  };
}

function isForm(form: string): form is FormName {
  return FORM_NAMES.some((name) => name === form);
}
