/** 下一步: what a case waits for, of whom, until when, and why; from the table and the terms. Pure. Browser-safe. @module */
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { CaseState } from '../types/case.ts';
import type { CaseFile } from '../types/file.ts';
import { actRule, type CaseAct } from '../types/table.ts';
import type { PenaltySetting } from '../types/settings.ts';
import { TERMS, type CaseTerm, type TermKey, type Turn } from '../types/turn.ts';
import { argueBy, courtBy, dueDay, payBy, remediesEnd, termsOf, urgedUntil } from './deadlines.ts';
import { openRechecks } from './daily.ts';
import { servable } from './forms.ts';
import { unanswered } from './guards/decision.ts';
import { isContestedNow, openClaims } from './guards/execution.ts';
import { extraThrough, outstandingOf } from './money.ts';
import { waitingPapers } from './papers.ts';
import { openAppraisals } from './pauses.ts';

/** The one thing each state waits for, and the term that runs meanwhile. What depends on more is below. */
const EXPECTED: Partial<Record<CaseState, readonly [CaseAct, TermKey | null]>> = {
  lead: ['request-filing', 'file'],
  filing: ['approve-filing', null],
  investigating: ['finish-investigation', 'decide'],
  reviewing: ['review', 'decide'],
  noticing: ['serve-notice', 'decide'],
  noticed: ['submit-decision', 'decide'],
  'reviewing-hearing': ['review', 'decide'],
  submitting: ['submit-decision', 'decide'],
  discussing: ['discuss', 'decide'],
  deciding: ['decide', 'decide'],
  decided: ['serve-decision', 'serve'],
  court: ['note-court', null],
  executed: ['request-closing', null],
  closing: ['approve-closing', null],
  'transfer-asked': ['decide-transfer', 'transfer-decide'],
  'transfer-approved': ['send-transfer', 'transfer-send'],
  transferred: ['note-police', null],
};

/** Everything the case waits for, each once; an ended case only for what is still contested. */
export function turnsOf(
  file: CaseFile,
  {
    setting,
    calendar,
    today,
  }: { readonly setting: PenaltySetting; readonly calendar: WorkCalendar; readonly today: string },
): Turn[] {
  const terms = termsOf(file, setting, calendar);
  const expected = EXPECTED[file.state];
  const turns: Turn[] = expected === undefined ? [] : [turn(file, expected[0], termOf(terms, expected[1]))];
  if (file.state === 'noticed')
    turns.splice(0, 1, {
      ...turn(file, 'submit-decision', termOf(terms, 'decide')),
      from: opensOn(file, setting, calendar),
    });
  if (file.state === 'hearing') turns.push(hearingTurn(file, terms));
  if (file.state === 'executing') turns.push(...executionTurns(file, terms, calendar, today));
  return [...turns, ...sideTurns(file, terms)];
}

function turn(file: CaseFile, act: CaseAct, term: CaseTerm | undefined, from: string | null = null): Turn {
  const { seat, roles } = actRule(act);
  const seated = seat === 'handler' ? file.handlers.map(({ staffId }) => staffId) : [file.hearing?.presiderId ?? ''];
  return {
    act,
    roles: seat === undefined ? [...roles] : [],
    staffIds: seat === undefined ? [] : seated,
    from,
    dueOn: term === undefined ? null : dueDay(term.due),
    term: term?.key ?? null,
  };
}

/** The term of this kind that still runs, the newest one. */
function termOf(terms: readonly CaseTerm[], key: TermKey | null, of: string | null = null): CaseTerm | undefined {
  return terms.findLast((each) => each.key === key && each.of === of && each.metOn === null);
}

function opensOn(file: CaseFile, setting: PenaltySetting, calendar: WorkCalendar): string | null {
  const notice = file.notices.at(-1);
  return notice === undefined || file.waivedOn !== null ? null : argueBy(notice, setting, calendar);
}

function hearingTurn(file: CaseFile, terms: readonly CaseTerm[]): Turn {
  const term = termOf(terms, 'decide');
  const on = file.hearing?.on ?? null;
  return on === null ? turn(file, 'schedule-hearing', term) : turn(file, 'record-hearing', term, on);
}

