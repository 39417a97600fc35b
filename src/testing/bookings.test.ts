/** The short form of `npm run battery -- bookings`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contestBookings } from './bookings.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

test('of many who book and give back at once nobody has a day twice, and nobody is refused a free one', async () => {
  const figures = await contestBookings(runtime, { from: 0, count: 320 });
  expect(figures.wrong).toEqual([]);
  expect(Math.min(figures.booked, figures.refused, figures.givenBack)).toBeGreaterThan(20);
});
