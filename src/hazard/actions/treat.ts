/** 治理: the plan with its 五落实, weekly reports, the application for acceptance, and the refusal to obey. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { hazardDeeds } from '../deeds.ts';
import { listProgress, listSteps } from '../reads/hazards.ts';
import { claimRefusals, ownStepRefusals, planRefusals } from '../rules/checks.ts';
import type { HazardDeed } from '../rules/moves.ts';
import { OneHazard, Progress, Reason, TreatmentPlan } from '../types/hazard.ts';
import { insertProgress } from '../writes.ts';
import { moveHazard, openMove } from './open.ts';
import { HazardAnswer } from './supervise.ts';

export const submitTreatmentPlan = defineDeed({
  kind: 'hazard.submit-plan',
  rule: hazardDeeds['hazard.submit-plan'],
  input: OneHazard.extend({ plan: TreatmentPlan }),
  output: HazardAnswer,
  run: async (tx, { hazardId, plan }) => {
    const found = await openMove(tx, 'hazard.submit-plan', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const refusals = planRefusals(plan, hazard);
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveHazard(tx, hazard, { deed: 'hazard.submit-plan', change: { plan: JSON.stringify(plan) } });
    tx.record({ kind: 'hazard.submit-plan', subject: `hazard/${hazardId}`, facts: { until: plan.until } });
    return ok({ hazardId, state });
  },
});

const Reasoned = OneHazard.extend({ reason: Reason });

/** A step that only needs words. */
function reasoned(kind: HazardDeed & keyof typeof hazardDeeds) {
  return defineDeed({
    kind,
    rule: hazardDeeds[kind],
    input: Reasoned,
    output: HazardAnswer,
    run: (tx, input) => stepWithReason(tx, kind, input),
  });
}

async function stepWithReason(
  tx: Tx,
  deed: HazardDeed,
  { hazardId, reason }: z.output<typeof Reasoned>,
): Promise<Result<z.output<typeof HazardAnswer>>> {
  const found = await openMove(tx, deed, hazardId);
  if (!found.ok) return found;
  const state = await moveHazard(tx, found.value.hazard, { deed, note: reason });
  tx.record({ kind: deed, subject: `hazard/${hazardId}`, facts: {} });
  return ok({ hazardId, state });
}

export const returnTreatmentPlan = reasoned('hazard.return-plan');
export const returnClaim = reasoned('hazard.return-claim');

export const approveTreatmentPlan = defineDeed({
  kind: 'hazard.approve-plan',
  rule: hazardDeeds['hazard.approve-plan'],
  input: OneHazard,
  output: HazardAnswer,
  run: async (tx, { hazardId }) => {
    const found = await openMove(tx, 'hazard.approve-plan', hazardId);
    if (!found.ok) return found;
    const refusals = ownStepRefusals(await listSteps(tx, hazardId), 'hazard.submit-plan', tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveHazard(tx, found.value.hazard, { deed: 'hazard.approve-plan' });
    tx.record({ kind: 'hazard.approve-plan', subject: `hazard/${hazardId}`, facts: {} });
    return ok({ hazardId, state });
  },
});

/** 每周一报: the next one is due a week after this one. */
export const reportProgress = defineDeed({
  kind: 'hazard.report-progress',
  rule: hazardDeeds['hazard.report-progress'],
  input: OneHazard.extend({ progress: Progress }),
  output: HazardAnswer.extend({ progressId: z.uuid() }),
  run: async (tx, { hazardId, progress }) => {
    const found = await openMove(tx, 'hazard.report-progress', hazardId);
    if (!found.ok) return found;
    const progressId = await insertProgress(tx, hazardId, progress);
    const state = await moveHazard(tx, found.value.hazard, { deed: 'hazard.report-progress' });
    tx.record({
      kind: 'hazard.report-progress',
      subject: `hazard/${hazardId}`,
      facts: { progress: progressId, percent: progress.percent },
    });
    return ok({ hazardId, state, progressId });
  },
});

export const claimAcceptance = defineDeed({
  kind: 'hazard.claim',
  rule: hazardDeeds['hazard.claim'],
  input: OneHazard,
  output: HazardAnswer,
  run: async (tx, { hazardId }) => {
    const found = await openMove(tx, 'hazard.claim', hazardId);
    if (!found.ok) return found;
    const refusals = claimRefusals((await listProgress(tx, hazardId))[0]?.content.percent);
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveHazard(tx, found.value.hazard, { deed: 'hazard.claim' });
    tx.record({ kind: 'hazard.claim', subject: `hazard/${hazardId}`, facts: {} });
    return ok({ hazardId, state });
  },
});

/** 拒不执行: a fact with its evidence; what follows is decided apart. */
export const noteRefusal = defineDeed({
  kind: 'hazard.note-refusal',
  rule: hazardDeeds['hazard.note-refusal'],
  input: Reasoned,
  output: HazardAnswer,
  run: async (tx, { hazardId, reason }) => {
    const found = await openMove(tx, 'hazard.note-refusal', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    if (hazard.refusedOn !== null) return refuse([{ code: 'hazard-refusal-noted', facts: { on: hazard.refusedOn } }]);
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.note-refusal',
      note: reason,
      change: { refused_on: tx.today },
    });
    tx.record({ kind: 'hazard.note-refusal', subject: `hazard/${hazardId}`, facts: { finding: hazard.findingId } });
    return ok({ hazardId, state });
  },
});

export const noteCompliance = defineDeed({
  kind: 'hazard.note-compliance',
  rule: hazardDeeds['hazard.note-compliance'],
  input: Reasoned,
  output: HazardAnswer,
  run: async (tx, { hazardId, reason }) => {
    const found = await openMove(tx, 'hazard.note-compliance', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    if (hazard.refusedOn === null) return refuse([{ code: 'hazard-not-refused' }]);
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.note-compliance',
      note: reason,
      change: { refused_on: null },
    });
    tx.record({ kind: 'hazard.note-compliance', subject: `hazard/${hazardId}`, facts: { refused: hazard.refusedOn } });
    return ok({ hazardId, state });
  },
});
