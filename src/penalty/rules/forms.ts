/** Which forms an act makes of a case, and which stand as drafts (domain §12.2; docs/adr/0059). Pure. Browser-safe. @module */
import type { ActInput } from '../types/acts.ts';
import type { CaseFile, CasePaper } from '../types/file.ts';
import type { PenaltyForm } from '../types/forms.ts';
import { actRule, type CaseAct } from '../types/table.ts';
import { seizedOn } from './deadlines.ts';
import { isHeard } from './outcome.ts';
import { unservedPapers, waitingPapers } from './papers.ts';
import type { PenaltySetting } from '../types/settings.ts';

/** What tells the party of what is proposed, and of what is decided: served by acts of their own. */
export const NOTICES = ['notice', 'hearing-notice'] as const satisfies readonly PenaltyForm[];
export const DECISIONS = [
  'decision-unit',
  'decision-person',
  'decision-daily',
  'no-penalty',
  'withdrawal',
] as const satisfies readonly PenaltyForm[];

/** What `serve` leaves to the act that moves the case. */
const HAS_OWN_SERVICE: readonly PenaltyForm[] = [...NOTICES, ...DECISIONS, 'urge'];

/** What waits for `serve`. */
export function servable(file: Pick<CaseFile, 'papers'>): CasePaper[] {
  return unservedPapers(file).filter(({ form }) => !HAS_OWN_SERVICE.includes(form));
}

/**
 * What an act puts an end to without another in its place: a notice that was not served when the case goes back, the decision
 * and what rests on it when it is revoked, a call when the hearing is dropped, what is voided by hand.
 */
export function papersEndedBy<A extends CaseAct>(
  act: A,
  input: ActInput<A>,
  before: CaseFile,
  after: CaseFile,
): readonly CasePaper[] {
  if (act === 'void-paper') {
    const { documentId } = input as ActInput<'void-paper'>;
    return before.papers.filter((paper) => paper.documentId === documentId);
  }
  if (act === 'drop-hearing') return waitingPapers(before, ['hearing-call']);
  if (act === 'revoke-decision')
    return [
      ...before.papers.filter(({ form, isOver }) => DECISIONS.some((each) => each === form) && !isOver),
      ...waitingPapers(before, ['extra', 'remind', 'urge', 'instalment-grant']),
    ];
  return after.state === 'investigating' && before.state !== 'investigating' ? waitingPapers(before, NOTICES) : [];
}

export interface CaseForm {
  readonly form: PenaltyForm;
  /** A hold, a seizure, a piece of evidence; null when it is about the whole case. */
  readonly aboutId: string | null;
}

/** The forms this act makes, in their order. `after` is the case after it. @throws Error for a form that the table does not name: a bug */
export function formsOf<A extends CaseAct>(
  act: A,
  input: ActInput<A>,
  after: CaseFile,
  setting: PenaltySetting,
): readonly CaseForm[] {
  const made = madeBy(act, input, after, setting);
  const named: readonly PenaltyForm[] = actRule(act).forms ?? [];
  const unknown = made.find(({ form }) => !named.includes(form));
  if (unknown !== undefined) throw new Error(`${act} makes ${unknown.form}, which the table does not know`);
  return made;
}

function madeBy(act: CaseAct, input: unknown, after: CaseFile, setting: PenaltySetting): readonly CaseForm[] {
  const whole = (...forms: readonly PenaltyForm[]): CaseForm[] => forms.map((form) => ({ form, aboutId: null }));
  const about = (id: string, ...forms: readonly PenaltyForm[]): CaseForm[] =>
    forms.map((form) => ({ form, aboutId: id }));
  const said = <K extends CaseAct>(): ActInput<K> => input as ActInput<K>;
  switch (act) {
    case 'decide-on-spot':
      return whole(after.lead.party.kind === 'unit' ? 'spot-unit' : 'spot-person');
    case 'add-evidence':
      return evidencePaper(after);
    case 'supplement-evidence':
      return [...evidencePaper(after), ...whole('evidence-list')];
    case 'recheck':
      return about(after.rechecks.at(-1)?.recheckId ?? '', 'recheck');
    case 'approve-hold':
      return about(said<'approve-hold'>().holdId, 'hold-request', 'hold-notice');
    case 'settle-hold': {
      const { holdId } = said<'settle-hold'>();
      // What was never approved was never held: letting it go asks for no decision to the party.
      const isHeld = after.holds.some((each) => each.holdId === holdId && each.approvedOn !== null);
      return isHeld ? about(holdId, 'hold-settlement', 'hold-decision') : [];
    }
    case 'request-seizure': {
      const seizure = after.seizures.at(-1);
      return seizure?.urgentAt === undefined ? [] : about(seizure.seizureId, ...SEIZED);
    }
    case 'approve-seizure': {
      const { seizureId } = said<'approve-seizure'>();
      const isDone = seizureOf(after, seizureId)?.urgentAt !== undefined;
      return about(seizureId, 'seizure-request', ...(isDone ? [] : SEIZED));
    }
    case 'extend-seizure':
      return about(said<'extend-seizure'>().seizureId, 'seizure-extension');
    case 'settle-seizure': {
      const { seizureId } = said<'settle-seizure'>();
      const seizure = seizureOf(after, seizureId);
      // What was only asked for was never taken: letting it go asks for no decision to the party.
      return seizure !== undefined && seizedOn(seizure) !== null ? about(seizureId, 'seizure-settlement') : [];
    }
    case 'commission-appraisal':
      return appraisalForms(after.appraisals.at(-1), 'appraisal');
    case 'extend-appraisal': {
      const { appraisalId } = said<'extend-appraisal'>();
      return appraisalForms(after.appraisals.find((each) => each.appraisalId === appraisalId));
    }
    case 'review':
      return whole('review', ...(after.state === 'noticing' ? noticesOf(after, setting) : []));
    case 'decide':
      return whole('submission', decisionForm(after));
    case 'decide-instalments':
      return whole('instalment-request', ...(after.instalments?.outcome === 'granted' ? GRANT : []));
    default:
      return whole(...(actRule(act).forms ?? []));
  }
}

