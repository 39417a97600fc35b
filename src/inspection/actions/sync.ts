/** A phone hands in what was said without signal, and hears what others said. @module */
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import { defineDeed, documentHash } from '../../core/command.ts';
import type { Tx } from '../../core/transact.ts';
import { inspectionDeeds } from '../deeds.ts';
import {
  findDevice,
  judgeFactsOf,
  lastNumber,
  listFiles,
  listHeld,
  listOperations,
  mergedFrom,
} from '../reads/operations.ts';
import { seatOf, type Visit } from '../reads/visits.ts';
import type { MergedVisit } from '../rules/sync/merge.ts';
import { operationRefusals } from '../rules/sync/judge.ts';
import { lateRefusals, receive, type Verdict } from '../rules/sync/receive.ts';
import { stableText } from '../rules/sync/registers.ts';
import { isLate } from '../rules/sync/stamp.ts';
import { stepRefusals } from '../rules/steps.ts';
import { SyncAnswer, SyncInput } from '../types/field.ts';
import type { Operation } from '../types/operation.ts';
import { insertHeld, insertOperations } from '../writes/operations.ts';
import { lockVisit } from '../writes.ts';
import { projectVisit } from './project.ts';
import { wrongProofs } from './proofs.ts';

/** States in which words from the field are worked in; after the signing off they are corrections. */
const OPEN_STATES = ['notified', 'inspecting', 'awaiting-signatures', 'signed', 'following-up', 'closed'] as const;

export const syncVisit = defineDeed({
  kind: 'inspection.sync',
  rule: inspectionDeeds['inspection.sync'],
  input: SyncInput,
  output: SyncAnswer,
  run: async (tx, input) => {
    const { inspectionId, deviceId, operations: sent, lateReason } = input;
    const visit = await lockVisit(tx, inspectionId);
    const seat = visit && seatOf(visit, tx.actor.staffId);
    if (visit === undefined || seat === undefined) return refuse([{ code: 'inspection-not-found' }]);
    const device = await deviceOf(tx, deviceId);
    if (!device.ok) return device;
    const receivedAt = Temporal.Instant.from(tx.now).epochMilliseconds;
    const late = lateRefusals(sent, receivedAt, lateReason);
    if (late.length > 0) return refuse(late);

    const facts = await judgeFactsOf(tx, visit);
    const known = await listOperations(tx, inspectionId);
    const held = await listHeld(tx, inspectionId);
    const bodies = new Map<string, { readonly body: unknown }>([
      ...held.map((each): [string, { body: unknown }] => [each.operation_id, each.sent]),
      ...known.map((each): [string, Operation] => [each.operationId, each]),
    ]);
    const forged = await wrongProofs(sent, {
      publicKey: device.value.public_key,
      passkey: device.value.passkey,
      holder: seat.personId,
    });
    const verdicts = receive(sent, {
      author: tx.actor.staffId,
      receivedAt,
      against: againstAll(visit, device.value.revoked_at !== null),
      find: (id) => bodies.get(id),
      judge: (operation) => [
        ...strangerRefusals(operation, deviceId, inspectionId),
        ...operationRefusals(operation, facts, receivedAt),
        ...(forged.has(operation.operationId) ? [{ code: 'signature-proof-wrong' }] : []),
      ],
    });
    const taken = verdicts.flatMap((verdict) => (verdict.outcome === 'taken' ? [verdict.operation] : []));
    await insertOperations(tx, inspectionId, taken, lateReason ?? null);
    await insertHeld(
      tx,
      inspectionId,
      verdicts.flatMap((verdict) => (verdict.outcome === 'held' ? [verdict] : [])),
    );
    const merged = mergedFrom([...known, ...taken], visit, facts);
    const state = await projectVisit(tx, visit, merged, taken, facts);
    if (taken.length > 0 || verdicts.some(({ outcome }) => outcome === 'held')) {
      tx.record({
        kind: 'inspection.sync',
        subject: `inspection/${inspectionId}`,
        facts: {
          device: deviceId,
          taken: taken.length,
          held: verdicts.filter(({ outcome }) => outcome === 'held').length,
          late: sent.filter(({ stamp }) => isLate(stamp, receivedAt)).length,
          operations: documentHash(sent.map(stableText)),
        },
      });
    }
    return ok({
      inspectionId,
      now: tx.now,
      state,
      settled: visit.signedOn === null ? null : visit.recordHash,
      outcomes: verdicts.map((verdict, index) => ({ operationId: sent[index]?.operationId ?? '', ...shown(verdict) })),
      news: await newsFor(tx, inspectionId, input.heard, deviceId),
      heard: await lastNumber(tx, inspectionId),
      files: await listFiles(tx, inspectionId),
      unconfirmed: unconfirmedOf(merged, visit),
    });
  },
});

async function deviceOf(
  tx: Tx,
  deviceId: string,
): Promise<Result<NonNullable<Awaited<ReturnType<typeof findDevice>>>>> {
  const device = await findDevice(tx, deviceId);
  if (device === undefined || device.staff_id !== tx.actor.staffId) return refuse([{ code: 'device-unknown' }]);
  return ok(device);
}

/** Why nothing that arrives now may be worked in, whatever it says. */
function againstAll(visit: Visit, isRevoked: boolean): Refusal[] {
  const refusals: Refusal[] = isRevoked ? [{ code: 'device-revoked' }] : [];
  if (!OPEN_STATES.some((state) => state === visit.state)) refusals.push(...stepRefusals('inspection.check-in', visit));
  else if (visit.blocked !== null) refusals.push({ code: 'inspection-blocked', facts: { reason: visit.blocked } });
  return refusals;
}

/** A phone speaks for itself and of the visit it names. */
function strangerRefusals({ stamp, inspectionId }: Operation, device: string, visit: string): Refusal[] {
  return stamp.device === device && inspectionId === visit ? [] : [{ code: 'operation-stray' }];
}

function shown(verdict: Verdict): { outcome: Verdict['outcome']; refusals: Refusal[] } {
  return { outcome: verdict.outcome, refusals: verdict.outcome === 'held' ? [...verdict.refusals] : [] };
}

async function newsFor(tx: Tx, inspectionId: string, heard: number, deviceId: string): Promise<Operation[]> {
  const since = await listOperations(tx, inspectionId, heard);
  return since.filter(({ stamp }) => stamp.device !== deviceId);
}

/** Whose stroke was made on a colleague's phone, and who has not yet said under his own account that it is his. */
export function unconfirmedOf({ standing }: MergedVisit, { team }: Visit): { personId: string; name: string }[] {
  const signatures = standing?.signatures ?? [];
  return team
    .filter(({ personId, staffId }) => {
      const mine = signatures.filter(({ body }) => body.personId === personId);
      return mine.length > 0 && !mine.some(({ author }) => author === staffId);
    })
    .map(({ personId, name }) => ({ personId, name }));
}
