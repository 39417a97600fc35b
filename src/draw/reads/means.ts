/** Days, vehicles and devices that released draws have given, and who holds them now. @module */
import { sql } from 'kysely';
import { toSeconds } from '../../core/clock.ts';
import { knowingAll, type ReadTx } from '../../core/transact.ts';
import { listBookedDays } from '../../directory/reads/bookings.ts';
import { meansId, type BookingEntry } from '../rules/means.ts';
import type { PersonEntry } from '../rules/pool.ts';
import '../tables.ts';
import type { DrawConfig } from '../types.ts';
import type { VisitMeans } from '../types/means.ts';

/** Name of another draw that was frozen with the vehicles and devices and is neither released nor void. */
export async function heldBy(tx: ReadTx, drawId: string | undefined): Promise<string | undefined> {
  let others = tx.db
    .selectFrom('draw_means_turn as t')
    .innerJoin('draw as d', (join) =>
      join.onRef('d.bureau_id', '=', 't.bureau_id').onRef('d.draw_id', '=', 't.draw_id'),
    )
    .select('d.name')
    .where('t.bureau_id', '=', tx.bureauId)
    .where('d.state', '<>', 'released')
    .where('d.voided_at', 'is', null);
  if (drawId !== undefined) others = others.where('d.draw_id', '<>', drawId);
  return (await others.executeTakeFirst())?.name;
}

/** Everyone and everything with a task or a booking on one of the planned days, each once a day, ascending by id and day. */
export async function bookingsFor(
  tx: ReadTx,
  { inspectFrom, inspectTo }: Pick<DrawConfig, 'inspectFrom' | 'inspectTo'>,
  { officers, experts }: { readonly officers: readonly PersonEntry[]; readonly experts: readonly PersonEntry[] },
): Promise<readonly BookingEntry[]> {
  const { rows } = await sql<{ id: string; day: string; since: string }>`
    SELECT s.person_id AS id, v.day::text AS day, r.at AS since
    FROM draw_visit v
    JOIN draw_seat s USING (bureau_id, draw_id, enterprise) JOIN draw_result r USING (bureau_id, draw_id)
    WHERE v.bureau_id = ${tx.bureauId} AND v.day BETWEEN ${inspectFrom} AND ${inspectTo}
    UNION ALL
    SELECT u.vehicle_id, u.day::text, r.at FROM draw_vehicle_use u JOIN draw_result r USING (bureau_id, draw_id)
    WHERE u.bureau_id = ${tx.bureauId} AND u.day BETWEEN ${inspectFrom} AND ${inspectTo}
    UNION ALL
    SELECT u.equipment_id, u.day::text, r.at FROM draw_device_use u JOIN draw_result r USING (bureau_id, draw_id)
    WHERE u.bureau_id = ${tx.bureauId} AND u.day BETWEEN ${inspectFrom} AND ${inspectTo}`.execute(tx.db);
  const byHand = (await listBookedDays(tx, inspectFrom, inspectTo)).map(({ subjectId, day, bookedAt }) => ({
    id: subjectId,
    day,
    since: bookedAt,
  }));
  const people = new Map([...officers, ...experts].map(({ personId, id }) => [personId, id]));
  const found = new Map<string, BookingEntry>();
  for (const { id, day, since } of [...rows, ...byHand]) {
    const known = people.get(id) ?? meansId(id);
    found.set(`${known}|${day}`, { id: known, day, since: toSeconds(since) });
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, booking]) => booking);
}

type Vehicle = VisitMeans['vehicles'][number];
type Device = VisitMeans['devices'][number];

/** Vehicles of a draw's frozen list as the directory knows them, by public id. */
export async function readVehicles(tx: ReadTx, drawId: string): Promise<ReadonlyMap<string, Vehicle>> {
  const rows = await tx.db
    .selectFrom('draw_vehicle as d')
    .innerJoin('vehicle as v', (join) =>
      join.onRef('v.bureau_id', '=', 'd.bureau_id').onRef('v.vehicle_id', '=', 'd.vehicle_id'),
    )
    .select(['d.id', 'v.plate', 'v.seats'])
    .where('d.bureau_id', '=', tx.bureauId)
    .where('d.draw_id', '=', drawId)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Devices of a draw's frozen list as the directory knows them, by public id. */
export async function readDevices(tx: ReadTx, drawId: string): Promise<ReadonlyMap<string, Device>> {
  const rows = await tx.db
    .selectFrom('draw_device as d')
    .innerJoin('equipment as e', (join) =>
      join.onRef('e.bureau_id', '=', 'd.bureau_id').onRef('e.equipment_id', '=', 'd.equipment_id'),
    )
    .select(['d.id', 'e.serial', 'e.kind', 'e.model'])
    .where('d.bureau_id', '=', tx.bureauId)
    .where('d.draw_id', '=', drawId)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Day, vehicles and devices of one visit of a released draw, for whoever may see the visit; undefined when it has no day. */
export async function findVisitMeans(tx: ReadTx, drawId: string, enterprise: string): Promise<VisitMeans | undefined> {
  return knowingAll(tx, () => meansKnowing(tx, drawId, enterprise));
}

async function meansKnowing(tx: ReadTx, drawId: string, enterprise: string): Promise<VisitMeans | undefined> {
  const visit = await tx.db
    .selectFrom('draw_visit')
    .select(['day', 'outing'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('enterprise', '=', enterprise)
    .executeTakeFirst();
  if (visit === undefined) return undefined;
  const { rows: vehicles } = await sql<Vehicle>`
    SELECT upper(u.vehicle_id::text) AS id, v.plate, v.seats
    FROM draw_vehicle_use u JOIN vehicle v USING (bureau_id, vehicle_id)
    WHERE u.bureau_id = ${tx.bureauId} AND u.draw_id = ${drawId} AND u.outing = ${visit.outing}
    ORDER BY u.place`.execute(tx.db);
  const { rows: devices } = await sql<Device>`
    SELECT upper(u.equipment_id::text) AS id, e.serial, e.kind, e.model
    FROM draw_device_use u JOIN equipment e USING (bureau_id, equipment_id)
    WHERE u.bureau_id = ${tx.bureauId} AND u.draw_id = ${drawId} AND u.enterprise = ${enterprise}
    ORDER BY u.place`.execute(tx.db);
  return { day: visit.day, vehicles, devices };
}
