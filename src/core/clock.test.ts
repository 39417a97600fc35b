/** Days in China, also in the summers of 1986–1991, when its clocks were an hour ahead. The long form is `npm run battery -- clock`. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { midnights } from '../testing/midnights.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { dayOf, endOfDay } from './clock.ts';

describe('the day of an instant', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await testRuntime();
  });
  afterAll(() => runtime.close());

  test.each([
    ['1986-05-01', '1986-05-07'],
    ['1986-09-10', '1986-09-16'],
    ['1988-06-28', '1988-07-03'],
    ['1988-12-29', '1989-01-02'],
    ['1991-04-11', '1991-04-17'],
    ['1991-09-12', '1991-09-18'],
    ['2026-06-29', '2026-07-02'],
    ['2026-12-30', '2027-01-02'],
  ])('is the same for program and database from %s to %s', async (from, to) => {
    expect((await midnights(runtime, from, to)).length).toBeGreaterThan(20);
  });

  test('began an hour earlier in those summers', () => {
    expect(dayOf('1988-07-01T15:30:00Z')).toBe('1988-07-02');
    expect(dayOf('1988-01-01T15:30:00Z')).toBe('1988-01-01');
    expect(dayOf('2026-07-01T15:30:00Z')).toBe('2026-07-01');
    // The day on which the hour was taken has 23 of them.
    expect(Temporal.Instant.from(endOfDay('1986-05-03')).until(endOfDay('1986-05-04')).total('hours')).toBe(23);
  });
});
