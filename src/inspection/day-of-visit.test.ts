import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inBureau } from '../core/transact.ts';
import { bookSubject, cancelBooking } from '../directory/actions/booking.ts';
import type { BookInput } from '../directory/types/bookings.ts';
import { NO_LATER_MODULES } from '../directory/types/later.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { DAY, openScene, samplePlan, type Scene } from './scene.testing.ts';
import { carry, draftPlan } from './steps.testing.ts';
import { codes } from '../testing/refusal-codes.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

describe('the day of the visit', () => {
  test('is refused when a certificate of the team has run out by then, or one of the team is on leave', async () => {
    const team = await carry(scene, scene.take(), 'read');
    const { inspectionId, lead, officerIds } = team;
    const plan = await samplePlan(scene, team);
    const officer = (values: object): Promise<unknown> =>
      inBureau(scene.runtime, 1, ({ db }) =>
        db.updateTable('officer').set(values).where('officer_id', '=', officerIds[1]).execute(),
      );
    await officer({ certificate_expires_on: DAY });
    const dayAfter = { ...plan, inspectOn: '2026-03-13' };
    expect(codes(await act(scene.runtime, lead, draftPlan, { inspectionId, plan: dayAfter, planHash: null }))).toEqual([
      'certificate-expired',
    ]);
    await officer({ certificate_expires_on: '2028-12-31' });
    const leave: BookInput = {
      subjectType: 'officer',
      subjectId: officerIds[1],
      fromOn: '2026-03-13',
      untilOn: '2026-03-14',
      use: 'leave',
      purpose: '年休假',
    };
    const book = bookSubject(NO_LATER_MODULES);
    const { bookingId } = await done(scene.runtime, actorOf(['group-office'], 'clerk'), book, leave);
    expect(codes(await act(scene.runtime, lead, draftPlan, { inspectionId, plan: dayAfter, planHash: null }))).toEqual([
      'inspection-member-booked',
    ]);
    await done(scene.runtime, actorOf(['group-office'], 'clerk'), cancelBooking, { bookingId });
    expect(codes(await act(scene.runtime, lead, draftPlan, { inspectionId, plan: dayAfter, planHash: null }))).toEqual(
      [],
    );
  });
});
