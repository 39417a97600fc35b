/** When which document may be made (domain §12.2, §21.3). Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { FORMS, PAPER_KINDS, type FormName } from '../types/documents.ts';
import { INSPECTION_STATES, type Finding, type InspectionState } from '../types/visit.ts';

const APPROVED: readonly InspectionState[] = [
  'plan-approved',
  'notified',
  'inspecting',
  'awaiting-signatures',
  'signed',
  'following-up',
  'closed',
];
const from = (state: InspectionState): readonly InspectionState[] => APPROVED.slice(APPROVED.indexOf(state));
const SIGNED = from('signed');

/** The states from which on a form may be issued. The notice is issued by its own deed. */
const ISSUED_IN: Readonly<Record<FormName, readonly InspectionState[]>> = {
  plan: APPROVED,
  notice: ['plan-approved'],
  checklist: SIGNED,
  record: SIGNED,
  opinion: SIGNED,
  decision: SIGNED,
  order: SIGNED,
  result: SIGNED,
  interview: from('inspecting'),
  survey: from('inspecting'),
  sample: from('inspecting'),
  service: from('notified'),
};

/** What the form is judged by. */
export interface FormFacts {
  readonly state: InspectionState;
  readonly hasExpert: boolean;
  readonly findings: readonly Pick<Finding, 'isWithdrawn' | 'measureKind'>[];
  /** Kind of the paper it is about; undefined when it is about none. */
  readonly paperKind: FormName | undefined;
}

export function isPaperForm(form: FormName): form is (typeof PAPER_KINDS)[number] {
  return PAPER_KINDS.some((kind) => kind === form);
}

/** Why there is nothing to print: a preview needs a case, not yet the moment. */
export function previewRefusals(form: FormName, facts: FormFacts): Refusal[] {
  const refusals: Refusal[] = [];
  const standing = facts.findings.filter(({ isWithdrawn }) => !isWithdrawn);
  const has = (...kinds: readonly string[]): boolean => standing.some(({ measureKind }) => kinds.includes(measureKind));
  if (form === 'opinion' && !facts.hasExpert) refusals.push({ code: 'document-no-expert' });
  if (form === 'order' && !has('rectify'))
    refusals.push({ code: 'document-no-finding', facts: { measure: '责令限期整改' } });
  if (form === 'decision' && !has('stop-use', 'stop-work'))
    refusals.push({ code: 'document-no-finding', facts: { measure: '责令停止使用、停产停业或撤出人员' } });
  if (isPaperForm(form) && facts.paperKind !== form) refusals.push({ code: 'document-paper-missing' });
  return refusals;
}

/** Every reason why the form may not be issued now. */
export function issueRefusals(form: FormName, facts: FormFacts): Refusal[] {
  const refusals = previewRefusals(form, facts);
  if (form === 'notice') refusals.push({ code: 'document-notice-own-deed' });
  if (!ISSUED_IN[form].includes(facts.state))
    refusals.push({
      code: 'document-state',
      facts: {
        title: FORMS[form],
        state: INSPECTION_STATES[facts.state],
        allowed: ISSUED_IN[form].map((state) => INSPECTION_STATES[state]),
      },
    });
  return refusals;
}
