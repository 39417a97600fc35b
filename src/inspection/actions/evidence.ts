/** 证据: attached while the visit is open, withdrawn with a reason, never taken away. @module */
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { findUpload } from '../../core/uploads/receive.ts';
import { z } from 'zod';
import { inspectionDeeds } from '../deeds.ts';
import { checklistOf, listFindings, type Visit } from '../reads/visits.ts';
import { keyOf } from '../rules/record.ts';
import { EvidenceInput, WithdrawEvidenceInput } from '../types/evidence.ts';
import { insertEvidence, withdrawEvidenceRow } from '../writes/documents.ts';
import { openStep, StepAnswer } from './step.ts';

/** The file was uploaded and checked before (`POST /api/inspections/:inspectionId/files`); here it becomes part of the visit. */
export const attachEvidence = defineDeed({
  kind: 'inspection.attach-evidence',
  rule: inspectionDeeds['inspection.attach-evidence'],
  input: EvidenceInput,
  output: StepAnswer.extend({ evidenceId: z.uuid() }),
  run: async (tx, evidence, runtime) => {
    const { inspectionId, place } = evidence;
    const step = await openStep(tx, 'inspection.attach-evidence', inspectionId);
    if (!step.ok) return step;
    const refusals = await evidenceRefusals(tx, step.value.visit, evidence);
    if (refusals.length > 0) return refuse(refusals);
    const evidenceId = tx.newId();
    const sealed =
      place === undefined ? null : runtime.fieldCipher.seal(JSON.stringify(place), `evidence/${evidenceId}/place`);
    if (!(await insertEvidence(tx, evidenceId, evidence, sealed))) return refuse([{ code: 'evidence-twice' }]);
    tx.record({
      kind: 'inspection.attach-evidence',
      subject: `inspection/${inspectionId}`,
      facts: { evidence: evidenceId, file: evidence.sha256, finding: evidence.findingId ?? '' },
    });
    return ok({ inspectionId, state: step.value.visit.state, evidenceId });
  },
});

export const withdrawEvidence = defineDeed({
  kind: 'inspection.withdraw-evidence',
  rule: inspectionDeeds['inspection.withdraw-evidence'],
  input: WithdrawEvidenceInput,
  output: StepAnswer,
  run: async (tx, { inspectionId, evidenceId, reason }) => {
    const step = await openStep(tx, 'inspection.withdraw-evidence', inspectionId);
    if (!step.ok) return step;
    if (!(await withdrawEvidenceRow(tx, inspectionId, evidenceId, reason)))
      return refuse([{ code: 'evidence-not-found' }]);
    tx.record({
      kind: 'inspection.withdraw-evidence',
      subject: `inspection/${inspectionId}`,
      facts: { evidence: evidenceId },
    });
    return ok({ inspectionId, state: step.value.visit.state });
  },
});

async function evidenceRefusals(tx: Tx, visit: Visit, evidence: EvidenceInput): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  if ((await findUpload(tx, evidence.sha256)) === undefined)
    refusals.push({ code: 'evidence-not-uploaded', at: 'sha256' });
  const { findingId, itemId, pointNo } = evidence;
  const findings = findingId === undefined ? [] : await listFindings(tx, visit.inspectionId);
  if (findingId !== undefined && !findings.some((each) => each.findingId === findingId && !each.isWithdrawn))
    refusals.push({ code: 'finding-not-found', at: 'findingId' });
  if (itemId !== undefined && pointNo !== undefined) {
    const points = (await checklistOf(tx, visit)).map(({ itemId: id, no }) => keyOf({ itemId: id, pointNo: no }));
    if (!points.includes(keyOf({ itemId, pointNo }))) refusals.push({ code: 'finding-point-unknown', at: 'pointNo' });
  }
  if (evidence.takenAt !== undefined && Date.parse(evidence.takenAt) > Date.parse(tx.now))
    refusals.push({ code: 'evidence-in-future', at: 'takenAt' });
  return refusals;
}
