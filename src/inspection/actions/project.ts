/** The visit's rows brought to what its operations say; each step under the rule and the deed it has at the desk. @module */
import { canonicalize } from 'verifiable-draw';
import type { Tx } from '../../core/transact.ts';
import { signingFactsOf } from '../reads/next.ts';
import { findVisit, listSignatures, type Visit } from '../reads/visits.ts';
import { recordDocument, type RecordParts } from '../rules/record.ts';
import { signRefusals } from '../rules/signing.ts';
import { isOf, type Closing, type MergedVisit } from '../rules/sync/merge.ts';
import { recordHashOf, recordPartsFrom, type VisitFacts } from '../rules/sync/record.ts';
import { dayOfMillis } from '../rules/sync/stamp.ts';
import type { Operation, OperationOf } from '../types/operation.ts';
import type { InspectionState } from '../types/visit.ts';
import { insertCheckIns, insertSignature, updateVisit } from '../writes.ts';
import { DESK } from '../reads/operations.ts';
import { projectContent } from '../writes/projection.ts';

/** Answers the state the visit is left in. `taken` are the operations that have just arrived: they become deeds of the log. */
export async function projectVisit(
  tx: Tx,
  visit: Visit,
  merged: MergedVisit,
  taken: readonly Operation[],
  facts: VisitFacts,
): Promise<InspectionState> {
  let { state } = visit;
  if (!['notified', 'inspecting', 'awaiting-signatures'].includes(state)) return state;
  if (merged.entries.length === 0) return state;
  if (await enter(tx, visit, merged.entries)) state = 'inspecting';
  recordWords(tx, visit.inspectionId, taken);

  const { standing } = merged;
  if (state === 'awaiting-signatures' && standing?.recordHash !== visit.recordHash) {
    state = 'inspecting';
    await updateVisit(tx, visit.inspectionId, { state, record: null, record_hash: null });
    note(tx, visit.inspectionId, 'inspection.reopen-record', { document: visit.recordHash ?? '', why: 'operations' });
  }
  if (standing?.operation.stamp.device === DESK) return state;
  const parts = recordPartsFrom(contentOf(merged), facts, standing?.operation.body.closedAt ?? tx.now);
  await projectContent(tx, parts, merged.registers);
  if (standing === undefined) return state;
  if (state === 'inspecting') {
    await freeze(tx, parts, standing);
    state = 'awaiting-signatures';
  }
  await sign(tx, visit.inspectionId, standing);
  return state;
}

/** All words that make the content: a sealed record's own, or everything. */
function contentOf({ standing, words }: MergedVisit): readonly Operation[] {
  if (standing === undefined) return words;
  const seen = new Set(standing.operation.body.seen);
  return words.filter(({ operationId }) => seen.has(operationId));
}

/** Entries of officers who are not here yet; their rules have been asked when they arrived. */
async function enter(tx: Tx, visit: Visit, entries: readonly OperationOf<'check-in'>[]): Promise<boolean> {
  const [first] = entries;
  const ids = new Set(entries.flatMap(({ body }) => body.officerIds));
  const officers = visit.team.filter(
    ({ kind, personId }) => kind === 'officer' && ids.has(personId) && !visit.checkedIn.includes(personId),
  );
  if (first === undefined || officers.length === 0) return false;
  const at = new Date(first.stamp.wall).toISOString();
  await insertCheckIns(
    tx,
    visit.inspectionId,
    officers.map(({ personId, number }) => ({ personId, certificateNumber: number })),
    at,
  );
  const isFirst = visit.state === 'notified';
  if (isFirst) await updateVisit(tx, visit.inspectionId, { state: 'inspecting', checked_in_at: at });
  note(tx, visit.inspectionId, 'inspection.check-in', { certificates: officers.map(({ number }) => number) });
  return isFirst;
}

