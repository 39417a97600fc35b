/** What must hold before a step besides the state: people, days, the plan, the refusal. Browser-safe. @module */
import type { CanonicalObject } from 'verifiable-draw';
import { deadline } from '../../core/calendar/deadline.ts';
import { addMonths } from '../../core/calendar/day.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import type { CertifiedOfficer } from '../../inspection/rules/preparation.ts';
import type { Finding } from '../../inspection/types/visit.ts';
import { officersRefusals } from '../../rectification/rules/order.ts';
import { documentRefusals } from '../../rectification/rules/void.ts';
import type { BasisDocument } from '../../rectification/types/void.ts';
import type { HazardDeed } from './moves.ts';
import type { Acceptance, Hazard, HandOver, TreatmentPlan } from '../types/hazard.ts';

/** The time to treat it ends on a day to come. */
export function treatByRefusals(treatBy: string, today: string, at = 'treatBy'): Refusal[] {
  return treatBy > today ? [] : [{ code: 'hazard-day-past', at, facts: { today } }];
}

/** An extension lengthens. */
export function extendRefusals({ treatBy }: Pick<Hazard, 'treatBy'>, until: string, today: string): Refusal[] {
  const refusals = treatByRefusals(until, today);
  if (treatBy !== null && until <= treatBy)
    refusals.push({ code: 'hazard-not-longer', at: 'treatBy', facts: { treatBy } });
  return refusals;
}

/** The plan ends within the time that was given. */
export function planRefusals(plan: TreatmentPlan, { treatBy }: Pick<Hazard, 'treatBy'>): Refusal[] {
  return treatBy !== null && plan.until > treatBy
    ? [{ code: 'hazard-plan-too-long', at: 'plan.until', facts: { treatBy } }]
    : [];
}

/** 申请验收 after a report that says it is done. */
export function claimRefusals(percent: number | undefined): Refusal[] {
  return percent === 100 ? [] : [{ code: 'hazard-not-done', facts: { percent: percent ?? 0 } }];
}

/** Two certified officers, the one who writes among them; an expert who is known; a new day when it failed. */
export function acceptanceRefusals(
  acceptance: Acceptance,
  officers: readonly CertifiedOfficer[],
  experts: readonly { readonly personId: string }[],
  { mine, today }: { readonly mine: string | undefined; readonly today: string },
): Refusal[] {
  const refusals = officersRefusals(acceptance.officerIds, officers, today);
  if (mine === undefined || !acceptance.officerIds.includes(mine))
    refusals.push({ code: 'round-without-opener', at: 'officerIds' });
  if (acceptance.expertIds.some((id) => !experts.some(({ personId }) => personId === id)))
    refusals.push({ code: 'hazard-expert-unknown', at: 'expertIds' });
  if (acceptance.outcome === 'failed')
    refusals.push(
      ...(acceptance.treatBy === undefined
        ? [{ code: 'hazard-new-day-missing', at: 'treatBy' }]
        : treatByRefusals(acceptance.treatBy, today)),
    );
  return refusals;
}

/** Why this officer may not sign this opinion now. */
export function signRefusals(
  { acceptance, documentHash }: Pick<Hazard, 'acceptance' | 'documentHash'>,
  officer: CertifiedOfficer | undefined,
  signedBy: readonly string[],
  seen: { readonly documentHash: string; readonly today: string },
): Refusal[] {
  if (officer === undefined || acceptance?.officerIds.includes(officer.personId) !== true)
    return [{ code: 'round-not-member' }];
  const refusals: Refusal[] = [...officerRefusals(officer, seen.today)];
  if (seen.documentHash !== documentHash) refusals.push({ code: 'sign-other-record', at: 'documentHash' });
  if (signedBy.includes(officer.personId)) refusals.push({ code: 'sign-twice' });
  return refusals;
}

/** What the dismissal of a hazard rests on besides the finding itself. */
export interface Dismissal {
  readonly document: BasisDocument | undefined;
  readonly by: string;
  readonly signedOn: string | null;
  readonly today: string;
}

/**
 * 不再认定: what was withdrawn, what two people no longer call major, or what a document of somebody who decides denies to be
 * one; the last by nobody who has called it so.
 */
export function dismissRefusals(finding: Finding | undefined, { document, by, signedOn, today }: Dismissal): Refusal[] {
  if (finding === undefined || !isStillMajor(finding)) return [];
  if (document === undefined || signedOn === null) return [{ code: 'hazard-still-major' }];
  const isOwn = by === finding.statedBy || by === finding.reviewedBy;
  return [
    ...(isOwn ? [{ code: 'hazard-own-judgement' }] : []),
    ...documentRefusals(document, 'document.on', { signedOn, today }),
  ];
}

/** It stands as major, or was changed and nobody has looked since. */
export function isStillMajor({
  isWithdrawn,
  level,
  reviewedBy,
}: Pick<Finding, 'isWithdrawn' | 'level' | 'reviewedBy'>): boolean {
  return !isWithdrawn && (level === 'major' || reviewedBy === null);
}

