/** What a person had before him when he decided: a deed names it, and is refused when it is another by now. @module */
import { documentHash } from '../../core/command.ts';
import type { Refusal } from '../../core/result.ts';
import type { Inspection, OnSitePlan } from '../types/visit.ts';
import type { StoredFinding } from './visits.ts';

/** Of the plan as it stands; null while there is none. */
export function planHashOf(plan: OnSitePlan | null): string | null {
  return plan === null ? null : documentHash({ ...plan, deviation: plan.deviation ?? '' });
}

/** `inspection-plan-other`, when the plan is not the one that was seen. */
export function planSeenRefusals({ plan }: Pick<Inspection, 'plan'>, planHash: string | null): Refusal[] {
  return planHashOf(plan) === planHash ? [] : [{ code: 'inspection-plan-other', at: 'planHash' }];
}

/** `finding-other`, when the finding is not at the version that was seen. */
export function findingSeenRefusals({ number, version }: StoredFinding, seen: number): Refusal[] {
  return version === seen ? [] : [{ code: 'finding-other', at: 'version', facts: { number } }];
}