/** One deed a kind, as at the desk; what the enterprise and the signers said is recorded with their rows. */
function recordWords(tx: Tx, inspectionId: string, taken: readonly Operation[]): void {
  const answers = taken.filter(isOf('answer'));
  if (answers.length > 0) {
    const failed = answers.filter(({ body }) => body.answer === 'fail').length;
    note(tx, inspectionId, 'inspection.answer', { points: answers.length, failed });
  }
  for (const { body, after } of taken.filter(isOf('finding'))) {
    const kind = body.isWithdrawn ? 'withdraw-finding' : after.length > 0 ? 'amend-finding' : 'state-finding';
    note(tx, inspectionId, `inspection.${kind}`, { finding: body.findingId, level: body.finding.level });
  }
  for (const { body } of taken.filter(isOf('review')))
    note(tx, inspectionId, 'inspection.confirm-level', { finding: body.findingId });
  const opinions = taken.filter(isOf('opinion')).length;
  if (opinions > 0) note(tx, inspectionId, 'inspection.state-opinion', { count: opinions });
}

async function freeze(tx: Tx, parts: RecordParts, { recordHash }: Closing): Promise<void> {
  if (recordHashOf(parts) !== recordHash) throw new Error(`the merge took ${recordHash} for a record that it is not`);
  const { inspectionId } = parts.inspection;
  await updateVisit(tx, inspectionId, {
    state: 'awaiting-signatures',
    record: Buffer.from(canonicalize(recordDocument(parts))),
    record_hash: recordHash,
  });
  note(tx, inspectionId, 'inspection.close-record', { document: recordHash });
}

/**
 * Signatures on the record: those the signer gave under his own account, by the rule of the desk on the day of the act. A
 * stroke on a colleague's phone waits for its owner's word (docs/adr/0037). The enterprise's word is taken as it was given.
 */
async function sign(tx: Tx, inspectionId: string, standing: Closing): Promise<void> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) throw new Error(`visit ${inspectionId} is gone`);
  for (const { author, stamp, body } of standing.signatures) {
    const signer = visit.team.find(({ kind, personId }) => kind === body.as && personId === body.personId);
    if (signer === undefined || signer.staffId !== author) continue;
    const day = dayOfMillis(Math.min(stamp.wall, Date.parse(tx.now)));
    if (signRefusals(await signingFactsOf(tx, visit), signer, body.recordHash, day).length > 0) continue;
    const signature = { kind: body.as, signer: body.personId, recordHash: body.recordHash, isRefusal: false };
    await insertSignature(tx, inspectionId, signature, new Date(stamp.wall).toISOString());
    const by = body.assertion !== undefined ? 'passkey' : body.proof !== undefined ? 'stored' : 'stroke';
    note(tx, inspectionId, 'inspection.sign', { document: body.recordHash, as: body.as, number: signer.number, by });
  }
  await signForEnterprise(tx, inspectionId, standing);
}

async function signForEnterprise(tx: Tx, inspectionId: string, { word, recordHash }: Closing): Promise<void> {
  const given = await listSignatures(tx, inspectionId);
  if (word === undefined || given.some((each) => each.kind === 'enterprise' && each.recordHash === recordHash)) return;
  const said = word.body.word;
  await insertSignature(
    tx,
    inspectionId,
    {
      kind: 'enterprise',
      recordHash,
      ...(said.outcome === 'signed'
        ? { signer: said.representative, isRefusal: false }
        : { signer: '拒签', isRefusal: true, reason: said.reason, witnessOfficerId: said.witnessOfficerId }),
    },
    new Date(word.stamp.wall).toISOString(),
  );
  note(tx, inspectionId, 'inspection.sign-enterprise', { document: recordHash, outcome: said.outcome });
}

function note(
  tx: Tx,
  inspectionId: string,
  kind: `inspection.${string}`,
  facts: Parameters<Tx['record']>[0]['facts'],
): void {
  tx.record({ kind, subject: `inspection/${inspectionId}`, facts });
}
