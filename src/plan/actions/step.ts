/** What the steps of a plan have in common: the plan as the actor saw it, and who has acted on it. @module */
import { z } from 'zod';
import type { Refusal } from '../../core/result.ts';
import { stateRefusals } from '../rules/steps.ts';
import type { PlanState } from '../types.ts';
import type { PlanRow } from '../writes.ts';

export const PlanRef = z.object({ planId: z.uuid() });
/** The plan exactly as the actor saw it. */
export const SeenPlan = PlanRef.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
export const reason = z.string().trim().min(1, '请写明理由').max(500, '不超过 500 个字');

export function stepRefusals(row: PlanRow, seenHash: string, allowed: readonly PlanState[]): Refusal[] {
  const refusals = stateRefusals(row.state, allowed);
  return row.hash === seenHash
    ? refusals
    : [...refusals, { code: 'plan-changed-meanwhile', facts: { revision: row.revision } }];
}

export function dutiesOf(row: PlanRow): {
  draftedBy: string[];
  submittedBy: string | null;
  endorsedBy: string | null;
} {
  return { draftedBy: [...row.drafted_by], submittedBy: row.submitted_by, endorsedBy: row.endorsed_by };
}
