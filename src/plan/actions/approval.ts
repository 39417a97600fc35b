/** 办公室 → 分管副局长 → 局长: submitting, endorsing, approving and returning a plan, each signed. @module */
import { z } from 'zod';
import { readCalendar } from '../../calendar/reads.ts';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { planDeeds } from '../deeds.ts';
import { countCertifiedOfficers } from '../reads.ts';
import { contentRefusals, discloseBy, officerRefusals, separationRefusals, stateRefusals } from '../rules/steps.ts';
import { Opinion } from '../types/approval.ts';
import { lockPlan, signPlan, updatePlan } from '../writes.ts';
import { dutiesOf, PlanRef, reason, SeenPlan, stepRefusals } from './step.ts';

/** Hands the draft to the deputy: its figures add up, and it is within the capacity or says why not. */
export const submitPlan = defineDeed({
  kind: 'plan.submit',
  rule: planDeeds['plan.submit'],
  input: SeenPlan,
  output: PlanRef,
  run: async (tx, seen) => {
    const row = await lockPlan(tx, seen.planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = [
      ...stepRefusals(row, seen.hash, ['draft']),
      ...contentRefusals(row.year, row.content, row.universe),
      ...officerRefusals(row.content.capacity.officers, await countCertifiedOfficers(tx)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await updatePlan(tx, row.plan_id, { state: 'in-review', submitted_by: tx.actor.staffId, return_reason: null });
    await signPlan(tx, row, 'submit', null);
    tx.record({ kind: 'plan.submit', subject: `plan/${row.plan_id}`, facts: { hash: row.hash } });
    return ok({ planId: row.plan_id });
  },
});

/** Gives the plan back to its drafters. */
export const returnPlan = defineDeed({
  kind: 'plan.return',
  rule: planDeeds['plan.return'],
  input: PlanRef.extend({ reason }),
  output: PlanRef,
  run: async (tx, input) => {
    const row = await lockPlan(tx, input.planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = stateRefusals(row.state, ['in-review', 'endorsed']);
    if (refusals.length > 0) return refuse(refusals);
    await updatePlan(tx, row.plan_id, {
      state: 'draft',
      submitted_by: null,
      endorsed_by: null,
      endorsed_on: null,
      return_reason: input.reason,
    });
    await signPlan(tx, row, 'return', input.reason);
    tx.record({ kind: 'plan.return', subject: `plan/${row.plan_id}`, facts: { hash: row.hash } });
    return ok({ planId: row.plan_id });
  },
});

/** The deputy agrees to exactly the plan that was shown; the head decides next. */
export const endorsePlan = defineDeed({
  kind: 'plan.endorse',
  rule: planDeeds['plan.endorse'],
  input: SeenPlan.extend({ opinion: Opinion.default(null) }),
  output: PlanRef,
  run: async (tx, { opinion, ...seen }) => {
    const row = await lockPlan(tx, seen.planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = [
      ...stepRefusals(row, seen.hash, ['in-review']),
      ...separationRefusals(dutiesOf(row), tx.actor.staffId, 'endorse'),
      ...contentRefusals(row.year, row.content, row.universe),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await updatePlan(tx, row.plan_id, { state: 'endorsed', endorsed_by: tx.actor.staffId, endorsed_on: tx.today });
    await signPlan(tx, row, 'endorse', opinion);
    tx.record({ kind: 'plan.endorse', subject: `plan/${row.plan_id}`, facts: { hash: row.hash, count: row.count } });
    return ok({ planId: row.plan_id });
  },
});

/** Approves exactly the plan that was shown; `approvalDocument` is the 文号 of the people's government where one is required. */
export const approvePlan = defineDeed({
  kind: 'plan.approve',
  rule: planDeeds['plan.approve'],
  input: SeenPlan.extend({
    approvalDocument: z.string().trim().min(1).max(60).nullable(),
    opinion: Opinion.default(null),
  }),
  output: PlanRef.extend({ discloseBy: z.string() }),
  run: async (tx, { approvalDocument, opinion, ...seen }) => {
    const row = await lockPlan(tx, seen.planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = [
      ...stepRefusals(row, seen.hash, ['endorsed']),
      ...separationRefusals(dutiesOf(row), tx.actor.staffId, 'approve'),
      ...contentRefusals(row.year, row.content, row.universe),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const due = discloseBy(tx.today, await readCalendar(tx));
    await updatePlan(tx, row.plan_id, {
      state: 'approved',
      approved_by: tx.actor.staffId,
      approved_on: tx.today,
      approval_document: approvalDocument,
      disclose_by: due,
    });
    await signPlan(tx, row, 'approve', opinion);
    tx.record({
      kind: 'plan.approve',
      subject: `plan/${row.plan_id}`,
      facts: { hash: row.hash, count: row.count, discloseBy: due },
    });
    return ok({ planId: row.plan_id, discloseBy: due });
  },
});
