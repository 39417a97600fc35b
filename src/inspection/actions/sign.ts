/** The record is frozen, signed by each, and signed off (谁抽查、谁签字、谁负责). @module */
import { z } from 'zod';
import { canonicalize } from 'verifiable-draw';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { inspectionDeeds } from '../deeds.ts';
import { evidencedPoints } from '../reads/evidence.ts';
import { signingFactsOf } from '../reads/next.ts';
import { listFindings, recordPartsOf, type Visit } from '../reads/visits.ts';
import { listFiles, listOperations, mergedVisitOf } from '../reads/operations.ts';
import { OFFICERS_REQUIRED } from '../rules/preparation.ts';
import { completionRefusals, conflictRefusals } from '../rules/sync/complete.ts';
import { subjectOf } from '../rules/sync/registers.ts';
import { closingRefusals, conclusionOf, recordDocument, recordRefusals } from '../rules/record.ts';
import { signOffRefusals, signRefusals } from '../rules/signing.ts';
import { CONCLUSIONS, EnterpriseSignInput, InspectionId, Reason, RecordHash } from '../types/visit.ts';
import { insertSignature, updateVisit } from '../writes.ts';
import { sayAtDesk } from '../writes/operations.ts';
import { openStep, seatIn, StepAnswer } from './step.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';

const One = z.object({ inspectionId: InspectionId });
const SignAnswer = StepAnswer.extend({ recordHash: RecordHash });

/** Freezes the record: from here its bytes and hash are what people sign. */
export const closeRecord = defineDeed({
  kind: 'inspection.close-record',
  rule: inspectionDeeds['inspection.close-record'],
  input: One,
  output: SignAnswer,
  run: async (tx, { inspectionId }) => {
    const step = await openStep(tx, 'inspection.close-record', inspectionId);
    if (!step.ok) return step;
    const parts = {
      ...(await recordPartsOf(tx, step.value.visit)),
      evidenced: await evidencedPoints(tx, step.value.visit),
    };
    const merged = await mergedVisitOf(tx, step.value.visit);
    const refusals = [...recordRefusals(parts, OFFICERS_REQUIRED), ...conflictRefusals(merged.conflicts)];
    if (refusals.length > 0) return refuse(refusals);
    const document = recordDocument(parts);
    const recordHash = documentHash(document);
    await updateVisit(tx, inspectionId, {
      state: 'awaiting-signatures',
      record: Buffer.from(canonicalize(document)),
      record_hash: recordHash,
    });
    await closeAtDesk(tx, inspectionId, recordHash, parts.closedAt);
    tx.record({
      kind: 'inspection.close-record',
      subject: `inspection/${inspectionId}`,
      facts: { document: recordHash },
    });
    return ok({ inspectionId, state: 'awaiting-signatures' as const, recordHash });
  },
});

/** Opens the record again; the signatures given stay on file and count for nothing, since the next record is another one. */
export const reopenRecord = defineDeed({
  kind: 'inspection.reopen-record',
  rule: inspectionDeeds['inspection.reopen-record'],
  input: One.extend({ reason: Reason }),
  output: StepAnswer,
  run: async (tx, { inspectionId, reason }) => {
    const step = await openStep(tx, 'inspection.reopen-record', inspectionId);
    if (!step.ok) return step;
    const { recordHash } = step.value.visit;
    await updateVisit(tx, inspectionId, { state: 'inspecting', record: null, record_hash: null });
    if (recordHash !== null) await sayAtDesk(tx, inspectionId, [{ kind: 'reopen', recordHash, reason }]);
    tx.record({
      kind: 'inspection.reopen-record',
      subject: `inspection/${inspectionId}`,
      facts: { document: recordHash ?? '' },
    });
    return ok({ inspectionId, state: 'inspecting' as const });
  },
});

export const signRecord = defineDeed({
  kind: 'inspection.sign',
  rule: inspectionDeeds['inspection.sign'],
  input: One.extend({ recordHash: RecordHash }),
  output: SignAnswer,
  run: async (tx, { inspectionId, recordHash }) => {
    const step = await openStep(tx, 'inspection.sign', inspectionId);
    if (!step.ok) return step;
    const signer = seatIn(step.value);
    const refusals = signRefusals(await signingFactsOf(tx, step.value.visit), signer, recordHash, tx.today);
    if (refusals.length > 0) return refuse(refusals);
    await insertSignature(tx, inspectionId, {
      kind: signer.kind,
      signer: signer.personId,
      recordHash,
      isRefusal: false,
    });
    await sayAtDesk(tx, inspectionId, [
      { kind: 'sign', as: signer.kind, personId: signer.personId, recordHash, strokes: [] },
    ]);
    tx.record({
      kind: 'inspection.sign',
      subject: `inspection/${inspectionId}`,
      facts: { document: recordHash, as: signer.kind, number: signer.number },
    });
    return ok({ inspectionId, state: step.value.visit.state, recordHash });
  },
});

