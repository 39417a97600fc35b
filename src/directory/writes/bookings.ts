/** INSERT and UPDATE of bookings. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables-beside.ts';
import type { BookInput } from '../types/bookings.ts';

/** False when another booking has one of the days; then the transaction can only roll back. */
export async function insertBooking(tx: Tx, bookingId: string, input: BookInput): Promise<boolean> {
  const { subjectType, subjectId, fromOn, untilOn, use, purpose } = input;
  const insert = tx.db.insertInto('booking').values({
    bureau_id: tx.bureauId,
    booking_id: bookingId,
    subject_type: subjectType,
    subject_id: subjectId,
    from_on: fromOn,
    until_on: untilOn,
    use,
    purpose,
    booked_by: tx.actor.staffId,
    booked_at: tx.now,
    cancelled_by: null,
    cancelled_at: null,
  });
  return insert.execute().then(() => true, overlapsOrThrow);
}

function overlapsOrThrow(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === '23P01') return false;
  throw error;
}

/** The caller has locked it. */
export async function setBookingCancelled(tx: Tx, bookingId: string): Promise<void> {
  await tx.db
    .updateTable('booking')
    .set({ cancelled_by: tx.actor.staffId, cancelled_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('booking_id', '=', bookingId)
    .execute();
}
