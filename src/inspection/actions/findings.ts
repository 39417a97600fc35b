/** Findings, one by one (逐条). @module */
import { z } from 'zod';
import { readCalendar } from '../../calendar/reads.ts';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { inspectionDeeds } from '../deeds.ts';
import { checklistOf, listAnswers, listFindings, type StoredFinding, type Visit } from '../reads/visits.ts';
import { findingSeenRefusals } from '../reads/seen.ts';
import { dueOf, findingRefusals, keyOf, levelRefusals } from '../rules/record.ts';
import { FindingId, FindingInput, InspectionId, Reason, type Finding } from '../types/visit.ts';
import { changeFinding, insertFinding, saveAnswers, setReviewer } from '../writes.ts';
import { sayAtDesk } from '../writes/operations.ts';
import { openStep, StepAnswer } from './step.ts';

const FindingAnswer = StepAnswer.extend({ findingId: FindingId, number: z.int() });
/** The finding at the version that the person saw. */
const OneFinding = z.object({ inspectionId: InspectionId, findingId: FindingId, version: z.int().min(1) });

/** States a finding; its check point becomes 不合格 with it, so that the same thing is not said twice. */
export const stateFinding = defineDeed({
  kind: 'inspection.state-finding',
  rule: inspectionDeeds['inspection.state-finding'],
  input: z.object({ inspectionId: InspectionId, finding: FindingInput }),
  output: FindingAnswer,
  run: async (tx, { inspectionId, finding }) => {
    const step = await openStep(tx, 'inspection.state-finding', inspectionId);
    if (!step.ok) return step;
    const refusals = await contentRefusals(tx, step.value.visit, finding);
    if (refusals.length > 0) return refuse(refusals);
    const number = (await listFindings(tx, inspectionId)).length + 1;
    const findingId = tx.newId();
    await saveAnswers(tx, inspectionId, [{ itemId: finding.itemId, pointNo: finding.pointNo, answer: 'fail' }]);
    await insertFinding(tx, {
      findingId,
      inspectionId,
      number,
      content: finding,
      dueOn: dueOf(finding.days, tx.today, await readCalendar(tx))?.due ?? null,
    });
    const { itemId, pointNo } = finding;
    await sayAtDesk(tx, inspectionId, [
      { kind: 'answer', itemId, pointNo, answer: 'fail' },
      { kind: 'finding', findingId, finding, isWithdrawn: false },
    ]);
    tx.record({
      kind: 'inspection.state-finding',
      subject: `inspection/${inspectionId}`,
      facts: { finding: findingId, number, level: finding.level, measure: finding.measureKind },
    });
    return ok({ inspectionId, state: step.value.visit.state, findingId, number });
  },
});

export const amendFinding = defineDeed({
  kind: 'inspection.amend-finding',
  rule: inspectionDeeds['inspection.amend-finding'],
  input: OneFinding.extend({ finding: FindingInput, reason: Reason }),
  output: FindingAnswer,
  run: async (tx, { finding, reason, ...one }) => {
    const { inspectionId, findingId } = one;
    const step = await openStep(tx, 'inspection.amend-finding', inspectionId);
    if (!step.ok) return step;
    const found = await standingFinding(tx, one);
    if (!found.ok) return found;
    const refusals = await contentRefusals(tx, step.value.visit, finding);
    if (keyOf(finding) !== keyOf(found.value)) refusals.push({ code: 'finding-point-moved', at: 'pointNo' });
    if (refusals.length > 0) return refuse(refusals);
    await changeFinding(tx, findingId, {
      content: finding,
      dueOn: dueOf(finding.days, tx.today, await readCalendar(tx))?.due ?? null,
      isWithdrawn: false,
      reason,
    });
    await sayAtDesk(tx, inspectionId, [{ kind: 'finding', findingId, finding, isWithdrawn: false, reason }]);
    tx.record({
      kind: 'inspection.amend-finding',
      subject: `inspection/${inspectionId}`,
      facts: { finding: findingId, level: finding.level },
    });
    return ok({ inspectionId, state: step.value.visit.state, findingId, number: found.value.number });
  },
});

export const withdrawFinding = defineDeed({
  kind: 'inspection.withdraw-finding',
  rule: inspectionDeeds['inspection.withdraw-finding'],
  input: OneFinding.extend({ reason: Reason }),
  output: FindingAnswer,
  run: async (tx, { reason, ...one }) => {
    const { inspectionId, findingId } = one;
    const step = await openStep(tx, 'inspection.withdraw-finding', inspectionId);
    if (!step.ok) return step;
    const found = await standingFinding(tx, one);
    if (!found.ok) return found;
    await changeFinding(tx, findingId, {
      content: contentOf(found.value),
      dueOn: found.value.dueOn,
      isWithdrawn: true,
      reason,
    });
    await sayAtDesk(tx, inspectionId, [
      { kind: 'finding', findingId, finding: contentOf(found.value), isWithdrawn: true, reason },
    ]);
    tx.record({
      kind: 'inspection.withdraw-finding',
      subject: `inspection/${inspectionId}`,
      facts: { finding: findingId },
    });
    return ok({ inspectionId, state: step.value.visit.state, findingId, number: found.value.number });
  },
});

/** A major hazard is one when a second person says so too (domain §21.4). */
export const confirmLevel = defineDeed({
  kind: 'inspection.confirm-level',
  rule: inspectionDeeds['inspection.confirm-level'],
  input: OneFinding,
  output: FindingAnswer,
  run: async (tx, one) => {
    const { inspectionId, findingId } = one;
    const step = await openStep(tx, 'inspection.confirm-level', inspectionId);
    if (!step.ok) return step;
    const found = await standingFinding(tx, one);
    if (!found.ok) return found;
    const refusals = levelRefusals(found.value.needsReview, found.value.statedBy === tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    await setReviewer(tx, findingId);
    await sayAtDesk(tx, inspectionId, [{ kind: 'review', findingId }]);
    tx.record({
      kind: 'inspection.confirm-level',
      subject: `inspection/${inspectionId}`,
      facts: { finding: findingId },
    });
    return ok({ inspectionId, state: step.value.visit.state, findingId, number: found.value.number });
  },
});

async function contentRefusals(tx: Tx, visit: Visit, finding: FindingInput): Promise<Refusal[]> {
  const line = (await checklistOf(tx, visit)).find(
    ({ itemId, no }) => keyOf({ itemId, pointNo: no }) === keyOf(finding),
  );
  const answer = (await listAnswers(tx, visit.inspectionId)).find((each) => keyOf(each) === keyOf(finding))?.answer;
  return findingRefusals(finding, line, answer);
}

async function standingFinding(
  tx: Tx,
  { inspectionId, findingId, version }: z.output<typeof OneFinding>,
): Promise<Result<StoredFinding>> {
  const finding = (await listFindings(tx, inspectionId)).find((each) => each.findingId === findingId);
  if (finding === undefined) return refuse([{ code: 'finding-not-found' }]);
  if (finding.isWithdrawn) return refuse([{ code: 'finding-withdrawn', facts: { number: finding.number } }]);
  const refusals = findingSeenRefusals(finding, version);
  return refusals.length > 0 ? refuse(refusals) : ok(finding);
}

function contentOf(finding: Finding): FindingInput {
  return FindingInput.parse(finding);
}