/** The enterprise's 负责人 signs, or refuses before a second officer (安全生产法 §68). */
export const signForEnterprise = defineDeed({
  kind: 'inspection.sign-enterprise',
  rule: inspectionDeeds['inspection.sign-enterprise'],
  input: EnterpriseSignInput,
  output: SignAnswer,
  run: async (tx, { inspectionId, recordHash, word }) => {
    const step = await openStep(tx, 'inspection.sign-enterprise', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const facts = await signingFactsOf(tx, visit);
    const refusals: Refusal[] = [];
    if (recordHash !== facts.recordHash) refusals.push({ code: 'sign-other-record', at: 'recordHash' });
    if (facts.signatures.some((each) => each.kind === 'enterprise' && each.recordHash === facts.recordHash))
      refusals.push({ code: 'sign-twice' });
    if (word.outcome === 'refused' && !isOtherOfficer(visit, word.witnessOfficerId, tx.actor.staffId))
      refusals.push({ code: 'witness-not-second-officer', at: 'witnessOfficerId' });
    if (refusals.length > 0) return refuse(refusals);
    await insertSignature(tx, inspectionId, {
      kind: 'enterprise',
      recordHash,
      ...(word.outcome === 'signed'
        ? { signer: word.representative, isRefusal: false }
        : { signer: '拒签', isRefusal: true, reason: word.reason, witnessOfficerId: word.witnessOfficerId }),
    });
    await sayAtDesk(tx, inspectionId, [{ kind: 'sign-enterprise', word, recordHash, strokes: [] }]);
    tx.record({
      kind: 'inspection.sign-enterprise',
      subject: `inspection/${inspectionId}`,
      facts: { document: recordHash, outcome: word.outcome },
    });
    return ok({ inspectionId, state: visit.state, recordHash });
  },
});

export const signOff = defineDeed({
  kind: 'inspection.sign-off',
  rule: inspectionDeeds['inspection.sign-off'],
  input: One,
  output: SignAnswer.extend({ conclusion: z.enum(codesOf(CONCLUSIONS)) }),
  run: async (tx, { inspectionId }) => {
    const step = await openStep(tx, 'inspection.sign-off', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const facts = await signingFactsOf(tx, visit);
    const merged = await mergedVisitOf(tx, visit);
    const refusals = [
      ...signOffRefusals(facts, tx.today),
      ...completionRefusals(merged, await listFiles(tx, inspectionId)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const conclusion = conclusionOf(await listFindings(tx, inspectionId));
    const state = conclusion === 'follow-up' ? ('following-up' as const) : ('signed' as const);
    await updateVisit(tx, inspectionId, { state, conclusion, signed_on: tx.today });
    tx.record({
      kind: 'inspection.sign-off',
      subject: `inspection/${inspectionId}`,
      facts: { document: facts.recordHash, conclusion },
    });
    return ok({ inspectionId, state, recordHash: facts.recordHash, conclusion });
  },
});

/** 办结. A visit whose findings still run stays open until each is settled (整改 is a module of its own). */
export const closeVisit = defineDeed({
  kind: 'inspection.close',
  rule: inspectionDeeds['inspection.close'],
  input: One,
  output: StepAnswer,
  run: async (tx, { inspectionId }) => {
    const step = await openStep(tx, 'inspection.close', inspectionId);
    if (!step.ok) return step;
    const refusals = closingRefusals(await listFindings(tx, inspectionId));
    if (refusals.length > 0) return refuse(refusals);
    await updateVisit(tx, inspectionId, { state: 'closed', closed_on: tx.today });
    tx.record({ kind: 'inspection.close', subject: `inspection/${inspectionId}`, facts: {} });
    return ok({ inspectionId, state: 'closed' as const });
  },
});

/** The closing of everything that is here, with the conflicts a person would have to settle first. */
async function closeAtDesk(tx: Tx, inspectionId: string, recordHash: string, closedAt: string): Promise<void> {
  const seen = (await listOperations(tx, inspectionId))
    .filter(({ body }) => subjectOf(body) !== undefined || body.kind === 'check-in')
    .map(({ operationId }) => operationId);
  await sayAtDesk(tx, inspectionId, [{ kind: 'close', seen, recordHash, closedAt }]);
}

function isOtherOfficer(visit: Visit, officerId: string, staffId: string): boolean {
  return visit.team.some(
    (member) => member.kind === 'officer' && member.personId === officerId && member.staffId !== staffId,
  );
}
