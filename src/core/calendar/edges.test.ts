/** Where days, calendars and deadlines begin and end, and what they say of what is none. */
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, instantOf, isDay } from './day.ts';
import { deadline } from './deadline.ts';
import { NATIONAL_HOLIDAYS } from './holidays/national.ts';
import { NATIONAL_CALENDAR as calendar } from './national.ts';
import { addWorkdays, isProvisional, workCalendar } from './work-calendar.ts';

describe('a day', () => {
  test('has a year of four digits', () => {
    expect(isDay('12026-02-28')).toBe(false);
  });
  test('that does not exist is named', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('not a day: 2026-02-30');
    expect(() => addMonths('2026-02-30', 1)).toThrow('not a day: 2026-02-30');
  });
  test('the instant of POSIX seconds is written without parts of one', () => {
    expect(instantOf(1_767_574_800)).toBe('2026-01-05T01:00:00Z');
    expect(instantOf(0.9)).toBe('1970-01-01T00:00:00Z');
  });
});

describe('a calendar', () => {
  test('covers its first day and its last', () => {
    expect(['2015-12-31', '2016-01-01', '2026-12-31', '2027-01-01'].map((day) => isProvisional(day, calendar))).toEqual(
      [true, false, false, true],
    );
  });
  test('takes its years in any order, and at least one', () => {
    const turned = workCalendar('x', NATIONAL_HOLIDAYS.toReversed());
    expect([turned.coveredFrom, turned.coveredTo]).toEqual([calendar.coveredFrom, calendar.coveredTo]);
    expect(turned.off).toEqual(calendar.off);
    expect(() => workCalendar('x', [])).toThrow('a calendar needs at least one year');
  });
  test('counts workdays whole', () => {
    expect(addWorkdays('2026-03-02', 0, calendar)).toBe('2026-03-02');
    expect(() => addWorkdays('2026-03-02', 1.5, calendar)).toThrow('workdays are counted whole, got 1.5');
  });
});

describe('a deadline', () => {
  test('of hours needs no calendar, and is never provisional', () => {
    expect(deadline({ start: '2027-02-16T09:30:00+08:00', n: 24, unit: 'hour' }, calendar)).toEqual({
      due: '2027-02-17T01:30:00.000Z',
      provisional: false,
      calendarVersion: calendar.version,
      paused: 0,
    });
  });
  test('that begins before the known years and ends in them is provisional', () => {
    const workdays = deadline({ start: '2015-12-30', n: 5, unit: 'workday' }, calendar);
    expect(workdays).toMatchObject({ due: '2016-01-07', provisional: true });
    expect(deadline({ start: '2026-12-28', n: 7, unit: 'workday', rollover: false }, calendar).provisional).toBe(true);
  });
  test('is counted from an instant or a day, and by a whole number', () => {
    expect(() => deadline({ start: '2026-03-02', n: -1, unit: 'day' }, calendar)).toThrow(
      'a period is whole and not negative, got -1',
    );
    for (const start of ['2026-03-02', '2026-03-02T01:00:00', '2026-03-02T01:00:00Z?', '2026-13-02T01:00:00Z'])
      expect(() => deadline({ start, n: 1, unit: 'hour' }, calendar)).toThrow(`not an instant: ${start}`);
  });
});
