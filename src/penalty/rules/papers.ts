/** The papers of a case: which wait for the party, what their receipt makes of them. Pure. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { Service } from '../types/case.ts';
import type { CaseFile, CasePaper } from '../types/file.ts';
import { formRule, type PenaltyForm } from '../types/forms.ts';
import { arrivedOn } from './deadlines.ts';

/** Of these forms those that hold and have not reached the party. */
export function waitingPapers({ papers }: Pick<CaseFile, 'papers'>, forms: readonly PenaltyForm[]): CasePaper[] {
  return papers.filter(({ form, servedOn, isOver }) => forms.includes(form) && servedOn === null && !isOver);
}

/** Everything that goes to the party, holds, and has no receipt. */
export function unservedPapers({ papers }: Pick<CaseFile, 'papers'>): CasePaper[] {
  return papers.filter(({ form, servedOn, isOver }) => formRule(form).toParty === true && servedOn === null && !isOver);
}

/** The papers after a service: those that were served have their day, a public notice when its thirty days are over. */
export function servedPapers(
  { papers }: Pick<CaseFile, 'papers'>,
  served: readonly CasePaper[],
  service: Pick<Service, 'means' | 'on'>,
): CasePaper[] {
  const ids = new Set(served.map(({ documentId }) => documentId));
  const servedOn = arrivedOn(service);
  return papers.map((paper) => (ids.has(paper.documentId) ? { ...paper, servedOn } : paper));
}

/** The last one of this form that holds. */
export function paperInForce({ papers }: Pick<CaseFile, 'papers'>, form: PenaltyForm): CasePaper | undefined {
  return papers.findLast((each) => each.form === form && !each.isOver);
}

/** Nothing is served that was not issued. */
export function missingPaper(file: Pick<CaseFile, 'papers'>, form: PenaltyForm): Refusal[] {
  return waitingPapers(file, [form]).length > 0
    ? []
    : [{ code: 'document-missing', facts: { title: formRule(form).title } }];
}
