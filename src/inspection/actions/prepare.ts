/** From the drawn task to the notice: accept, read, plan, announce; the approval between is in `approve.ts`. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { codesOf, RECUSAL_REASONS } from '../../directory/types/vocabulary.ts';
import { inspectionDeeds } from '../deeds.ts';
import { fileHashOf, viewEnterprise } from '../reads/enterprise-file.ts';
import { hasRecused, planFactsOf, visitsThisYear } from '../reads/preparation.ts';
import { planSeenRefusals } from '../reads/seen.ts';
import { planRefusals, recusalWaits } from '../rules/preparation.ts';
import { Sha256 } from '../types/documents.ts';
import type { RecordsOf } from '../types/later.ts';
import { InspectionId, OnSitePlan } from '../types/visit.ts';
import { insertRecusal, updateVisit } from '../writes.ts';
import { knownAlsoTo } from './approve.ts';
import { issueForm } from './documents.ts';
import { openStep, seatIn, StepAnswer } from './step.ts';

const One = z.object({ inspectionId: InspectionId });

export const acceptTask = defineDeed({
  kind: 'inspection.accept',
  rule: inspectionDeeds['inspection.accept'],
  input: One,
  output: StepAnswer,
  run: async (tx, { inspectionId }) => {
    const step = await openStep(tx, 'inspection.accept', inspectionId);
    if (!step.ok) return step;
    await updateVisit(tx, inspectionId, { state: 'preparing', accepted_by: tx.actor.staffId });
    tx.record({ kind: 'inspection.accept', subject: `inspection/${inspectionId}`, facts: {} });
    return ok({ inspectionId, state: 'preparing' as const });
  },
});

/** The task then waits for the substitution that the draw computes; nothing else can be done in it. */
export const declareTaskRecusal = defineDeed({
  kind: 'inspection.declare-recusal',
  rule: inspectionDeeds['inspection.declare-recusal'],
  input: One.extend({ reason: z.enum(codesOf(RECUSAL_REASONS)) }),
  output: StepAnswer,
  run: async (tx, { inspectionId, reason }) => {
    const step = await openStep(tx, 'inspection.declare-recusal', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const { kind, personId, number } = seatIn(step.value);
    if (await hasRecused(tx, inspectionId, kind, personId)) return refuse([{ code: 'inspection-recusal-declared' }]);
    const waits = recusalWaits(number, reason);
    await insertRecusal(tx, inspectionId, { kind, personId, reason });
    await updateVisit(tx, inspectionId, { blocked: visit.blocked === null ? waits : `${visit.blocked}；${waits}` });
    tx.record({
      kind: 'inspection.declare-recusal',
      subject: `inspection/${inspectionId}`,
      facts: { kind, person: personId, reason },
    });
    return ok({ inspectionId, state: visit.state });
  },
});

/** 查阅资料: confirms the file as the page shows it, with what later modules know (docs/adr/0047). */
export const readFileWith = (recordsOf: RecordsOf) =>
  defineDeed({
    kind: 'inspection.read-file',
    rule: inspectionDeeds['inspection.read-file'],
    /** Of the file that the page showed. */
    input: One.extend({ fileHash: Sha256 }),
    output: StepAnswer,
    run: async (tx, { inspectionId, fileHash }) => {
      const step = await openStep(tx, 'inspection.read-file', inspectionId);
      if (!step.ok) return step;
      if (fileHashOf(await viewEnterprise(tx, step.value.visit, recordsOf)) !== fileHash)
        return refuse([{ code: 'inspection-file-other', at: 'fileHash' }]);
      await updateVisit(tx, inspectionId, { read_on: tx.today, read_by: tx.actor.staffId, read_hash: fileHash });
      tx.record({
        kind: 'inspection.read-file',
        subject: `inspection/${inspectionId}`,
        facts: { enterprise: step.value.visit.enterpriseId, sha256: fileHash },
      });
      return ok({ inspectionId, state: step.value.visit.state });
    },
  });

export const draftPlanWith = (recordsOf: RecordsOf) =>
  defineDeed({
    kind: 'inspection.draft-plan',
    rule: inspectionDeeds['inspection.draft-plan'],
    input: One.extend({ plan: OnSitePlan, planHash: Sha256.nullable() }),
    output: StepAnswer,
    run: async (tx, { inspectionId, plan, planHash }) => {
      const step = await openStep(tx, 'inspection.draft-plan', inspectionId);
      if (!step.ok) return step;
      const { visit } = step.value;
      const refusals = [
        ...planSeenRefusals(visit, planHash),
        ...planRefusals(plan, await planFactsOf(tx, visit, plan.inspectOn, recordsOf), visit, tx.today),
      ];
      if (refusals.length > 0) return refuse(refusals);
      await updateVisit(tx, inspectionId, {
        plan: JSON.stringify(plan),
        drafted_by: tx.actor.staffId,
        return_reason: null,
      });
      tx.record({
        kind: 'inspection.draft-plan',
        subject: `inspection/${inspectionId}`,
        facts: { items: plan.itemIds, inspectOn: plan.inspectOn, deviates: (plan.deviation ?? '') !== '' },
      });
      return ok({ inspectionId, state: visit.state });
    },
  });

export const submitPlanWith = (recordsOf: RecordsOf) =>
  defineDeed({
    kind: 'inspection.submit-plan',
    rule: inspectionDeeds['inspection.submit-plan'],
    input: One.extend({ planHash: Sha256 }),
    output: StepAnswer,
    run: async (tx, { inspectionId, planHash }) => {
      const step = await openStep(tx, 'inspection.submit-plan', inspectionId);
      if (!step.ok) return step;
      const { visit } = step.value;
      if (visit.plan === null) return refuse([{ code: 'inspection-plan-missing' }]);
      const refusals = [
        ...planSeenRefusals(visit, planHash),
        ...planRefusals(visit.plan, await planFactsOf(tx, visit, visit.plan.inspectOn, recordsOf), visit, tx.today),
      ];
      if (refusals.length > 0) return refuse(refusals);
      await updateVisit(tx, inspectionId, {
        state: 'plan-submitted',
        // Of a sealed visit the superior learns with the plan he is to approve.
        ...(visit.row.known_to === null ? {} : { known_to: knownAlsoTo(visit.row.known_to, ['section-chief']) }),
      });
      tx.record({ kind: 'inspection.submit-plan', subject: `inspection/${inspectionId}`, facts: {} });
      return ok({ inspectionId, state: 'plan-submitted' as const });
    },
  });

/** 检查通知书: handed over before entry, or at the door (暗查). */
export const issueNotice = defineDeed({
  kind: 'inspection.issue-notice',
  rule: inspectionDeeds['inspection.issue-notice'],
  /** `sha256` is of the preview that was looked at. */
  input: One.extend({ sha256: Sha256.optional() }),
  output: StepAnswer,
  run: async (tx, { inspectionId, sha256 }, runtime) => {
    const step = await openStep(tx, 'inspection.issue-notice', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    if (visit.plan === null) throw new Error(`visit ${inspectionId} was approved without a plan`);
    const { thisYear, cap } = await visitsThisYear(tx, visit);
    const issued = await issueForm(tx, runtime, visit, { form: 'notice', seen: sha256 });
    if (!issued.ok) return issued;
    const { number, documentId } = issued.value;
    const notice = { number, drawId: visit.drawId, visitsThisYear: thisYear, cap, inspectOn: visit.plan.inspectOn };
    await updateVisit(tx, inspectionId, { state: 'notified', noticed_on: tx.today, notice: JSON.stringify(notice) });
    tx.record({
      kind: 'inspection.issue-notice',
      subject: `inspection/${inspectionId}`,
      facts: { number, document: documentId, sha256: issued.value.sha256 },
    });
    return ok({ inspectionId, state: 'notified' as const });
  },
});
