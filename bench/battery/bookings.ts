/**
 * Vehicles booked and given back by sixteen at once: no day twice, and nobody is refused a day that is free.
 *
 * `npm run battery -- bookings [--from n] [--count attempts]`
 * @module
 */
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { contestBookings } from '../../src/testing/bookings.ts';
import { partsOf, readRange } from '../range.ts';

/** A fleet of its own for each part: after some thousand attempts the days of one are full. */
const PART = 5_000;

const runtime = await benchRuntime();
const sums = { attempts: 0, booked: 0, refused: 0, givenBack: 0, wrong: 0 };
for (const part of partsOf(readRange(100_000), PART)) {
  const { wrong, ...figures } = await contestBookings(runtime, part);
  for (const each of wrong.slice(0, 5)) console.error(each);
  sums.attempts += figures.attempts;
  sums.booked += figures.booked;
  sums.refused += figures.refused;
  sums.givenBack += figures.givenBack;
  sums.wrong += wrong.length;
}
await runtime.close();

console.log(JSON.stringify({ battery: 'bookings', ...sums }));
if (sums.wrong > 0 || sums.booked === 0 || sums.refused === 0) process.exitCode = 1;
