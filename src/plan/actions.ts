/** Drafting, publishing and running the annual plan. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../core/command.ts';
import { ok, refuse, type Refusal } from '../core/result.ts';
import type { Tx } from '../core/transact.ts';
import { documentOf } from '../items/rules/document.ts';
import { planDeeds } from './deeds.ts';
import { listUniverseCells } from './reads.ts';
import { measureUniverse } from './rules/size.ts';
import { exceptionRefusals, separationRefusals, stateRefusals } from './rules/steps.ts';
import { EXCEPTION_ACTS, type PlanContent, type Universe } from './types.ts';
import { AmendedPlan, NewPlan } from './types/draft.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { insertException, insertPlan, lockPlan, replaceContent, supersedeAdjusted, updatePlan } from './writes.ts';
import { dutiesOf, PlanRef, reason, SeenPlan, stepRefusals } from './actions/step.ts';

/** Begins the plan of a year. */
export const createPlan = defineDeed({
  kind: 'plan.create',
  rule: planDeeds['plan.create'],
  input: NewPlan,
  output: PlanRef,
  run: async (tx, { year, content, universeSize }) => {
    const universe = await measure(tx, content);
    const refusals = universeRefusals(universe, universeSize);
    if (refusals.length > 0) return refuse(refusals);
    const planId = tx.newId();
    const hash = planHash({ year, version: 1, content, universe });
    const isNew = await insertPlan(tx, { planId, year, version: 1, content, universe, hash });
    if (!isNew) return refuse([{ code: 'plan-exists', at: 'year', facts: { year } }]);
    tx.record({
      kind: 'plan.create',
      subject: `plan/${planId}`,
      facts: { year, version: 1, count: content.count, hash },
    });
    return ok({ planId });
  },
});

