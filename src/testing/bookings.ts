/** Vehicles booked and given back by many at once: no day twice, and nobody is refused a day that is free (reliability §2, G11). @module */
import { sql } from 'kysely';
import { addDays } from '../core/calendar/day.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau } from '../core/transact.ts';
import { bookSubject, cancelBooking } from '../directory/actions/booking.ts';
import { saveVehicle } from '../directory/actions/save.ts';
import { NO_LATER_MODULES } from '../directory/types/later.ts';
import { act, done } from './draw-ceremony.ts';
import { actorOf } from './runtime.ts';
import { diceOf, type Dice } from './workbook-dice.ts';

export interface BookingFigures {
  readonly attempts: number;
  readonly booked: number;
  readonly refused: number;
  readonly givenBack: number;
  /** Bookings that meet, refusals without a booking that they would have met, and what the database has otherwise. */
  readonly wrong: readonly string[];
}

interface Wish {
  readonly subjectId: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

interface Booked extends Wish {
  readonly bookingId: string;
}

const KEEPER = actorOf(['equipment-keeper'], 'keeper');
const VEHICLES = 12;
const TOGETHER = 16;
const FIRST_DAY = '2026-03-10';
const DAYS = 300;
const book = bookSubject(NO_LATER_MODULES);

/** Attempts `from` … `from + count − 1`, sixteen at once; one of six gives a booking back. */
export async function contestBookings(
  runtime: Runtime,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<BookingFigures> {
  const vehicles: string[] = [];
  for (let n = 0; n < VEHICLES; n += 1) {
    const input = { target: null, reason: '购置', content: { plate: `津A·B${from}${n}`, seats: 5 } };
    vehicles.push((await done(runtime, KEEPER, saveVehicle, input)).recordId);
  }
  const standing = new Map<string, Booked>();
  const wrong: string[] = [];
  const sums = { booked: 0, refused: 0, givenBack: 0 };
  for (let at = from; at < from + count; at += TOGETHER) {
    const before = [...standing.values()];
    const round = Array.from({ length: Math.min(TOGETHER, from + count - at) }, (_, n) => diceOf(`booking ${at + n}`));
    const taken: Booked[] = [];
    const refused: Wish[] = [];
    await Promise.all(
      round.map(async (dice) => {
        const back = before.length > 0 && dice.chance(1 / 6) ? dice.pick(before) : undefined;
        if (back === undefined) return wish(runtime, wishOf(dice, vehicles), taken, refused);
        await act(runtime, KEEPER, cancelBooking, { bookingId: back.bookingId });
        sums.givenBack += standing.delete(back.bookingId) ? 1 : 0;
      }),
    );
    for (const one of taken) {
      // What stood before and was given back meanwhile may have been met or not.
      const met = [...standing.values()].find((other) => meets(one, other));
      if (met !== undefined) wrong.push(`${JSON.stringify(one)} meets ${JSON.stringify(met)}`);
      standing.set(one.bookingId, one);
    }
    for (const one of refused)
      if (![...before, ...taken].some((other) => meets(one, other)))
        wrong.push(`${JSON.stringify(one)} was refused and is free`);
    sums.booked += taken.length;
    sums.refused += refused.length;
  }
  const stored = await storedIn(runtime, vehicles);
  if (stored.rows !== standing.size || stored.meeting > 0) wrong.push(`the database has ${JSON.stringify(stored)}`);
  return { attempts: count, ...sums, wrong };
}

async function wish(runtime: Runtime, wanted: Wish, taken: Booked[], refused: Wish[]): Promise<void> {
  const input = { ...wanted, subjectType: 'vehicle' as const, use: 'task' as const, purpose: '现场检查' };
  const answer = await act(runtime, KEEPER, book, input);
  if (answer.ok) taken.push({ ...wanted, bookingId: answer.value.bookingId });
  else if (answer.refusals.every(({ code }) => code === 'booking-overlaps')) refused.push(wanted);
  else throw new Error(JSON.stringify(answer.refusals));
}

function wishOf(dice: Dice, vehicles: readonly string[]): Wish {
  const fromOn = addDays(FIRST_DAY, dice.below(DAYS));
  return { subjectId: dice.pick(vehicles), fromOn, untilOn: addDays(fromOn, dice.below(4)) };
}

function meets(one: Wish, other: Wish): boolean {
  return one.subjectId === other.subjectId && one.fromOn <= other.untilOn && other.fromOn <= one.untilOn;
}

/** What stands of these vehicles, and pairs of it that meet. */
async function storedIn(runtime: Runtime, vehicles: readonly string[]): Promise<{ rows: number; meeting: number }> {
  return inBureau(runtime, 1, async ({ db }) => {
    const { rows } = await sql<{ rows: number; meeting: number }>`
      WITH standing AS (SELECT * FROM booking WHERE bureau_id = 1 AND cancelled_at IS NULL AND subject_id = ANY(${vehicles}::uuid[]))
      SELECT (SELECT count(*)::int FROM standing) AS rows,
        (SELECT count(*)::int FROM standing a JOIN standing b ON a.subject_id = b.subject_id AND a.booking_id < b.booking_id
          AND a.from_on <= b.until_on AND b.from_on <= a.until_on) AS meeting`.execute(db);
    return rows[0] ?? { rows: -1, meeting: -1 };
  });
}