/** Paid: note it as done. Not paid in time: urge, then the extra fine, then the court. */
function executionTurns(file: CaseFile, terms: readonly CaseTerm[], calendar: WorkCalendar, today: string): Turn[] {
  const by = payBy(file, calendar);
  if (isContestedNow(file)) return [];
  if (outstandingOf(file) === 0) {
    const isExtraOpen = file.extra === null && extraThrough(file, today, calendar) > 0;
    return [isExtraOpen ? turn(file, 'impose-extra', undefined) : turn(file, 'note-executed', undefined)];
  }
  if (file.urgedOn === null)
    return [
      waitingPapers(file, ['urge']).length > 0
        ? turn(file, 'urge', undefined)
        : turn(file, 'issue-urge', undefined, by),
    ];
  const last = courtBy(file, calendar);
  if (last !== null && last < today) return [turn(file, 'end-execution', undefined)];
  const [urged, end] = [urgedUntil(file, calendar), remediesEnd(file, calendar)];
  const from = [urged ?? '', end ?? ''].toSorted().at(-1) ?? null;
  return [turn(file, 'apply-court', termOf(terms, 'court'), from)];
}

const MAY_ANSWER: readonly CaseState[] = actRule('note-argument').from;
const MAY_PAY: readonly CaseState[] = actRule('note-payment').from;

/** What waits beside the course of the case. */
function sideTurns(file: CaseFile, terms: readonly CaseTerm[]): Turn[] {
  return [
    ...file.holds.flatMap(({ holdId, approvedOn, endedOn }) => {
      if (approvedOn === null) return [turn(file, 'approve-hold', undefined)];
      return endedOn === null ? [turn(file, 'settle-hold', termOf(terms, 'hold', holdId))] : [];
    }),
    ...file.seizures.flatMap((seizure) => {
      if (seizure.endedOn !== null) return [];
      return [
        seizure.approvedOn === null && file.state === 'investigating'
          ? turn(file, 'approve-seizure', termOf(terms, 'seizure-report', seizure.seizureId))
          : turn(file, 'settle-seizure', termOf(terms, 'seizure', seizure.seizureId)),
      ];
    }),
    ...openAppraisals(file).flatMap(({ appraisalId }) =>
      file.state === 'investigating' ? [turn(file, 'end-appraisal', termOf(terms, 'appraisal', appraisalId))] : [],
    ),
    ...(MAY_ANSWER.includes(file.state) && unanswered(file).length > 0
      ? [turn(file, 'note-argument', termOf(terms, 'decide'))]
      : []),
    ...(MAY_PAY.includes(file.state) && openClaims(file).length > 0 ? [turn(file, 'note-payment', undefined)] : []),
    ...(servable(file).length > 0 ? [turn(file, 'serve', undefined)] : []),
    ...(file.recusals.some(({ outcome }) => outcome === null) ? [turn(file, 'decide-recusal', undefined)] : []),
    ...(file.state === 'executing' && file.instalments !== null && file.instalments.outcome === null
      ? [turn(file, 'decide-instalments', undefined)]
      : []),
    ...(file.procedure === 'simple' && file.reportedBackOn === null && file.endedOn === null
      ? [turn(file, 'report-back', undefined)]
      : []),
    ...openRechecks(file).map(({ recheckId }) => turn(file, 'open-daily', termOf(terms, 'daily', recheckId))),
    ...(isContestedNow(file) ? [turn(file, 'end-challenge', undefined)] : []),
    ...(isOverturned(file) ? [turn(file, 'revoke-decision', undefined)] : []),
  ];
}

/** Why it is due then, in words. */
export function reasonOf({ term }: Pick<Turn, 'term'>): string {
  return term === null ? '' : `${TERMS[term].title}：${TERMS[term].basis}`;
}

/** Lost before the other organ or the court, and standing still. */
function isOverturned({ challenges, revokedOn, decision }: CaseFile): boolean {
  return (
    revokedOn === null &&
    decision?.outcome.kind === 'penalty' &&
    challenges.some(({ outcome }) => outcome === 'overturned')
  );
}