/** Replaces the content of a draft. */
export const amendDraft = defineDeed({
  kind: 'plan.amend-draft',
  rule: planDeeds['plan.amend-draft'],
  input: AmendedPlan,
  output: PlanRef.extend({ revision: z.int() }),
  run: async (tx, { planId, revision, content, universeSize }) => {
    const row = await lockPlan(tx, planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const universe = await measure(tx, content);
    const refusals = [...stateRefusals(row.state, ['draft']), ...universeRefusals(universe, universeSize)];
    if (row.revision !== revision) refusals.push({ code: 'plan-changed-meanwhile', facts: { revision: row.revision } });
    if (refusals.length > 0) return refuse(refusals);
    const hash = planHash({ year: row.year, version: row.version, content, universe });
    await replaceContent(tx, row, content, universe, hash);
    tx.record({
      kind: 'plan.amend-draft',
      subject: `plan/${planId}`,
      facts: { revision: revision + 1, count: content.count, hash },
    });
    return ok({ planId, revision: revision + 1 });
  },
});

/** Makes the approved plan public, as it was approved. */
export const publishPlan = defineDeed({
  kind: 'plan.publish',
  rule: planDeeds['plan.publish'],
  input: SeenPlan,
  output: PlanRef.extend({ publishedOn: z.string() }),
  run: async (tx, seen) => {
    const row = await lockPlan(tx, seen.planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = [
      ...stepRefusals(row, seen.hash, ['approved']),
      ...separationRefusals(dutiesOf(row), tx.actor.staffId, 'publish'),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await updatePlan(tx, row.plan_id, { state: 'published', published_by: tx.actor.staffId, published_on: tx.today });
    tx.record({
      kind: 'plan.publish',
      subject: `plan/${row.plan_id}`,
      facts: { hash: row.hash, year: row.year, version: row.version },
    });
    return ok({ planId: row.plan_id, publishedOn: tx.today });
  },
});

/** Opens the window: from now on the plan is carried out. The version it adjusts gives way. */
export const openPlan = defineDeed({
  kind: 'plan.open',
  rule: planDeeds['plan.open'],
  input: PlanRef,
  output: PlanRef,
  run: async (tx, { planId }) => {
    const row = await lockPlan(tx, planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = stateRefusals(row.state, ['published']);
    if (tx.today < row.window_from)
      refusals.push({ code: 'window-not-begun', facts: { from: row.window_from, today: tx.today } });
    if (refusals.length > 0) return refuse(refusals);
    await supersedeAdjusted(tx, row.year);
    await updatePlan(tx, planId, { state: 'in-progress' });
    tx.record({ kind: 'plan.open', subject: `plan/${planId}`, facts: { year: row.year, version: row.version } });
    return ok({ planId });
  },
});

/** Begins the next version of a running plan; the running one holds until the next is opened. */
export const adjustPlan = defineDeed({
  kind: 'plan.adjust',
  rule: planDeeds['plan.adjust'],
  input: PlanRef.extend({ reason }),
  output: PlanRef,
  run: async (tx, input) => {
    const row = await lockPlan(tx, input.planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = stateRefusals(row.state, ['in-progress']);
    if (refusals.length > 0) return refuse(refusals);
    const [planId, version] = [tx.newId(), row.version + 1];
    const universe = await measure(tx, row.content);
    const hash = planHash({ year: row.year, version, content: row.content, universe });
    const isNew = await insertPlan(tx, { planId, year: row.year, version, content: row.content, universe, hash });
    if (!isNew) throw new Error(`plan ${row.plan_id} is in progress beside a later version`);
    await updatePlan(tx, row.plan_id, { state: 'adjusting', close_note: input.reason });
    tx.record({ kind: 'plan.adjust', subject: `plan/${row.plan_id}`, facts: { next: planId, version } });
    return ok({ planId });
  },
});

/** Ends a plan after its window; `note` says what was done and why anything was not. */
export const completePlan = defineDeed({
  kind: 'plan.complete',
  rule: planDeeds['plan.complete'],
  input: PlanRef.extend({ note: reason }),
  output: PlanRef,
  run: async (tx, { planId, note }) => {
    const row = await lockPlan(tx, planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = stateRefusals(row.state, ['in-progress']);
    if (tx.today <= row.window_to)
      refusals.push({ code: 'window-not-ended', facts: { to: row.window_to, today: tx.today } });
    if (refusals.length > 0) return refuse(refusals);
    await updatePlan(tx, planId, { state: 'completed', close_note: note });
    tx.record({ kind: 'plan.complete', subject: `plan/${planId}`, facts: { year: row.year, version: row.version } });
    return ok({ planId });
  },
});

/** Lets a draw or inspections happen outside the window, on named days and for a reason (domain §19, clause 三). */
export const approveException = defineDeed({
  kind: 'plan.approve-exception',
  rule: planDeeds['plan.approve-exception'],
  input: PlanRef.extend({ act: z.enum(codesOf(EXCEPTION_ACTS)), from: z.iso.date(), to: z.iso.date(), reason }),
  output: z.object({ exceptionId: z.uuid() }),
  run: async (tx, { planId, act, from, to, reason: why }) => {
    const row = await lockPlan(tx, planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const refusals = [
      ...stateRefusals(row.state, ['published', 'in-progress', 'adjusting']),
      ...exceptionRefusals(row.content, from, to),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const exceptionId = tx.newId();
    await insertException(tx, {
      exception_id: exceptionId,
      plan_id: planId,
      act,
      valid_from: from,
      valid_to: to,
      reason: why,
      approved_by: tx.actor.staffId,
      approved_on: tx.today,
    });
    tx.record({ kind: 'plan.approve-exception', subject: `plan/${planId}`, facts: { exceptionId, act, from, to } });
    return ok({ exceptionId });
  },
});

async function measure(tx: Tx, content: PlanContent): Promise<Universe> {
  return measureUniverse(await listUniverseCells(tx), content, tx.today);
}

function universeRefusals(universe: Universe, calculated: number): Refusal[] {
  return universe.size === calculated
    ? []
    : [{ code: 'universe-differs', at: 'universeSize', facts: { calculated, directory: universe.size } }];
}

function planHash(plan: {
  readonly year: number;
  readonly version: number;
  readonly content: PlanContent;
  readonly universe: Universe;
}): string {
  return documentHash(documentOf(plan));
}
