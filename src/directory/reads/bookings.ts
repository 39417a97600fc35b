/** 占用 as the database has it. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { staffNames } from '../../bureau/reads.ts';
import '../tables-beside.ts';
import type { Booking, BookingUse } from '../types/bookings.ts';

/**
 * Bookings and freezes take turns from here to the end of the transaction: what is booked after a roster was frozen with
 * vehicles and devices would meet them at the release.
 */
export async function lockBookings(tx: ReadTx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('sunlot.booking', ${tx.bureauId}))`.execute(tx.db);
}

/** One booking that stands, locked; undefined when it was cancelled or is not of this bureau. */
export async function lockBooking(
  tx: ReadTx,
  bookingId: string,
): Promise<{ readonly subject_type: string; readonly subject_id: string } | undefined> {
  return tx.db
    .selectFrom('booking')
    .select(['subject_type', 'subject_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where('booking_id', '=', bookingId)
    .where('cancelled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Standing bookings that share a day with these, the first first. */
export async function listOverlaps(
  tx: ReadTx,
  subjectId: string,
  fromOn: string,
  untilOn: string,
): Promise<readonly { readonly fromOn: string; readonly untilOn: string; readonly purpose: string }[]> {
  return tx.db
    .selectFrom('booking')
    .select(['from_on as fromOn', 'until_on as untilOn', 'purpose'])
    .where('bureau_id', '=', tx.bureauId)
    .where('subject_id', '=', subjectId)
    .where('cancelled_at', 'is', null)
    .where('from_on', '<=', untilOn)
    .where('until_on', '>=', fromOn)
    .orderBy('from_on')
    .execute();
}

/** All bookings of one person or thing, cancelled ones too, the latest days first. */
export async function listBookingsOf(tx: ReadTx, subjectId: string): Promise<readonly Booking[]> {
  const rows = await tx.db
    .selectFrom('booking')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('subject_id', '=', subjectId)
    .orderBy('from_on', 'desc')
    .limit(200)
    .execute();
  const names = await staffNames(tx, [...new Set(rows.map(({ booked_by: by }) => by))]);
  return rows.map((row) => ({
    bookingId: row.booking_id,
    fromOn: row.from_on,
    untilOn: row.until_on,
    use: row.use,
    purpose: row.purpose,
    byName: names.get(row.booked_by) ?? row.booked_by,
    cancelledAt: row.cancelled_at,
  }));
}

/** Every day from `fromOn` to `untilOn` on which somebody or something is booked, with when it was booked. */
export async function listBookedDays(
  tx: ReadTx,
  fromOn: string,
  untilOn: string,
): Promise<readonly { readonly subjectId: string; readonly day: string; readonly bookedAt: string }[]> {
  const { rows } = await sql<{ subjectId: string; day: string; bookedAt: string }>`
    SELECT b.subject_id AS "subjectId", d::date::text AS day, b.booked_at AS "bookedAt" FROM booking b,
      generate_series(greatest(b.from_on, ${fromOn}::date), least(b.until_on, ${untilOn}::date), interval '1 day') d
    WHERE b.bureau_id = ${tx.bureauId} AND b.cancelled_at IS NULL`.execute(tx.db);
  return rows;
}

/** Of these people those who are booked on the day for something else than a task. */
export async function listAway(
  tx: ReadTx,
  subjectIds: readonly string[],
  day: string,
): Promise<readonly { readonly subjectId: string; readonly use: BookingUse }[]> {
  return tx.db
    .selectFrom('booking')
    .select(['subject_id as subjectId', 'use'])
    .where('bureau_id', '=', tx.bureauId)
    .where((where) => where(where.ref('subject_id'), '=', where.fn.any(where.val([...subjectIds]))))
    .where('cancelled_at', 'is', null)
    .where('use', '<>', 'task')
    .where('from_on', '<=', day)
    .where('until_on', '>=', day)
    .execute();
}
