/** When a plan may move on (domain §21.1). Browser-safe. @module */
import { termOn } from '../../calendar/rules/terms.ts';
import { deadline } from '../../core/calendar/deadline.ts';
import { isProvisional, type WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import type { ExceptionAct, Plan, PlanContent, PlanException, PlanState, Universe } from '../types.ts';
import type { NoticeIssue } from '../types/notice.ts';
import { capsRefusals } from './caps.ts';
import { arithmeticRefusals, capacityOf, monthLoads, workdaysWithin } from './capacity.ts';
import { chanceRefusals } from './chances.ts';
import { sizeRefusals, strataRefusals } from './size.ts';

/** 公开期限 of a plan: the last day to publish it when it was approved on that day. */
export function discloseBy(approvedOn: string, calendar: WorkCalendar): string {
  return deadline({ ...termOn('disclose-plan', approvedOn), start: approvedOn }, calendar).due;
}

export function stateRefusals(state: PlanState, allowed: readonly PlanState[]): Refusal[] {
  return allowed.includes(state) ? [] : [{ code: 'plan-wrong-state', facts: { state } }];
}

/** Everything that keeps the content of a plan from being submitted, approved or published. */
export function contentRefusals(year: number, content: PlanContent, universe: Universe): Refusal[] {
  return [
    ...sizeRefusals(content, universe.size),
    ...windowRefusals(year, content),
    ...strataRefusals(content, universe),
    ...chanceRefusals(content, universe),
    ...capsRefusals(content),
    ...jointRefusals(content),
    ...targetRefusals(content),
    ...arithmeticRefusals(content.capacity),
    ...capacityRefusals(content),
    ...(content.basisDocuments.length === 0 ? [{ code: 'basis-document-missing', at: 'basisDocuments' }] : []),
  ];
}

/** Planned ≤ capacity, or a reason that the approver sees (domain §7.2). */
function capacityRefusals(content: PlanContent): Refusal[] {
  const { enterprises, binding } = capacityOf(content.capacity);
  if (content.count <= enterprises || content.overCapacityReason !== null) return [];
  const facts = {
    count: content.count,
    capacity: enterprises,
    factor: binding.factor,
    ...(binding.kind && { kind: binding.kind }),
  };
  return [{ code: 'over-capacity', at: 'count', facts }];
}

/** A department takes part once. */
function jointRefusals({ joint = [] }: PlanContent): Refusal[] {
  const organs = joint.map(({ organ }) => organ);
  const twice = organs.filter((organ, index) => organs.indexOf(organ) !== index);
  return twice.map((organ) => ({ code: 'joint-organ-twice', at: 'joint', facts: { organ } }));
}

function windowRefusals(year: number, { windowFrom, windowTo }: PlanContent): Refusal[] {
  const refusals: Refusal[] = [];
  const facts = { from: windowFrom, to: windowTo, year };
  if (windowFrom > windowTo) refusals.push({ code: 'window-reversed', at: 'windowTo', facts });
  if (!windowFrom.startsWith(`${year}-`) || !windowTo.startsWith(`${year}-`)) {
    refusals.push({ code: 'window-outside-year', at: 'windowFrom', facts });
  }
  return refusals;
}

function targetRefusals({ count, monthlyTargets, dutySplit, windowFrom, windowTo }: PlanContent): Refusal[] {
  const total = (parts: readonly { readonly count: number }[]): number =>
    parts.reduce((sum, part) => sum + part.count, 0);
  const refusals: Refusal[] = [];
  if (total(monthlyTargets) !== count) {
    refusals.push({
      code: 'monthly-targets-differ',
      at: 'monthlyTargets',
      facts: { stated: total(monthlyTargets), count },
    });
  }
  const outside = monthlyTargets.filter(({ month }) => month < windowFrom.slice(0, 7) || month > windowTo.slice(0, 7));
  if (outside.length > 0) {
    refusals.push({
      code: 'monthly-targets-outside',
      at: 'monthlyTargets',
      facts: { months: outside.map(({ month }) => month) },
    });
  }
  if (new Set(monthlyTargets.map(({ month }) => month)).size < monthlyTargets.length) {
    refusals.push({ code: 'monthly-target-twice', at: 'monthlyTargets' });
  }
  if (dutySplit.length > 0 && total(dutySplit) !== count) {
    refusals.push({ code: 'duty-split-differs', at: 'dutySplit', facts: { stated: total(dutySplit), count } });
  }
  return refusals;
}

/** Officers counted without a valid certificate are no officers (domain §7.1: 行政执法人员). */
export function officerRefusals(stated: number, certified: number): Refusal[] {
  return stated <= certified
    ? []
    : [{ code: 'officers-not-certified', at: 'capacity.officers', facts: { stated, certified } }];
}

/** What the reader should know but nothing forbids: the directory or the calendar has moved since the plan was saved. */
export function planWarnings(
  year: number,
  content: PlanContent,
  universe: Universe,
  now: Pick<Universe, 'size'>,
  calendar: WorkCalendar,
): Refusal[] {
  const warnings: Refusal[] = [];
  if (now.size !== universe.size) {
    warnings.push({
      code: 'universe-moved',
      facts: { measured: universe.size, measuredOn: universe.measuredOn, now: now.size },
    });
  }
  const tight = monthLoads(content, calendar).filter(({ teamDays, workdays }) => teamDays > workdays * 100);
  if (tight.length > 0)
    warnings.push({ code: 'team-months-tight', facts: { months: tight.map(({ month }) => month) } });
  // Before the holiday notice of the year there is nothing to compare with.
  if (isProvisional(`${year}-12-31`, calendar)) return [...warnings, { code: 'holidays-unknown', facts: { year } }];
  const workdays = workdaysWithin(`${year}-01-01`, `${year}-12-31`, calendar);
  if (workdays !== content.capacity.workdays) {
    warnings.push({ code: 'workdays-differ', facts: { stated: content.capacity.workdays, calendar: workdays } });
  }
  return warnings;
}

/**
 * Separation of duties (domain §20): who endorses or approves neither drafted nor submitted, and they are two people; who
 * publishes did not draft.
 */
export function separationRefusals(
  plan: Pick<Plan, 'draftedBy' | 'submittedBy' | 'endorsedBy'>,
  staffId: string,
  act: 'endorse' | 'approve' | 'publish',
): Refusal[] {
  if (plan.draftedBy.includes(staffId)) return [{ code: `plan-own-draft-${act}` }];
  if (act !== 'publish' && plan.submittedBy === staffId) return [{ code: 'plan-own-submission' }];
  if (act === 'approve' && plan.endorsedBy === staffId) return [{ code: 'plan-own-endorsement' }];
  return [];
}

/** A cap is lifted while the plan is carried out, and only where there is one. */
export function exemptionRefusals(state: PlanState, cap: number | null): Refusal[] {
  return [
    ...stateRefusals(state, ['published', 'in-progress', 'adjusting']),
    ...(cap === null ? [{ code: 'cap-none', at: 'enterpriseId' }] : []),
  ];
}

/** A notice is issued not before the approval and not in advance, under a number of its own year. */
export function issueRefusals(issue: NoticeIssue, approvedOn: string | null, today: string): Refusal[] {
  const { number, issuedOn } = issue;
  const refusals: Refusal[] = [];
  if ((approvedOn !== null && issuedOn < approvedOn) || issuedOn > today) {
    refusals.push({
      code: 'notice-day',
      at: 'issuedOn',
      facts: { issuedOn, approvedOn: approvedOn ?? '', today },
    });
  }
  if (!number.includes(`〔${issuedOn.slice(0, 4)}〕`))
    refusals.push({ code: 'notice-number-year', at: 'number', facts: { number, year: issuedOn.slice(0, 4) } });
  return refusals;
}

/** An exception is for days outside the window; inside none is needed. */
export function exceptionRefusals(
  plan: Pick<PlanContent, 'windowFrom' | 'windowTo'>,
  from: string,
  to: string,
): Refusal[] {
  if (from > to) return [{ code: 'exception-reversed', at: 'to', facts: { from, to } }];
  if (from <= plan.windowTo && to >= plan.windowFrom) {
    return [{ code: 'exception-inside-window', at: 'from', facts: { from: plan.windowFrom, to: plan.windowTo } }];
  }
  return [];
}

/** Why a draw or an inspection may not happen on `day`: it lies outside the window and no exception covers it. */
export function windowRefusalsOn(
  plan: Pick<PlanContent, 'windowFrom' | 'windowTo'> & { readonly exceptions: readonly PlanException[] },
  act: ExceptionAct,
  day: string,
): Refusal[] {
  const isInside = plan.windowFrom <= day && day <= plan.windowTo;
  const isExcepted = plan.exceptions.some((each) => each.act === act && each.validFrom <= day && day <= each.validTo);
  return isInside || isExcepted
    ? []
    : [{ code: 'outside-window', facts: { day, from: plan.windowFrom, to: plan.windowTo } }];
}
