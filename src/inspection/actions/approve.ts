/** 检查方案审批: by the section, and by the head of the organ where the bureau asks for it (国办发〔2024〕54号). @module */
import { z } from 'zod';
import { knownToRole, type Role } from '../../core/actor.ts';
import { defineDeed } from '../../core/command.ts';
import { takeSerial } from '../../core/register/register.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { inspectionDeeds } from '../deeds.ts';
import { SERIES } from '../reads/documents.ts';
import { visitsThisYear } from '../reads/preparation.ts';
import { planSeenRefusals } from '../reads/seen.ts';
import { readSettings } from '../reads/settings.ts';
import type { Visit } from '../reads/visits.ts';
import { approvalRefusals } from '../rules/preparation.ts';
import { Sha256 } from '../types/documents.ts';
import { InspectionId, Reason } from '../types/visit.ts';
import { updateVisit } from '../writes.ts';
import { openStep, StepAnswer, type OpenStep } from './step.ts';

const One = z.object({ inspectionId: InspectionId });

/** Of a sealed visit these superiors learn when it is theirs to decide. */
export function knownAlsoTo(knownTo: readonly string[], roles: readonly Role[]): string[] {
  return [...new Set([...knownTo, ...roles.map(knownToRole)])];
}

/** Back to the team, from whoever has the plan before him. */
export const returnPlan = defineDeed({
  kind: 'inspection.return-plan',
  rule: inspectionDeeds['inspection.return-plan'],
  input: One.extend({ reason: Reason }),
  output: StepAnswer,
  run: async (tx, { inspectionId, reason }) => {
    const step = await openStep(tx, 'inspection.return-plan', inspectionId);
    if (!step.ok) return step;
    await updateVisit(tx, inspectionId, {
      state: 'preparing',
      return_reason: reason,
      reviewed_by: null,
      reviewed_on: null,
    });
    tx.record({ kind: 'inspection.return-plan', subject: `inspection/${inspectionId}`, facts: {} });
    return ok({ inspectionId, state: 'preparing' as const });
  },
});

export const approvePlan = defineDeed({
  kind: 'inspection.approve-plan',
  rule: inspectionDeeds['inspection.approve-plan'],
  input: One.extend({ planHash: Sha256 }),
  output: StepAnswer,
  run: async (tx, { inspectionId, planHash }) => {
    const step = await openStep(tx, 'inspection.approve-plan', inspectionId);
    if (!step.ok) return step;
    const refusals = await refusalsFor(tx, step.value, planHash);
    if (refusals.length > 0) return refuse(refusals);
    const { visit } = step.value;
    const { settings } = await readSettings(tx);
    if (settings.planApproval === 'head') await passOn(tx, visit);
    else await approve(tx, visit);
    tx.record({
      kind: 'inspection.approve-plan',
      subject: `inspection/${inspectionId}`,
      facts: { inspectOn: visit.plan?.inspectOn ?? '', by: settings.planApproval },
    });
    return ok({
      inspectionId,
      state: settings.planApproval === 'head' ? ('plan-reviewed' as const) : ('plan-approved' as const),
    });
  },
});

/** By another person than the chief who passed it on. */
export const authorisePlan = defineDeed({
  kind: 'inspection.authorise-plan',
  rule: inspectionDeeds['inspection.authorise-plan'],
  input: One.extend({ planHash: Sha256 }),
  output: StepAnswer,
  run: async (tx, { inspectionId, planHash }) => {
    const step = await openStep(tx, 'inspection.authorise-plan', inspectionId);
    if (!step.ok) return step;
    const refusals = await refusalsFor(tx, step.value, planHash);
    if (refusals.length > 0) return refuse(refusals);
    const { visit } = step.value;
    await approve(tx, visit);
    tx.record({
      kind: 'inspection.authorise-plan',
      subject: `inspection/${inspectionId}`,
      facts: { inspectOn: visit.plan?.inspectOn ?? '' },
    });
    return ok({ inspectionId, state: 'plan-approved' as const });
  },
});

async function refusalsFor(tx: Tx, { visit, mine }: OpenStep, planHash: string): Promise<Refusal[]> {
  return [
    ...planSeenRefusals(visit, planHash),
    ...approvalRefusals(visit, tx.actor.staffId, mine !== undefined, await visitsThisYear(tx, visit)),
  ];
}

async function passOn(tx: Tx, { inspectionId, row }: Visit): Promise<void> {
  await updateVisit(tx, inspectionId, {
    state: 'plan-reviewed',
    reviewed_by: tx.actor.staffId,
    reviewed_on: tx.today,
    ...(row.known_to === null ? {} : { known_to: knownAlsoTo(row.known_to, ['deputy-head', 'head']) }),
  });
}

async function approve(tx: Tx, { inspectionId }: Visit): Promise<void> {
  // The file has its number from here on: the plan is its first document (domain §12.1).
  await takeSerial(tx, SERIES, inspectionId);
  await updateVisit(tx, inspectionId, {
    state: 'plan-approved',
    approved_by: tx.actor.staffId,
    approved_on: tx.today,
  });
}
