/** Booking a person, a vehicle or a device for some days, and giving the days free again. @module */
import { z } from 'zod';
import { defineDeed, type DeedSpec } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { directoryDeeds } from '../deeds.ts';
import { listOverlaps, lockBooking, lockBookings } from '../reads/bookings.ts';
import { findRecord } from '../reads/records.ts';
import { barsOfFields } from '../reads/views.ts';
import { nameOf, rowFields, type RowJson } from '../rows.ts';
import { bookerRefusals, bookingRefusals } from '../rules/bookings.ts';
import { BOOKED_TYPES, BookInput, type BookedType } from '../types/bookings.ts';
import type { LaterModules } from '../types/later.ts';
import { codesOf } from '../types/vocabulary.ts';
import { insertBooking, setBookingCancelled } from '../writes/bookings.ts';

const Booked = z.object({ bookingId: z.uuid() });

/** 登记占用: no day twice, nothing past its calibration or certificate, nothing that a draw has given or is about to. */
export function bookSubject(later: Pick<LaterModules, 'bookingHolds'>): DeedSpec<typeof BookInput, typeof Booked> {
  return defineDeed({
    kind: 'directory.book',
    rule: directoryDeeds['directory.book'],
    input: BookInput,
    output: Booked,
    run: async (tx, input, runtime) => {
      const { subjectType: kind, subjectId, fromOn, untilOn } = input;
      await lockBookings(tx);
      const row = await findRecord(tx, kind, subjectId);
      if (row === undefined) return refuse([{ code: 'record-not-found', facts: { kind } }]);
      const fields = rowFields(runtime.fieldCipher, tx.bureauId, subjectId, row);
      const overlaps = await listOverlaps(tx, subjectId, fromOn, untilOn);
      const refusals: Refusal[] = [
        ...bookerRefusals(tx.actor.roles, kind, isOwn(tx, row)),
        ...bookingRefusals(input, barsOfFields(kind, fields, untilOn)),
        ...overlaps.map((other) => ({ code: 'booking-overlaps', facts: { name: nameOf(kind, fields), ...other } })),
        ...(await later.bookingHolds(tx, input)),
      ];
      if (refusals.length > 0) return refuse(refusals);
      const bookingId = tx.newId();
      if (!(await insertBooking(tx, bookingId, input))) return refuse([{ code: 'booking-overlaps' }]);
      const facts = { [kind]: subjectId, from: fromOn, until: untilOn, use: input.use };
      tx.record({ kind: 'directory.book', subject: `booking/${bookingId}`, facts });
      return ok({ bookingId });
    },
  });
}

export const cancelBooking = defineDeed({
  kind: 'directory.cancel-booking',
  rule: directoryDeeds['directory.cancel-booking'],
  input: z.object({ bookingId: z.uuid() }),
  output: z.object({}),
  run: async (tx, { bookingId }) => {
    const booking = await lockBooking(tx, bookingId);
    const kind = codesOf(BOOKED_TYPES).find((type: BookedType) => type === booking?.subject_type);
    if (booking === undefined || kind === undefined) return refuse([{ code: 'booking-not-found' }]);
    const row = await findRecord(tx, kind, booking.subject_id);
    const refusals = bookerRefusals(tx.actor.roles, kind, row !== undefined && isOwn(tx, row));
    if (refusals.length > 0) return refuse(refusals);
    await setBookingCancelled(tx, bookingId);
    tx.record({
      kind: 'directory.cancel-booking',
      subject: `booking/${bookingId}`,
      facts: { [kind]: booking.subject_id },
    });
    return ok({});
  },
});

function isOwn(tx: Tx, row: RowJson): boolean {
  return row['staff_id'] === tx.actor.staffId;
}
