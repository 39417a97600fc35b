/** Before the door: reading the file, the on-site plan, its approval, the notice, the entry. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import { RECUSAL_REASONS, type RecusalReason } from '../../directory/types/vocabulary.ts';
import type { DrawOfficer } from '../../directory/types/pools.ts';
import { windowRefusalsOn } from '../../plan/rules/steps.ts';
import type { PlanForDraw } from '../../plan/types.ts';
import type { Inspection, OnSitePlan } from '../types/visit.ts';

/** 行政处罚法 §42, 安全生产法 §67: never fewer than two officers with certificates. */
export const OFFICERS_REQUIRED = 2;

/** What a plan must keep to. */
export interface PlanFacts {
  /** Versions in the list published on the day of the visit. */
  readonly publishedIds: readonly string[];
  /** Of those, the ones that apply to this enterprise. */
  readonly applicableIds: readonly string[];
  /** Of the enterprise's file as it is now. */
  readonly fileHash: string;
  /** The officers of the team as the directory has them, and the days on which one of the team is booked otherwise. */
  readonly team: readonly CertifiedOfficer[];
  readonly absences: readonly { readonly name: string; readonly purpose: string }[];
  /** The plan of the year whose draw this visit comes from. */
  readonly annualPlan: Pick<PlanForDraw, 'windowFrom' | 'windowTo' | 'exceptions'>;
}

/** Every reason an on-site plan may not be kept; 三(二) of the notice: it follows the published list, except with a reason. */
export function planRefusals(
  plan: OnSitePlan,
  facts: PlanFacts,
  inspection: Pick<Inspection, 'readOn' | 'readHash'>,
  today: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (inspection.readOn === null) refusals.push({ code: 'inspection-file-unread' });
  else if (inspection.readHash !== null && inspection.readHash !== facts.fileHash)
    refusals.push({ code: 'inspection-file-changed' });
  const unpublished = plan.itemIds.filter((id) => !facts.publishedIds.includes(id));
  if (unpublished.length > 0)
    refusals.push({ code: 'inspection-item-unpublished', at: 'itemIds', facts: { count: unpublished.length } });
  if (new Set(plan.itemIds).size !== plan.itemIds.length)
    refusals.push({ code: 'inspection-item-twice', at: 'itemIds' });
  if (deviates(plan, facts) && (plan.deviation ?? '') === '')
    refusals.push({ code: 'inspection-deviation-reason', at: 'deviation' });
  if (plan.inspectOn < today)
    refusals.push({ code: 'inspection-day-past', at: 'inspectOn', facts: { day: plan.inspectOn } });
  refusals.push(...windowRefusalsOn(facts.annualPlan, 'inspection', plan.inspectOn));
  for (const officer of facts.team) refusals.push(...officerRefusals(officer, plan.inspectOn));
  for (const { name, purpose } of facts.absences)
    refusals.push({ code: 'inspection-member-booked', at: 'inspectOn', facts: { name, purpose, day: plan.inspectOn } });
  return refusals;
}

/** Whether the plan leaves out an item that applies, or takes one that does not. */
export function deviates(plan: Pick<OnSitePlan, 'itemIds'>, facts: Pick<PlanFacts, 'applicableIds'>): boolean {
  const chosen = new Set(plan.itemIds);
  return chosen.size !== facts.applicableIds.length || facts.applicableIds.some((id) => !chosen.has(id));
}

/** Why the plan may not be approved: drafter, team and whoever reviewed it do not approve; the enterprise has had its visits of the year. */
export function approvalRefusals(
  { draftedBy, reviewedBy }: Pick<Inspection, 'draftedBy' | 'reviewedBy'>,
  approver: string,
  isOfTeam: boolean,
  visits: { readonly thisYear: number; readonly cap: number | null },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (draftedBy === approver || isOfTeam) refusals.push({ code: 'inspection-drafter-approves' });
  if (reviewedBy === approver) refusals.push({ code: 'inspection-reviewer-approves' });
  if (visits.cap !== null && visits.thisYear >= visits.cap) {
    refusals.push({ code: 'inspection-over-cap', facts: { count: visits.thisYear, cap: visits.cap } });
  }
  return refusals;
}

/** An officer of the team as the directory has him now. */
export interface CertifiedOfficer extends Pick<
  DrawOfficer,
  'name' | 'status' | 'certificateValidFrom' | 'certificateExpiresOn'
> {
  readonly personId: string;
  readonly certificateNumber: string;
}

/** What a task waits for after a recusal (回避): the substitute that the draw gives. `number`: certificate or directory number. */
export function recusalWaits(number: string, reason: RecusalReason): string {
  return `${number} 申请回避（${RECUSAL_REASONS[reason]}），等待替换`;
}
