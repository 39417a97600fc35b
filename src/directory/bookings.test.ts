import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { inBureau } from '../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { bookSubject, cancelBooking } from './actions/booking.ts';
import { saveEquipment, saveOfficer, saveVehicle } from './actions/save.ts';
import { directoryReadSpecs } from './routes.ts';
import { done, lastDeed, neighbour, office, refusalsOf, sampleOfficer, valueOf } from './sample.testing.ts';
import { NO_LATER_MODULES } from './types/later.ts';

const book = bookSubject(NO_LATER_MODULES);
const keeper = actorOf(['equipment-keeper'], 'keeper');
const officer = actorOf(['officer'], 'officer');
let runtime: TestRuntime;
let vehicle: string;
let detector: string;
let person: string;

beforeEach(async () => {
  runtime = await testRuntime();
  const created = { target: null, reason: '新增' };
  vehicle = (await done(runtime, saveVehicle, { ...created, content: { plate: '津A12345', seats: 5 } }, keeper))
    .recordId;
  const device = { serial: 'QT-2', kind: 'gas-detector', calibrationDueOn: '2026-03-31' };
  detector = (await done(runtime, saveEquipment, { ...created, content: device }, keeper)).recordId;
  const content = sampleOfficer({ certificateExpiresOn: '2026-03-20' });
  person = (await done(runtime, saveOfficer, { ...created, content })).recordId;
});
afterEach(() => runtime.close());

function days(fromOn: string, untilOn: string, more: object = {}): object {
  return {
    subjectType: 'vehicle',
    subjectId: vehicle,
    fromOn,
    untilOn,
    use: 'task',
    purpose: '瑞恒公司现场检查',
    ...more,
  };
}

describe('directory.book', () => {
  test('a vehicle is booked once a day, whatever the order of the days', async () => {
    await done(runtime, book, days('2026-03-10', '2026-03-12'), keeper);
    expect(await lastDeed(runtime)).toMatchObject({ kind: 'directory.book' });
    for (const [from, until] of [
      ['2026-03-12', '2026-03-12'],
      ['2026-03-01', '2026-03-10'],
      ['2026-03-01', '2026-03-31'],
      ['2026-03-11', '2026-03-11'],
    ] as const)
      expect(await refusalsOf(runtime, book, days(from, until), keeper), from).toEqual(['booking-overlaps']);
    await done(runtime, book, days('2026-03-13', '2026-03-13'), keeper);
  });

  test('of two at once one gets the vehicle', async () => {
    const results = await Promise.all(
      [1, 2, 3].map(() => refusalsOf(runtime, book, days('2026-03-10', '2026-03-10'), keeper)),
    );
    expect(results.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect(results.flat()).toEqual(['booking-overlaps', 'booking-overlaps']);
  });

  test('the database itself refuses the second booking of a day', async () => {
    await done(runtime, book, days('2026-03-10', '2026-03-12'), keeper);
    const again = inBureau(runtime, 1, ({ db }) =>
      sql`INSERT INTO booking SELECT bureau_id, gen_random_uuid(), subject_type, subject_id, until_on, until_on + 5, use, purpose,
        booked_by, booked_at, NULL, NULL FROM booking`.execute(db),
    );
    await expect(again).rejects.toThrow('booking_once');
  });

  test('a device past its calibration carries no task, with the reason; it can be sent to be calibrated', async () => {
    const device = { subjectType: 'equipment', subjectId: detector };
    expect(await refusalsOf(runtime, book, days('2026-03-30', '2026-04-01', device), keeper)).toEqual([
      'calibration-expired',
    ]);
    await done(runtime, book, days('2026-03-30', '2026-03-31', device), keeper);
    await done(runtime, book, days('2026-04-01', '2026-04-10', { ...device, use: 'calibration' }), keeper);
  });

  test('an officer whose certificate has run out by then gets no task; he books his own leave, nobody else’s', async () => {
    const task = { subjectType: 'officer', subjectId: person };
    expect(await refusalsOf(runtime, book, days('2026-03-20', '2026-03-21', task))).toEqual(['certificate-expired']);
    const leave = { ...task, use: 'leave', purpose: '年休假' };
    await done(runtime, book, days('2026-03-20', '2026-03-24', leave), officer);
    const stranger = actorOf(['officer'], 'stranger');
    expect(await refusalsOf(runtime, book, days('2026-03-25', '2026-03-25', leave), stranger)).toEqual([
      'booking-of-another',
    ]);
    expect(await refusalsOf(runtime, book, days('2026-03-25', '2026-03-25'), officer)).toEqual(['booking-of-another']);
  });

  test('is refused with days turned round, for more than a year, without a purpose, in repair, and from another bureau', async () => {
    expect(await refusalsOf(runtime, book, days('2026-03-12', '2026-03-10'), keeper)).toEqual(['days-reversed']);
    expect(await refusalsOf(runtime, book, days('2026-03-12', '2027-03-13'), keeper)).toEqual(['booking-too-long']);
    expect(await refusalsOf(runtime, book, days('2026-03-12', '2026-03-12', { purpose: ' ' }), keeper)).toEqual([
      'input-invalid',
    ]);
    expect(await refusalsOf(runtime, book, days('2026-03-12', '2026-03-12'), neighbour)).toEqual(['record-not-found']);
    const content = { plate: '津A12345', seats: 5, status: 'repair' };
    await done(runtime, saveVehicle, { target: { recordId: vehicle, version: 1 }, reason: '维修', content }, keeper);
    expect(await refusalsOf(runtime, book, days('2026-03-12', '2026-03-12'), keeper)).toEqual(['asset-not-available']);
  });

  test('what later modules have against it is told with the rest', async () => {
    const held = bookSubject({ bookingHolds: async () => [{ code: 'booking-held', facts: {} }] });
    expect(await refusalsOf(runtime, held, days('2026-03-12', '2026-03-12'), keeper)).toEqual(['booking-held']);
  });
});

describe('directory.cancel-booking', () => {
  test('gives the days free again, once; the record keeps both', async () => {
    const { bookingId } = await done(runtime, book, days('2026-03-10', '2026-03-12'), keeper);
    expect(await refusalsOf(runtime, cancelBooking, { bookingId }, neighbour)).toEqual(['booking-not-found']);
    expect(await refusalsOf(runtime, cancelBooking, { bookingId }, officer)).toEqual(['booking-of-another']);
    await done(runtime, cancelBooking, { bookingId }, keeper);
    expect(await refusalsOf(runtime, cancelBooking, { bookingId }, keeper)).toEqual(['booking-not-found']);
    await done(runtime, book, days('2026-03-11', '2026-03-11'), keeper);
    const spec = directoryReadSpecs.find(({ path }) => path.startsWith('/api/directory/bookings'));
    if (spec === undefined) throw new Error('no read of bookings');
    const query = { subjectType: 'vehicle', subjectId: vehicle };
    expect(valueOf(await answer(runtime, office, spec, query))).toMatchObject({
      rows: [
        { fromOn: '2026-03-11', cancelledAt: null },
        { fromOn: '2026-03-10', cancelledAt: expect.any(String) },
      ],
    });
  });
});
