/** The papers of an act: issued in its transaction, or shown before it (docs/adr/0059). @module */
import { portalAddress } from '../../bureau/reads.ts';
import type { FormFields, FormTemplate } from '../../core/documents/form.ts';
import { draftFields, issueNumbered } from '../../core/register/issue.ts';
import { endDocument, findNextName } from '../../core/register/register.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { ReadTx, Tx } from '../../core/transact.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import { penaltyFields } from '../documents/fields.ts';
import { penaltyTemplate } from '../documents/forms.ts';
import { formName, readDossier } from '../reads/dossier.ts';
import type { CaseContext } from '../rules/context.ts';
import { formsOf, papersEndedBy, type CaseForm } from '../rules/forms.ts';
import type { ActInput } from '../types/acts.ts';
import { SERIES } from '../types/documents.ts';
import type { CaseFile, CasePaper } from '../types/file.ts';
import { formRule, type PenaltyForm } from '../types/forms.ts';
import { actRule, type CaseAct } from '../types/table.ts';
import { insertDocument } from '../writes.ts';

export interface ActInHand<A extends CaseAct = CaseAct> {
  readonly act: A;
  readonly input: ActInput<A>;
  /** Its place among the acts of the case. */
  readonly seq: number;
  readonly before: CaseFile;
  readonly after: CaseFile;
}

/** Ends what the act ends, issues what it makes; the case's papers after it. */
export async function issueActForms<A extends CaseAct>(
  tx: Tx,
  runtime: Pick<Runtime, 'files'>,
  { act, input, seq, before, after }: ActInHand<A>,
  context: CaseContext,
): Promise<CasePaper[]> {
  let { papers } = after;
  for (const paper of papersEndedBy(act, input, before, after)) {
    await endDocument(tx, paper.documentId, { reason: actRule(act).title });
    papers = over(papers, [paper]);
  }
  for (const { form, aboutId } of formsOf(act, input, after, context.setting)) {
    const file = { ...after, papers };
    // Read again for each: the list of contents names the cover that was issued a moment ago.
    const dossier = await readDossier(tx, file, context, { act, content: input });
    const { settings } = await readSettings(tx);
    const { documentId, fields } = await issueNumbered(tx, runtime, {
      series: SERIES,
      fileId: after.caseId,
      form: formName(form),
      category: formRule(form).category,
      template: penaltyTemplate(form),
      fields: penaltyFields(dossier, aboutId),
      prefix: settings,
      portal: await portalAddress(tx),
      ...(aboutId === null ? {} : { aboutId }),
    });
    await insertDocument(tx, { documentId, caseId: after.caseId, seq, fields });
    const replaced = replacedBy(form, papers);
    for (const paper of replaced)
      await endDocument(tx, paper.documentId, { reason: actRule(act).title, supersededBy: documentId });
    papers = [...over(papers, replaced), { documentId, form, aboutId, on: tx.today, servedOn: null, isOver: false }];
  }
  return papers;
}

/** What a paper takes the place of: the one of its form; a new notice also of the old offer of a hearing. */
function replacedBy(form: PenaltyForm, papers: readonly CasePaper[]): CasePaper[] {
  const forms: readonly PenaltyForm[] = form === 'notice' ? ['notice', 'hearing-notice'] : [form];
  return formRule(form).isSingle === true ? papers.filter((each) => forms.includes(each.form) && !each.isOver) : [];
}

function over(papers: readonly CasePaper[], ended: readonly CasePaper[]): CasePaper[] {
  const ids = new Set(ended.map(({ documentId }) => documentId));
  return papers.map((paper) => (ids.has(paper.documentId) ? { ...paper, isOver: true } : paper));
}

export interface DraftedForm extends CaseForm {
  readonly template: FormTemplate;
  readonly fields: FormFields;
}

/** A form of the case as it would be now, with the act in hand where one is. Number: what it would get, or 预立案. */
export async function draftForm(
  tx: ReadTx,
  file: CaseFile,
  context: CaseContext,
  { form, aboutId }: CaseForm,
  hand?: { readonly act: CaseAct; readonly content: unknown },
): Promise<DraftedForm> {
  const template = penaltyTemplate(form);
  const dossier = await readDossier(tx, file, context, hand);
  const { settings } = await readSettings(tx);
  const name = await findNextName(tx, settings, { series: SERIES, fileId: file.caseId }, formRule(form).category);
  const own = { template, fields: penaltyFields(dossier, aboutId) };
  const fields = await draftFields(tx, own, name?.number ?? '预立案');
  return { form, aboutId, template, fields };
}
