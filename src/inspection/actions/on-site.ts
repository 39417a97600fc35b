/** On site: showing certificates, the check table, the expert's statement; and the visit that cannot be. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import { inspectionDeeds } from '../deeds.ts';
import { checklistOf, listFindings, listOpinions } from '../reads/visits.ts';
import { hasEvidence } from '../reads/evidence.ts';
import { annualPlanOf } from '../reads/preparation.ts';
import { keyOf } from '../rules/record.ts';
import { entryRefusals } from '../rules/sync/judge.ts';
import { windowRefusalsOn } from '../../plan/rules/steps.ts';
import { AnswerInput, CheckInInput, ImpossibleInput, InspectionId, OpinionInput } from '../types/visit.ts';
import { insertCheckIns, insertOpinion, saveAnswers, updateVisit } from '../writes.ts';
import { sayAtDesk } from '../writes/operations.ts';
import { openStep, seatIn, StepAnswer } from './step.ts';

/** At least two different officers of the drawn team, each with a certificate in force today (行政处罚法 §42, 安全生产法 §67). */
export const checkIn = defineDeed({
  kind: 'inspection.check-in',
  rule: inspectionDeeds['inspection.check-in'],
  input: CheckInInput,
  output: StepAnswer,
  run: async (tx, { inspectionId, officerIds }) => {
    const step = await openStep(tx, 'inspection.check-in', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const present = visit.team.filter(({ kind, personId }) => kind === 'officer' && officerIds.includes(personId));
    const refusals = entryRefusals(officerIds, visit.team, tx.today, visit.checkedIn);
    refusals.push(...windowRefusalsOn(await annualPlanOf(tx, visit), 'inspection', tx.today));
    if (refusals.length > 0) return refuse(refusals);
    await insertCheckIns(
      tx,
      inspectionId,
      present.map(({ personId, number }) => ({ personId, certificateNumber: number })),
    );
    await updateVisit(tx, inspectionId, { state: 'inspecting', checked_in_at: visit.row.checked_in_at ?? tx.now });
    await sayAtDesk(tx, inspectionId, [{ kind: 'check-in', officerIds: present.map(({ personId }) => personId) }]);
    tx.record({
      kind: 'inspection.check-in',
      subject: `inspection/${inspectionId}`,
      facts: { certificates: present.map(({ number }) => number) },
    });
    return ok({ inspectionId, state: 'inspecting' as const });
  },
});

export const answerPoints = defineDeed({
  kind: 'inspection.answer',
  rule: inspectionDeeds['inspection.answer'],
  input: z.object({ inspectionId: InspectionId, answers: z.array(AnswerInput).min(1, '至少填写一项').max(1_000) }),
  output: StepAnswer,
  run: async (tx, { inspectionId, answers }) => {
    const step = await openStep(tx, 'inspection.answer', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const points = new Set((await checklistOf(tx, visit)).map(({ itemId, no }) => keyOf({ itemId, pointNo: no })));
    const refusals: Refusal[] = answers
      .filter((answer) => !points.has(keyOf(answer)))
      .map((answer) => ({ code: 'finding-point-unknown', at: keyOf(answer) }));
    if (new Set(answers.map(keyOf)).size !== answers.length) refusals.push({ code: 'answer-twice' });
    const found = await listFindings(tx, inspectionId);
    for (const answer of answers) {
      const finding = found.find((each) => !each.isWithdrawn && keyOf(each) === keyOf(answer));
      if (answer.answer !== 'fail' && finding !== undefined)
        refusals.push({ code: 'answer-has-finding', at: keyOf(answer), facts: { number: finding.number } });
    }
    if (refusals.length > 0) return refuse(refusals);
    await saveAnswers(tx, inspectionId, answers);
    await sayAtDesk(
      tx,
      inspectionId,
      answers.map((answer) => ({ kind: 'answer', ...answer })),
    );
    const failed = answers.filter(({ answer }) => answer === 'fail').length;
    tx.record({
      kind: 'inspection.answer',
      subject: `inspection/${inspectionId}`,
      facts: { points: answers.length, failed },
    });
    return ok({ inspectionId, state: visit.state });
  },
});

/** One problem of the expert's itemised statement (the notice, 三(一): 专家要逐条陈述). */
export const stateOpinion = defineDeed({
  kind: 'inspection.state-opinion',
  rule: inspectionDeeds['inspection.state-opinion'],
  input: z.object({ inspectionId: InspectionId, opinion: OpinionInput }),
  output: StepAnswer.extend({ number: z.int() }),
  run: async (tx, { inspectionId, opinion }) => {
    const step = await openStep(tx, 'inspection.state-opinion', inspectionId);
    if (!step.ok) return step;
    const { personId } = seatIn(step.value);
    const findings = await listFindings(tx, inspectionId);
    if (
      opinion.findingId !== undefined &&
      !findings.some(({ findingId, isWithdrawn }) => findingId === opinion.findingId && !isWithdrawn)
    ) {
      return refuse([{ code: 'finding-not-found', at: 'findingId' }]);
    }
    const mine = (await listOpinions(tx, inspectionId)).filter(({ expertId }) => expertId === personId);
    const number = mine.length + 1;
    const opinionId = await insertOpinion(tx, inspectionId, personId, number, opinion);
    await sayAtDesk(tx, inspectionId, [{ kind: 'opinion', opinionId, opinion }]);
    tx.record({
      kind: 'inspection.state-opinion',
      subject: `inspection/${inspectionId}`,
      facts: { expert: personId, number },
    });
    return ok({ inspectionId, state: step.value.visit.state, number });
  },
});

export const reportImpossible = defineDeed({
  kind: 'inspection.report-impossible',
  rule: inspectionDeeds['inspection.report-impossible'],
  input: ImpossibleInput,
  output: StepAnswer,
  run: async (tx, { inspectionId, conclusion, evidence }) => {
    const step = await openStep(tx, 'inspection.report-impossible', inspectionId);
    if (!step.ok) return step;
    if (!(await hasEvidence(tx, inspectionId))) return refuse([{ code: 'impossible-evidence-missing' }]);
    await updateVisit(tx, inspectionId, { state: 'impossible', conclusion, return_reason: evidence });
    tx.record({ kind: 'inspection.report-impossible', subject: `inspection/${inspectionId}`, facts: { conclusion } });
    return ok({ inspectionId, state: 'impossible' as const });
  },
});
