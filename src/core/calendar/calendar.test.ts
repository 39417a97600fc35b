import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, fromDayNumber, isDay, isWeekend } from './day.ts';
import { deadline } from './deadline.ts';
import { NATIONAL_HOLIDAYS } from './holidays/national.ts';
import { NATIONAL_CALENDAR as calendar } from './national.ts';
import {
  addWorkdays,
  holidayName,
  isProvisional,
  isWorkday,
  nextWorkday,
  workCalendar,
  workdaysBetween,
  workdaysLeft,
} from './work-calendar.ts';

const anyDay = fc.integer({ min: 17_000, max: 20_500 }).map(fromDayNumber);

describe('a day', () => {
  test.each(['2026-02-28', '2024-02-29', '1900-03-01', '2000-02-29'])('%s exists', (day) => {
    expect(isDay(day)).toBe(true);
  });
  test.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-2-3', '1900-02-29', '', '2026-02-28T00:00'])(
    '%s does not',
    (day) => {
      expect(isDay(day)).toBe(false);
    },
  );
  test('that does not exist is a bug, never rolled over', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError);
  });
  test('months keep the date and clamp to the end of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-11-15', 2)).toBe('2027-01-15');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
  test('weekends are Saturday and Sunday, also before 1970', () => {
    expect(['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-16'].map(isWeekend)).toEqual([false, true, true, false]);
    expect(isWeekend('1969-12-28')).toBe(true);
    expect(isWeekend('1969-12-29')).toBe(false);
  });
  test('adding and counting days agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });
});

