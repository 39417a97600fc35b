/** Who holds vehicles and devices, and what a released draw uses of them when. @module */
import { sql } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import type { DeviceUse, VehicleUse, VisitDay } from '../rules/uses.ts';
import '../tables.ts';

/** Takes the vehicles and devices for a draw; false while another one that is neither released nor void has them. */
export async function takeMeans(tx: Tx, drawId: string): Promise<boolean> {
  const { rows } = await sql<{ draw_id: string }>`
    INSERT INTO draw_means_turn AS t (bureau_id, draw_id) VALUES (${tx.bureauId}, ${drawId})
    ON CONFLICT (bureau_id) DO UPDATE SET draw_id = excluded.draw_id
      WHERE EXISTS (SELECT 1 FROM draw d WHERE d.bureau_id = t.bureau_id AND d.draw_id = t.draw_id
        AND (d.state = 'released' OR d.voided_at IS NOT NULL))
    RETURNING t.draw_id`.execute(tx.db);
  return rows.length === 1;
}

/** Stores what the visits of a released draw use. A vehicle or device that has its trip on that day already throws. */
export async function insertUses(
  tx: Tx,
  drawId: string,
  visits: readonly VisitDay[],
  vehicles: readonly VehicleUse[],
  devices: readonly DeviceUse[],
  knownTo: string[] | null,
): Promise<void> {
  const key = { bureau_id: tx.bureauId, draw_id: drawId, known_to: knownTo };
  if (visits.length > 0)
    await tx.db
      .insertInto('draw_visit')
      .values(visits.map((visit) => ({ ...key, ...visit })))
      .execute();
  if (vehicles.length > 0) {
    const rows = vehicles.map(({ vehicleId, ...use }) => ({ ...key, ...use, vehicle_id: vehicleId }));
    await tx.db.insertInto('draw_vehicle_use').values(rows).execute();
  }
  if (devices.length === 0) return;
  const due = await tx.db
    .selectFrom('equipment')
    .select(['equipment_id', 'calibration_due_on'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  const dueOf = new Map(due.map((row) => [row.equipment_id, row.calibration_due_on]));
  const rows = devices.map(({ deviceId, ...use }) => ({
    ...key,
    ...use,
    equipment_id: deviceId,
    calibration_due_on: dueOf.get(deviceId) ?? null,
  }));
  await tx.db.insertInto('draw_device_use').values(rows).execute();
}
