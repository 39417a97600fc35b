/** What draws have given of people, vehicles and devices, and hold, as the directories ask for it. @module */
import { sql, type RawBuilder } from 'kysely';
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { BookedType, BookInput, Booking } from '../../directory/types/bookings.ts';
import '../tables.ts';

interface DrawnDay {
  readonly day: string;
  readonly draw: string;
  readonly name: string;
}

/**
 * What stands against booking these days: a released draw has given them; or a draw that plans its inspections then is frozen
 * with what is booked. Of a sealed draw nothing is told but that it is under way: its whole period is closed for bookings.
 */
export async function bookingHolds(
  tx: ReadTx,
  { subjectType, subjectId, fromOn, untilOn }: BookInput,
): Promise<readonly Refusal[]> {
  const drawn = (await drawnDays(tx, subjectType, subjectId)).filter(({ day }) => fromOn <= day && day <= untilOn);
  const draws = await tx.db
    .selectFrom('draw')
    .select(['name', 'config'])
    .where('bureau_id', '=', tx.bureauId)
    .where('voided_at', 'is', null)
    .where('state', '<>', 'configuring')
    .where((where) =>
      where.or([
        where('state', '<>', 'released'),
        where.and([where('mode', '=', 'sealed'), where('opened_at', 'is', null)]),
      ]),
    )
    .execute();
  const holding = draws.filter(
    ({ config }) => config.means !== undefined && config.inspectFrom <= untilOn && config.inspectTo >= fromOn,
  );
  return [
    ...drawn.map(({ day, name }) => ({ code: 'booking-drawn', facts: { day, name } })),
    ...holding.map(({ name, config }) => ({
      code: 'booking-held',
      facts: { name, from: config.inspectFrom, until: config.inspectTo },
    })),
  ];
}

/** Days that released draws have given, the latest first. */
export async function drawnUses(tx: ReadTx, type: BookedType, subjectId: string): Promise<readonly Booking[]> {
  return (await drawnDays(tx, type, subjectId)).map(({ day, draw, name }) => ({
    bookingId: null,
    fromOn: day,
    untilOn: day,
    use: 'task' as const,
    purpose: name,
    byName: draw,
    cancelledAt: null,
  }));
}

async function drawnDays(tx: ReadTx, type: BookedType, subjectId: string): Promise<readonly DrawnDay[]> {
  const { rows } = await sql<DrawnDay>`
    SELECT DISTINCT u.day::text AS day, d.public_id AS draw, d.name
    FROM (${usesOf(tx.bureauId, type, subjectId)}) u JOIN draw d ON d.bureau_id = ${tx.bureauId} AND d.draw_id = u.draw_id
    WHERE d.voided_at IS NULL ORDER BY day DESC LIMIT 200`.execute(tx.db);
  return rows;
}

function usesOf(bureauId: number, type: BookedType, subjectId: string): RawBuilder<unknown> {
  switch (type) {
    case 'vehicle':
      return sql`SELECT draw_id, day FROM draw_vehicle_use WHERE bureau_id = ${bureauId} AND vehicle_id = ${subjectId}`;
    case 'equipment':
      return sql`SELECT draw_id, day FROM draw_device_use WHERE bureau_id = ${bureauId} AND equipment_id = ${subjectId}`;
    case 'officer':
    case 'expert':
      return sql`SELECT s.draw_id, v.day FROM draw_seat s JOIN draw_visit v USING (bureau_id, draw_id, enterprise)
        WHERE s.bureau_id = ${bureauId} AND s.person_id = ${subjectId} AND s.kind = ${type}`;
  }
}
