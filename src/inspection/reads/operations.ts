/** What phones and desks have said in a visit. @module */
import { bureauCode } from '../../bureau/reads.ts';
import type { Selectable } from 'kysely';
import { readCalendar } from '../../calendar/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listEquipment } from '../../directory/reads/pools.ts';
import { isRecordOf, type VisitFacts } from '../rules/sync/record.ts';
import { mergeVisit, type MergedVisit } from '../rules/sync/merge.ts';
import type { JudgeFacts } from '../rules/sync/judge.ts';
import type { FieldDeviceTable, FieldHeldTable, FieldOperationTable } from '../tables.ts';
import { OperationBody, type Operation } from '../types/operation.ts';
import { checklistOf, findVisit, seatOf, type Visit } from './visits.ts';

/** The device of everything that is said at the desk: there the database itself keeps the order. */
export const DESK = '00000000-0000-0000-0000-000000000000';

/** Operations of a visit in the order they arrived, those after `heard` only. */
export async function listOperations(tx: ReadTx, inspectionId: string, heard = 0): Promise<Operation[]> {
  const rows = await tx.db
    .selectFrom('field_operation')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('number', '>', heard)
    .orderBy('number')
    .execute();
  return rows.map(toOperation);
}

function toOperation(row: Selectable<FieldOperationTable>): Operation {
  return {
    version: row.version,
    operationId: row.operation_id,
    inspectionId: row.inspection_id,
    stamp: { wall: row.wall, count: row.count, device: row.device_id },
    after: row.after,
    author: row.author,
    body: row.body,
  };
}

/** The number of the last operation that arrived; 0 when none has. */
export async function lastNumber(tx: ReadTx, inspectionId: string): Promise<number> {
  const row = await tx.db
    .selectFrom('field_operation')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .executeTakeFirstOrThrow();
  return (row.last as number | null) ?? 0;
}

/** Everything kept apart in a visit, by arrival. */
export async function listHeld(tx: ReadTx, inspectionId: string): Promise<Selectable<FieldHeldTable>[]> {
  return tx.db
    .selectFrom('field_held')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .orderBy('received_at')
    .orderBy('operation_id')
    .execute();
}

export async function findDevice(tx: ReadTx, deviceId: string): Promise<Selectable<FieldDeviceTable> | undefined> {
  return tx.db
    .selectFrom('field_device')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
}

/** Hashes of the files that are complete. */
export async function listFiles(tx: ReadTx, inspectionId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('field_file')
    .select('sha256')
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .orderBy('sha256')
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

/**
 * A file as a photo of the visit announced it, and whether it is here; undefined for those outside its team. Held
 * announcements count too: what was kept apart loses no picture.
 */
export async function findAnnounced(
  tx: ReadTx,
  inspectionId: string,
  sha256: string,
  staffId: string,
): Promise<{ bytes: number; type: string; isKept: boolean } | undefined> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined || seatOf(visit, staffId) === undefined) return undefined;
  const bodies: readonly { readonly kind: string }[] = [
    ...(await listOperations(tx, inspectionId)).map(({ body }) => body),
    ...(await listHeld(tx, inspectionId)).map(({ sent }) => sent.body),
  ];
  const photo = bodies
    .map((body) => OperationBody.safeParse(body).data)
    .find((body) => body?.kind === 'photo' && body.sha256 === sha256);
  if (photo?.kind !== 'photo') return undefined;
  return { bytes: photo.bytes, type: photo.type, isKept: (await listFiles(tx, inspectionId)).includes(sha256) };
}

/** What operations of the visit are judged by. */
export async function judgeFactsOf(tx: ReadTx, visit: Visit): Promise<JudgeFacts> {
  const code = await bureauCode(tx);
  return {
    inspectionId: visit.inspectionId,
    drawId: visit.drawId,
    bureau: code,
    enterprise: { name: visit.row.enterprise_name, creditCode: visit.row.credit_code },
    team: visit.team,
    checklist: await checklistOf(tx, visit),
    calendar: await readCalendar(tx),
    devices: await listEquipment(tx),
  };
}

/** The visit as all its operations have it. What the desk froze is a record: it was made from the tables themselves. */
export function mergedFrom(operations: readonly Operation[], visit: Visit, facts: VisitFacts): MergedVisit {
  const settled = visit.signedOn === null ? null : visit.recordHash;
  return mergeVisit(operations, {
    isRecord: (closing, made) => closing.stamp.device === DESK || isRecordOf(closing, made, facts),
    ...(settled === null ? {} : { settled }),
  });
}

/** The visit as everything said in it has it. */
export async function mergedVisitOf(tx: ReadTx, visit: Visit): Promise<MergedVisit> {
  return mergedFrom(await listOperations(tx, visit.inspectionId), visit, await judgeFactsOf(tx, visit));
}