/** §70: a stop order that is refused; without one there is nothing to enforce. */
export function powerCutApprovalRefusals(
  { refusedOn }: Pick<Hazard, 'refusedOn'>,
  measureKind: Finding['measureKind'] | undefined,
  isRunning: boolean,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (refusedOn === null) refusals.push({ code: 'hazard-not-refused' });
  if (measureKind !== 'stop-use' && measureKind !== 'stop-work') refusals.push({ code: 'power-cut-no-stop-order' });
  if (isRunning) refusals.push({ code: 'power-cut-running' });
  return refusals;
}

const NOTICE_HOURS = 24;

/** The first instant at which power may be cut (安全生产法 §70): a day after the notice, at once when waiting endangers. */
export function earliestCut(notifiedAt: string, urgency: string | undefined, calendar: WorkCalendar): string {
  return urgency === undefined
    ? deadline({ unit: 'hour', n: NOTICE_HOURS, start: notifiedAt }, calendar).due
    : new Date(notifiedAt).toISOString();
}

/** Whoever did that step last does not decide on it (domain §20: drafter ≠ approver), whatever roles he has. */
export function ownStepRefusals(
  steps: readonly { readonly deed: string; readonly doneBy: string }[],
  deed: HazardDeed,
  staffId: string,
): Refusal[] {
  return steps.findLast((step) => step.deed === deed)?.doneBy === staffId ? [{ code: 'hazard-own-step' }] : [];
}

/** A hand-over is noted on its day or after, never before it happened. */
export function handOverRefusals({ on }: HandOver, today: string): Refusal[] {
  return on > today ? [{ code: 'hazard-later', at: 'on', facts: { today } }] : [];
}

/** 立案 for what is overdue or refused (安全生产法 §102). */
export function caseRefusals({ refusedOn, treatBy }: Pick<Hazard, 'refusedOn' | 'treatBy'>, today: string): Refusal[] {
  return refusedOn !== null || (treatBy !== null && treatBy < today) ? [] : [{ code: 'hazard-not-overdue' }];
}

const SUIT_MONTHS = 6;
const APPLY_MONTHS = 3;
const URGE_DAYS = 10;

/** 行政强制法 §53–54: ten days after the 催告, within three months after the time for a suit has ended. */
export function courtRefusals(
  application: HandOver,
  { refusedOn }: Pick<Hazard, 'refusedOn'>,
  today: string,
  calendar: WorkCalendar,
): Refusal[] {
  const refusals = handOverRefusals(application, today);
  if (refusedOn === null) refusals.push({ code: 'hazard-not-refused' });
  const { decidedOn, urgedOn } = application;
  if (decidedOn === undefined || urgedOn === undefined) return [...refusals, { code: 'court-days-missing' }];
  const suitEnds = deadline({ unit: 'month', n: SUIT_MONTHS, start: decidedOn }, calendar).due;
  const last = addMonths(suitEnds, APPLY_MONTHS);
  const urged = deadline({ unit: 'day', n: URGE_DAYS, start: urgedOn }, calendar).due;
  if (application.on <= suitEnds) refusals.push({ code: 'court-too-early', at: 'on', facts: { day: suitEnds } });
  if (application.on > last) refusals.push({ code: 'hazard-court-too-late', at: 'on', facts: { day: last } });
  if (application.on <= urged) refusals.push({ code: 'court-urged-too-late', at: 'urgedOn', facts: { day: urged } });
  return refusals;
}

/** 危险作业罪 (刑法 §134-1): a stop order on a major hazard that is refused. */
export function policeRefusals(
  { refusedOn }: Pick<Hazard, 'refusedOn'>,
  measureKind: Finding['measureKind'] | undefined,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (refusedOn === null) refusals.push({ code: 'hazard-not-refused' });
  if (measureKind !== 'stop-use' && measureKind !== 'stop-work') refusals.push({ code: 'power-cut-no-stop-order' });
  return refusals;
}

/** 验收意见 as it is signed. */
export function acceptanceDocument(
  { hazardId, treatBy }: Pick<Hazard, 'hazardId' | 'treatBy'>,
  acceptance: Acceptance,
  parts: {
    readonly bureau: string;
    readonly enterprise: { readonly name: string; readonly creditCode: string };
    readonly hazard: string;
    readonly closedAt: string;
    readonly officers: readonly Pick<CertifiedOfficer, 'name' | 'certificateNumber'>[];
    readonly experts: readonly { readonly name: string; readonly number: string }[];
  },
): CanonicalObject {
  return {
    type: 'sunlot/1/hazard-acceptance',
    bureau: parts.bureau,
    hazard: hazardId,
    description: parts.hazard,
    enterprise: { ...parts.enterprise },
    closedAt: parts.closedAt,
    ...(treatBy === null ? {} : { treatBy }),
    outcome: acceptance.outcome,
    opinion: acceptance.opinion,
    ...(acceptance.treatBy === undefined ? {} : { newTreatBy: acceptance.treatBy }),
    officers: parts.officers.map(({ name, certificateNumber }) => ({ name, certificate: certificateNumber })),
    experts: parts.experts.map(({ name, number }) => ({ name, number })),
  };
}
