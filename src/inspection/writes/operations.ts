/** Rows of phones, operations and files. @module */
import type { Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { DESK, lastNumber, listOperations } from '../reads/operations.ts';
import { latestOf, say } from '../rules/sync/device.ts';
import type { Passkey } from '../types/field.ts';
import type { Operation, OperationBody, SentOperation } from '../types/operation.ts';

/** Appends operations to a locked visit in the order given. */
export async function insertOperations(
  tx: Tx,
  inspectionId: string,
  operations: readonly Operation[],
  lateReason: string | null,
): Promise<void> {
  if (operations.length === 0) return;
  const last = await lastNumber(tx, inspectionId);
  await tx.db
    .insertInto('field_operation')
    .values(
      operations.map(({ operationId, version, stamp, after, author, body }, index) => ({
        bureau_id: tx.bureauId,
        operation_id: operationId,
        inspection_id: inspectionId,
        number: last + index + 1,
        version,
        device_id: stamp.device,
        author,
        wall: stamp.wall,
        count: stamp.count,
        after: JSON.stringify(after),
        body: JSON.stringify(body),
        received_at: tx.now,
        late_reason: lateReason,
      })),
    )
    .execute();
}

/** Says at the desk what has just been written to the tables of a locked visit: it has seen everything that is here. */
export async function sayAtDesk(tx: Tx, inspectionId: string, bodies: readonly OperationBody[]): Promise<void> {
  const known = await listOperations(tx, inspectionId);
  const made: Operation[] = [];
  for (const body of bodies) {
    const voice = {
      device: DESK,
      author: tx.actor.staffId,
      now: Temporal.Instant.from(tx.now).epochMilliseconds,
      latest: latestOf([...known, ...made]),
    };
    made.push(say(tx.newId(), inspectionId, body, known, voice));
  }
  await insertOperations(tx, inspectionId, made, null);
}

export interface HeldOperation {
  readonly sent: SentOperation;
  readonly refusals: readonly Refusal[];
}

export async function insertHeld(tx: Tx, inspectionId: string, held: readonly HeldOperation[]): Promise<void> {
  if (held.length === 0) return;
  await tx.db
    .insertInto('field_held')
    .values(
      held.map(({ sent, refusals }) => ({
        bureau_id: tx.bureauId,
        operation_id: sent.operationId,
        inspection_id: inspectionId,
        device_id: sent.stamp.device,
        author: tx.actor.staffId,
        sent: JSON.stringify(sent),
        refusals: JSON.stringify(refusals),
        received_at: tx.now,
        standing: 'held' as const,
        decided_by: null,
        decided_at: null,
        reason: null,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function decideHeld(
  tx: Tx,
  operationIds: readonly string[],
  standing: 'admitted' | 'set-aside',
  reason: string,
): Promise<void> {
  await tx.db
    .updateTable('field_held')
    .set({ standing, decided_by: tx.actor.staffId, decided_at: tx.now, reason })
    .where('bureau_id', '=', tx.bureauId)
    .where('operation_id', 'in', operationIds)
    .where('standing', '=', 'held')
    .execute();
}

export interface NewDevice {
  readonly deviceId: string;
  readonly label: string;
  readonly publicKey: Buffer | null;
  readonly passkey: Passkey | null;
  readonly storeKey: Buffer;
}

/** False when the bureau has a device of that id. */
export async function insertDevice(tx: Tx, device: NewDevice): Promise<boolean> {
  const made = await tx.db
    .insertInto('field_device')
    .values({
      bureau_id: tx.bureauId,
      device_id: device.deviceId,
      staff_id: tx.actor.staffId,
      label: device.label,
      public_key: device.publicKey,
      passkey: device.passkey === null ? null : JSON.stringify(device.passkey),
      store_key: device.storeKey,
      registered_at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** False when it was revoked before, or is none. */
export async function revokeDevice(tx: Tx, deviceId: string, reason: string): Promise<boolean> {
  const changed = await tx.db
    .updateTable('field_device')
    .set({ revoked_at: tx.now, revoked_by: tx.actor.staffId, revoke_reason: reason })
    .where('bureau_id', '=', tx.bureauId)
    .where('device_id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
}

export async function insertFile(tx: Tx, inspectionId: string, file: KeptFile): Promise<void> {
  await tx.db
    .insertInto('field_file')
    .values({
      bureau_id: tx.bureauId,
      inspection_id: inspectionId,
      ...file,
      uploaded_by: tx.actor.staffId,
      confirmed_at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