describe('the work calendar', () => {
  test.each([
    [2017, 249],
    [2018, 250],
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i workdays', (year, workdays) => {
    expect(workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`, calendar)).toBe(workdays);
  });
  test.each([
    [2019, 188],
    [2024, 189],
    [2025, 187],
    [2026, 186],
  ])('January to September %i has %i workdays', (year, workdays) => {
    expect(workdaysBetween(`${year - 1}-12-31`, `${year}-09-30`, calendar)).toBe(workdays);
  });
  test('2026 follows its notice day by day', () => {
    expect(weekdaysOff(2026)).toEqual(
      [
        '01-01..01-02',
        '02-16..02-20',
        '02-23..02-23',
        '04-06..04-06',
        '05-01..05-01',
        '05-04..05-05',
        '06-19..06-19',
        '09-25..09-25',
        '10-01..10-02',
        '10-05..10-07',
      ].flatMap(spread),
    );
    expect([...calendar.work.keys()].filter((day) => day.startsWith('2026'))).toEqual(
      ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'].map((day) => `2026-${day}`),
    );
  });
  test('a make-up day is a workday although it is a weekend, and says for which holiday', () => {
    expect(isWorkday('2026-02-14', calendar)).toBe(true);
    expect(holidayName('2026-02-14', calendar)).toBe('春节');
    expect(holidayName('2026-02-17', calendar)).toBe('春节');
    expect(holidayName('2026-03-03', calendar)).toBeUndefined();
  });
  test('every make-up day is a weekend (but 2020-02-03, named by the second notice of 2020), and none is also off', () => {
    expect([...calendar.work.keys()].filter((day) => !isWeekend(day))).toEqual(['2020-02-03']);
    expect([...calendar.work.keys()].filter((day) => calendar.off.has(day))).toEqual([]);
  });
  test('2027 knows weekends only and is provisional', () => {
    expect(isWorkday('2027-01-01', calendar)).toBe(true);
    expect(isWorkday('2027-01-02', calendar)).toBe(false);
    expect(isProvisional('2027-01-01', calendar)).toBe(true);
    expect(isProvisional('2026-12-31', calendar)).toBe(false);
    expect(isProvisional('2015-12-31', calendar)).toBe(true);
  });
  test('a second notice within the year is another version; the first stays what it was', () => {
    const before = workCalendar(
      'before-2019-03-22',
      NATIONAL_HOLIDAYS.map((year) =>
        year.year === 2019
          ? {
              ...year,
              off: year.off.map(([name, from, to]) =>
                name === '劳动节' ? ([name, '2019-05-01', '2019-05-01'] as const) : ([name, from, to] as const),
              ),
              work: year.work.filter(([name]) => name !== '劳动节'),
            }
          : year,
      ),
    );
    expect(addWorkdays('2019-04-26', 7, before)).toBe('2019-05-08');
    expect(isWorkday('2019-05-02', before)).toBe(true);
    expect(isWorkday('2019-05-02', calendar)).toBe(false);
    expect(deadline({ unit: 'workday', n: 3, start: '2019-04-29' }, before)).toEqual({
      due: '2019-05-03',
      provisional: false,
      calendarVersion: 'before-2019-03-22',
      paused: 0,
    });
    expect(deadline({ unit: 'workday', n: 3, start: '2019-04-29' }, calendar).due).toBe('2019-05-06');
  });
  test('a calendar with a hole or a year twice is a bug', () => {
    const [first, second, third] = NATIONAL_HOLIDAYS;
    expect(() =>
      workCalendar(
        'x',
        [first, third].flatMap((year) => year ?? []),
      ),
    ).toThrow('consecutive');
    expect(() =>
      workCalendar(
        'x',
        [first, first, second].flatMap((year) => year ?? []),
      ),
    ).toThrow('consecutive');
    expect(() => workCalendar('x', [])).toThrow(RangeError);
  });
  test('counting workdays undoes adding them, forwards and backwards', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 200 }), (day, count) => {
        const later = addWorkdays(day, count, calendar);
        expect(isWorkday(later, calendar)).toBe(true);
        expect(workdaysBetween(day, later, calendar)).toBe(count);
        const earlier = addWorkdays(day, -count, calendar);
        expect(workdaysBetween(earlier, day, calendar)).toBe(count - (isWorkday(day, calendar) ? 0 : 1));
      }),
    );
  });
  test('the next workday of a workday is itself', () => {
    expect(nextWorkday('2026-02-13', calendar)).toBe('2026-02-13');
    expect(nextWorkday('2026-02-15', calendar)).toBe('2026-02-24');
  });
});

describe('a deadline', () => {
  test.each([
    ['2019-04-09', 20, 'workday', '2019-05-08'],
    ['2019-04-26', 7, 'workday', '2019-05-08'],
    ['2019-09-27', 7, 'workday', '2019-10-12'],
    ['2025-01-24', 5, 'workday', '2025-02-07'],
    ['2025-09-26', 7, 'workday', '2025-10-13'],
    ['2026-02-13', 5, 'workday', '2026-02-27'],
    ['2026-02-13', 20, 'workday', '2026-03-19'],
    ['2026-04-29', 3, 'workday', '2026-05-07'],
    ['2026-09-16', 7, 'workday', '2026-09-24'],
    ['2026-02-02', 15, 'day', '2026-02-24'],
    ['2026-07-03', 90, 'day', '2026-10-08'],
    ['2026-04-02', 30, 'day', '2026-05-06'],
    ['2026-03-31', 6, 'month', '2026-09-30'],
  ] as const)('from %s, %i %s: %s', (start, n, unit, due) => {
    expect(deadline({ start, n, unit }, calendar)).toEqual({
      due,
      provisional: false,
      calendarVersion: calendar.version,
      paused: 0,
    });
  });
  test('from 2026-08-31, 6 months: 2027-03-01, provisional', () => {
    expect(deadline({ start: '2026-08-31', n: 6, unit: 'month' }, calendar)).toMatchObject({
      due: '2027-03-01',
      provisional: true,
    });
  });
  test('that does not roll over ends on the rest day, and needs no calendar', () => {
    expect(deadline({ start: '2026-02-02', n: 15, unit: 'day', rollover: false }, calendar).due).toBe('2026-02-17');
    expect(deadline({ start: '2026-12-30', n: 15, unit: 'day', rollover: false }, calendar).provisional).toBe(false);
  });
  test('in workdays past the known years is provisional', () => {
    expect(deadline({ start: '2026-12-28', n: 7, unit: 'workday' }, calendar)).toMatchObject({
      due: '2027-01-06',
      provisional: true,
    });
  });
  test.each([
    [
      'thirty days without two weeks of testing',
      '2026-03-02',
      30,
      'day',
      [['2026-03-07', '2026-03-20']],
      '2026-04-15',
      14,
    ],
    [
      'no day twice, where pauses overlap',
      '2026-03-02',
      30,
      'day',
      [
        ['2026-03-07', '2026-03-15'],
        ['2026-03-10', '2026-03-20'],
      ],
      '2026-04-15',
      14,
    ],
    [
      'only what lies between start and end',
      '2026-03-02',
      30,
      'day',
      [
        ['2026-02-01', '2026-03-02'],
        ['2026-04-02', '2026-05-01'],
      ],
      '2026-04-01',
      0,
    ],
    [
      'a last day within the pause moves behind it, and behind the holiday',
      '2026-03-02',
      30,
      'day',
      [['2026-04-01', '2026-04-03']],
      '2026-04-07',
      3,
    ],
    [
      'a last day that a Sunday moves into the pause as well',
      '2026-03-02',
      13,
      'day',
      [['2026-03-16', '2026-03-18']],
      '2026-03-19',
      0,
    ],
    ['workdays: those of the pause alone', '2026-09-16', 7, 'workday', [['2026-09-18', '2026-09-21']], '2026-09-30', 3],
    ['months', '2026-03-31', 6, 'month', [['2026-06-01', '2026-06-10']], '2026-10-10', 10],
  ] as const)('with days that do not count: %s', (_what, start, n, unit, days, due, paused) => {
    const pauses = days.map(([from, to]) => ({ from, to }));
    expect(deadline({ start, n, unit, pauses }, calendar)).toMatchObject({ due, paused });
  });
  test('of hours runs through the holiday and ignores the time zone it was written in', () => {
    expect(deadline({ start: '2026-02-16T09:30:00+08:00', n: 24, unit: 'hour' }, calendar).due).toBe(
      '2026-02-17T01:30:00.000Z',
    );
  });
  test('of nothing is the same day, or the next workday', () => {
    expect(deadline({ start: '2026-03-02', n: 0, unit: 'workday' }, calendar).due).toBe('2026-03-02');
    expect(deadline({ start: '2026-03-01', n: 0, unit: 'day' }, calendar).due).toBe('2026-03-02');
  });
  test('refuses to guess: broken periods and starts throw', () => {
    expect(() => deadline({ start: '2026-03-02', n: -1, unit: 'day' }, calendar)).toThrow(RangeError);
    expect(() => deadline({ start: '2026-03-02', n: 1.5, unit: 'workday' }, calendar)).toThrow(RangeError);
    expect(() => deadline({ start: '2026-02-30', n: 1, unit: 'month' }, calendar)).toThrow(RangeError);
    expect(() => deadline({ start: '2026-03-02', n: 1, unit: 'hour' }, calendar)).toThrow(RangeError);
  });
});

function weekdaysOff(year: number): string[] {
  return [...calendar.off.keys()].filter((day) => day.startsWith(String(year)) && !isWeekend(day));
}

/** `02-16..02-20` → the days of 2026. */
function spread(range: string): string[] {
  const [from = '', to = ''] = range.split('..');
  return Array.from({ length: daysBetween(`2026-${from}`, `2026-${to}`) + 1 }, (_, index) =>
    addDays(`2026-${from}`, index),
  );
}

describe('the counter of workdays', () => {
  test('the counter runs down to the day itself, and below', () => {
    expect(workdaysLeft('2026-03-02', '2026-03-30', calendar)).toBe(20);
    expect(workdaysLeft('2026-03-30', '2026-03-30', calendar)).toBe(0);
    expect(workdaysLeft('2026-03-31', '2026-03-30', calendar)).toBe(-1);
    expect(workdaysLeft('2026-03-28', '2026-03-30', calendar)).toBe(1);
  });
});