/** How long what was seized is tested is told to the party, each time (行政强制法 §25). */
function appraisalForms(
  appraisal: CaseFile['appraisals'][number] | undefined,
  ...forms: readonly PenaltyForm[]
): CaseForm[] {
  if (appraisal === undefined) throw new Error('the act has left no appraisal');
  const told: readonly PenaltyForm[] = appraisal.seizureId === null ? [] : ['appraisal-notice'];
  return [...forms, ...told].map((form) => ({ form, aboutId: appraisal.appraisalId }));
}

const GRANT = ['instalment-grant'] as const;
/** What is handed over with the measure itself (行政强制法 §24). */
const SEIZED = ['seizure', 'seizure-list'] as const;

function seizureOf({ seizures }: CaseFile, seizureId: string): CaseFile['seizures'][number] | undefined {
  return seizures.find((each) => each.seizureId === seizureId);
}

/** The 笔录 or 凭证 that the last piece of evidence is. */
function evidencePaper({ evidence }: CaseFile): CaseForm[] {
  const { paper, evidenceId } = evidence.at(-1) ?? {};
  return paper === undefined || paper.kind === 'service' || evidenceId === undefined
    ? []
    : [{ form: paper.kind, aboutId: evidenceId }];
}

/** 听证告知 stands beside 处罚告知, never alone. */
function noticesOf({ report, lead }: CaseFile, setting: PenaltySetting): readonly PenaltyForm[] {
  return report !== null && isHeard(report.outcome, lead.party, setting) ? NOTICES : ['notice'];
}

/** The decision as its outcome and its party ask for it. */
export function decisionForm({ decision, submission, lead, daily }: CaseFile): PenaltyForm {
  const outcome = decision?.outcome ?? submission?.outcome;
  if (outcome?.kind === 'no-penalty') return 'no-penalty';
  if (outcome?.kind === 'withdraw') return 'withdrawal';
  if (daily !== null) return 'decision-daily';
  return lead.party.kind === 'unit' ? 'decision-unit' : 'decision-person';
}

/** What has been asked for and waits for its approval: visible, without number or code. */
export function draftsOf(file: CaseFile): readonly CaseForm[] {
  const whole = (is: boolean, ...forms: readonly PenaltyForm[]): CaseForm[] =>
    is ? forms.map((form) => ({ form, aboutId: null })) : [];
  return [
    ...whole(file.state === 'filing', 'filing'),
    ...file.holds.flatMap(({ holdId, approvedOn, endedOn }): CaseForm[] =>
      approvedOn === null && endedOn === null ? [{ form: 'hold-request', aboutId: holdId }] : [],
    ),
    ...file.seizures.flatMap(({ seizureId, approvedOn, endedOn }): CaseForm[] =>
      approvedOn === null && endedOn === null ? [{ form: 'seizure-request', aboutId: seizureId }] : [],
    ),
    ...whole(file.state === 'discussing' || file.state === 'deciding', 'submission'),
    ...whole(file.state === 'deciding', decisionForm(file)),
    ...whole(file.state === 'executing' && file.instalments?.outcome === null, 'instalment-request'),
    ...whole(file.state === 'transfer-asked', 'transfer-request'),
    ...whole(file.state === 'closing', 'closing'),
  ];
}
