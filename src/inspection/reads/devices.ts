/** The phones of the officers, for those who look after them. @module */
import type { z } from 'zod';
import { staffNames } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { DeviceView } from '../types/field.ts';

/** Phones, newest first; of one account, or of all. */
export async function viewDevices(tx: ReadTx, staffId?: string): Promise<z.input<typeof DeviceView>[]> {
  let devices = tx.db.selectFrom('field_device').selectAll().where('bureau_id', '=', tx.bureauId);
  if (staffId !== undefined) devices = devices.where('staff_id', '=', staffId);
  const rows = await devices.orderBy('registered_at', 'desc').orderBy('device_id').execute();
  const names = await staffNames(
    tx,
    rows.map((row) => row.staff_id),
  );
  const last = await lastArrivals(tx);
  return rows.map((row) => ({
    deviceId: row.device_id,
    staffId: row.staff_id,
    name: names.get(row.staff_id) ?? row.staff_id,
    label: row.label,
    registeredAt: row.registered_at,
    lastAt: last.get(row.device_id) ?? null,
    key: row.passkey !== null ? 'passkey' : row.public_key !== null ? 'stored' : 'none',
    revokedAt: row.revoked_at,
    revokeReason: row.revoke_reason,
  }));
}

/** By device, when something last came from it. */
async function lastArrivals(tx: ReadTx): Promise<Map<string, string>> {
  const arrivals = tx.db
    .selectFrom('field_operation')
    .select(['device_id', 'received_at'])
    .where('bureau_id', '=', tx.bureauId)
    .unionAll(tx.db.selectFrom('field_held').select(['device_id', 'received_at']).where('bureau_id', '=', tx.bureauId));
  const rows = await tx.db
    .selectFrom(arrivals.as('arrival'))
    .select((eb) => ['device_id', eb.fn.max('received_at').as('last')])
    .groupBy('device_id')
    .execute();
  return new Map(rows.map((row) => [row.device_id, row.last]));
}
