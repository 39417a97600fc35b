import { describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { bookSubject } from '../directory/actions/booking.ts';
import { actorOf } from '../testing/runtime.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { bookingHolds, drawnUses } from './reads/bookings.ts';
import type { DrawConfig } from './types.ts';

const scene = useScene();
const keeper = actorOf(['equipment-keeper'], 'keeper');
const book = bookSubject({ bookingHolds });
const CONFIG: DrawConfig = sampleConfig({
  means: { days: 'drawn', visitsPerDay: 1, vehicleTrips: 6, deviceVisits: 1, explosionProof: [], devices: [] },
});

/** The district's vehicle, and one more. */
async function vehicles(): Promise<readonly [string, string]> {
  const second = newId();
  const first = await inBureau(scene.runtime, 1, async ({ db }) => {
    const own = await db.selectFrom('vehicle').selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto('vehicle')
      .values({ ...own, vehicle_id: second, plate: '津A00009' })
      .execute();
    return own.vehicle_id;
  });
  return [first, second];
}

async function bookVehicle(subjectId: string, fromOn: string, untilOn: string): Promise<string[]> {
  const input = { subjectType: 'vehicle', subjectId, fromOn, untilOn, use: 'task', purpose: '专项检查' };
  return codes(await execute(scene.runtime, keeper, book, crypto.randomUUID(), input));
}

async function usesOf(vehicleId: string): Promise<readonly string[]> {
  return (await read(scene.runtime, 1, (tx) => drawnUses(tx, 'vehicle', vehicleId))).map(({ fromOn }) => fromOn);
}

describe('bookings and draws', () => {
  test('a vehicle booked for the whole period is given to no visit; the other one takes them all', async () => {
    const [booked, free] = await vehicles();
    expect(await bookVehicle(booked, CONFIG.inspectFrom, CONFIG.inspectTo)).toEqual([]);
    await scene.to('released', CONFIG);
    expect(await usesOf(booked)).toEqual([]);
    expect((await usesOf(free)).length).toBeGreaterThan(0);
  });

  test('a day that a draw has given cannot be booked, with the name of the draw; the day after can', async () => {
    const [first, second] = await vehicles();
    await scene.to('released', CONFIG);
    const [used, days] =
      (await usesOf(first)).length > 0 ? [first, await usesOf(first)] : [second, await usesOf(second)];
    const last = days[0] ?? '';
    expect(await bookVehicle(used, last, last)).toEqual(['booking-drawn']);
    const after = Temporal.PlainDate.from(CONFIG.inspectTo).add({ days: 1 }).toString();
    expect(await bookVehicle(used, after, after)).toEqual([]);
  });

  test('while a draw is frozen with the vehicles nothing of its days can be booked; of other days it can', async () => {
    const [first] = await vehicles();
    await scene.to('frozen', CONFIG);
    expect(await bookVehicle(first, CONFIG.inspectTo, CONFIG.inspectTo)).toEqual(['booking-held']);
    const after = Temporal.PlainDate.from(CONFIG.inspectTo).add({ days: 1 }).toString();
    expect(await bookVehicle(first, after, after)).toEqual([]);
  });
});
