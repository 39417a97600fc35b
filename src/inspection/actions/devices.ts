/** Phones of the officers, and what was kept apart because of them. @module */
import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { inspectionDeeds } from '../deeds.ts';
import { findDevice, judgeFactsOf, listHeld, listOperations, mergedFrom } from '../reads/operations.ts';
import { operationRefusals } from '../rules/sync/judge.ts';
import { readOperation } from '../rules/sync/receive.ts';
import { DecideHeldInput, DeviceId, RegisterDeviceInput, RevokeDeviceInput } from '../types/field.ts';
import type { Operation } from '../types/operation.ts';
import { decideHeld, insertDevice, insertOperations, revokeDevice } from '../writes/operations.ts';
import { lockVisit } from '../writes.ts';
import { projectVisit } from './project.ts';
import { StepAnswer } from './step.ts';

const DeviceAnswer = z.object({ deviceId: DeviceId });

/** The context of a sealed store key: bureau and phone. */
export function storeKeyContext(bureauId: number, deviceId: string): string {
  return `${bureauId}/field_device/${deviceId}/store_key`;
}

/** A phone introduces itself: its public key, and the key of its store for a backup that outlives it. */
export const registerDevice = defineDeed({
  kind: 'inspection.register-device',
  rule: inspectionDeeds['inspection.register-device'],
  input: RegisterDeviceInput,
  output: DeviceAnswer,
  run: async (tx, { deviceId, label, publicKey, passkey, storeKey }, runtime) => {
    const spki = publicKey === undefined ? null : Buffer.from(publicKey, 'base64');
    if (spki !== null && !isP256(spki)) return refuse([{ code: 'device-key-wrong', at: 'publicKey' }]);
    if (passkey !== undefined && !isP256(Buffer.from(passkey.publicKey, 'base64')))
      return refuse([{ code: 'device-key-wrong', at: 'passkey' }]);
    const isNew = await insertDevice(tx, {
      deviceId,
      label,
      publicKey: spki,
      passkey: passkey ?? null,
      storeKey: runtime.fieldCipher.seal(storeKey, storeKeyContext(tx.bureauId, deviceId)),
    });
    if (!isNew) return refuse([{ code: 'device-known' }]);
    tx.record({
      kind: 'inspection.register-device',
      subject: `device/${deviceId}`,
      facts: { hasKey: spki !== null, hasPasskey: passkey !== undefined },
    });
    return ok({ deviceId });
  },
});

/** A lost phone: what arrives from it afterwards is kept apart. One's own, or anybody's for the section chief. */
export const revokeFieldDevice = defineDeed({
  kind: 'inspection.revoke-device',
  rule: inspectionDeeds['inspection.revoke-device'],
  input: RevokeDeviceInput,
  output: DeviceAnswer,
  run: async (tx, { deviceId, reason }) => {
    const device = await findDevice(tx, deviceId);
    const mayAny = tx.actor.roles.some((role) => role === 'section-chief' || role === 'security-admin');
    if (device === undefined || (!mayAny && device.staff_id !== tx.actor.staffId))
      return refuse([{ code: 'device-unknown' }]);
    if (!(await revokeDevice(tx, deviceId, reason))) return refuse([{ code: 'device-revoked-already' }]);
    tx.record({ kind: 'inspection.revoke-device', subject: `device/${deviceId}`, facts: {} });
    return ok({ deviceId });
  },
});

/** The section chief works in what was kept apart, or sets it aside with a reason; what breaks a rule stays apart. */
export const decideHeldOperations = defineDeed({
  kind: 'inspection.decide-held',
  rule: inspectionDeeds['inspection.decide-held'],
  input: DecideHeldInput,
  output: StepAnswer.extend({ admitted: z.int() }),
  run: async (tx, { inspectionId, operationIds, decision, reason }) => {
    const visit = await lockVisit(tx, inspectionId);
    if (visit === undefined) return refuse([{ code: 'inspection-not-found' }]);
    const chosen = (await listHeld(tx, inspectionId)).filter(
      (each) => operationIds.includes(each.operation_id) && each.standing === 'held',
    );
    if (chosen.length !== new Set(operationIds).size) return refuse([{ code: 'held-decided' }]);
    const admitted: Operation[] = [];
    let { state } = visit;
    if (decision === 'admitted') {
      const facts = await judgeFactsOf(tx, visit);
      for (const { author, sent, operation_id: id, received_at: at } of chosen) {
        const operation = readOperation(sent, author);
        if (operation === undefined) return refuse([{ code: 'operation-unreadable', at: id }]);
        const refusals = operationRefusals(operation, facts, Date.parse(at));
        if (refusals.length > 0) return refuse(refusals);
        admitted.push(operation);
      }
      const known = await listOperations(tx, inspectionId);
      await insertOperations(tx, inspectionId, admitted, reason);
      state = await projectVisit(tx, visit, mergedFrom([...known, ...admitted], visit, facts), admitted, facts);
    }
    await decideHeld(tx, operationIds, decision, reason);
    tx.record({
      kind: 'inspection.decide-held',
      subject: `inspection/${inspectionId}`,
      facts: { decision, count: chosen.length },
    });
    return ok({ inspectionId, state, admitted: admitted.length });
  },
});

function isP256(spki: Buffer): boolean {
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    // Not a key at all.
    return false;
  }
}
