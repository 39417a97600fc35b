/** The calendar in force: the years the product ships with, each replaced or followed by the notices loaded since. Browser-safe. @module */
import { addDays, daysBetween } from '../../core/calendar/day.ts';
import { NATIONAL_HOLIDAYS } from '../../core/calendar/holidays/national.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import { isWorkday, workCalendar, type HolidayYear, type WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import type { CalendarView, CalendarYears, HolidayNotice, LoadedNotice } from '../types.ts';

/** Years and version of the calendar in force; of several notices for a year the last one counts. */
export function yearsInForce(notices: readonly Pick<LoadedNotice, 'year' | 'revision' | 'notice'>[]): CalendarYears {
  const years = new Map(NATIONAL_HOLIDAYS.map((each) => [each.year, each]));
  const marks = new Map<number, string>();
  for (const { year, revision, notice } of [...notices].sort((a, b) => a.revision - b.revision)) {
    years.set(year, holidayYear(notice));
    marks.set(year, `${year}.${revision}`);
  }
  const loaded = [...marks.entries()].toSorted(([a], [b]) => a - b).map(([, mark]) => mark);
  return {
    version: [NATIONAL_CALENDAR.version, ...loaded].join('+'),
    years: [...years.values()].toSorted((a, b) => a.year - b.year),
  };
}

/** The years as they go over the wire. */
export function yearsView({ version, years }: CalendarYears): Pick<CalendarView, 'version' | 'years'> {
  return {
    version,
    years: years.map(({ year, notices, off, work }) => ({
      year,
      notices: [...notices],
      off: off.map(([name, from, to]): [string, string, string] => [name, from, to]),
      work: work.map(([name, day]): [string, string] => [name, day]),
    })),
  };
}

/** The calendar of these years. */
export function calendarOf({ version, years }: CalendarYears): WorkCalendar {
  return workCalendar(version, years);
}

/** A notice in the form of the shipped years. */
export function holidayYear({ year, source, off, work }: HolidayNotice): HolidayYear {
  return {
    year,
    notices: [source],
    off: off.map(({ name, from, to }) => [name, from, to] as const),
    work: work.map(({ name, day }) => [name, day] as const),
  };
}

/** A day that is worked under one calendar and not under another. */
export interface ChangedDay {
  readonly day: string;
  readonly isWorkday: boolean;
}

/** Days of the notice's year that change when it is loaded. */
export function changedDays(year: number, before: WorkCalendar, after: WorkCalendar): ChangedDay[] {
  return daysFrom(`${year}-01-01`, `${year}-12-31`).flatMap((day) =>
    isWorkday(day, before) === isWorkday(day, after) ? [] : [{ day, isWorkday: isWorkday(day, after) }],
  );
}

/** Every reason against loading a notice over the calendar in force. */
export function noticeRefusals(notice: HolidayNotice, inForce: CalendarYears): Refusal[] {
  const refusals: Refusal[] = [];
  const [first, last] = [inForce.years.at(0)?.year ?? 0, inForce.years.at(-1)?.year ?? 0];
  if (notice.year < first || notice.year > last + 1)
    refusals.push({ code: 'notice-year-gap', at: 'notice.year', facts: { year: notice.year, first, next: last + 1 } });
  notice.off.forEach(({ name, from, to }, index) => {
    if (from > to || daysBetween(from, to) > 30)
      refusals.push({ code: 'notice-days-reversed', at: `notice.off.${index}`, facts: { name, from, to } });
  });
  const off = notice.off.flatMap(({ from, to }) => (from > to ? [] : daysFrom(from, to)));
  const all = [...off, ...notice.work.map(({ day }) => day)];
  const twice = [...new Set(all.filter((day, index) => all.indexOf(day) !== index))];
  if (twice.length > 0) refusals.push({ code: 'notice-day-twice', facts: { days: twice } });
  // 元旦 and 春节 may reach a few days into the neighbouring year, no further.
  const far = all.filter((day) => day < `${notice.year - 1}-12-20` || day > `${notice.year + 1}-01-10`);
  if (far.length > 0)
    refusals.push({ code: 'notice-day-outside', facts: { year: notice.year, days: [...new Set(far)] } });
  if (refusals.length > 0) return refusals;
  const known = inForce.years.find(({ year }) => year === notice.year);
  const isSame = known !== undefined && JSON.stringify(known) === JSON.stringify(holidayYear(notice));
  return isSame ? [{ code: 'notice-unchanged', facts: { year: notice.year } }] : [];
}

/** All days from one to another, both included. */
export function daysFrom(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}
