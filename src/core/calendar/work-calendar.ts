/** Which days are workdays (工作日历), in versions. Browser-safe. @module */
import { addDays, isWeekend } from './day.ts';

/** One year as its notices state it. Days of the year before or after may appear (春节 and 元旦 reach over). */
export interface HolidayYear {
  readonly year: number;
  /** Addresses of the notices of 国务院办公厅, the first and its changes. */
  readonly notices: readonly string[];
  /** Days off: name, first day, last day. Weekends inside are named too. */
  readonly off: readonly (readonly [name: string, first: string, last: string])[];
  /** Weekend days worked instead (调休上班): name of the holiday, day. */
  readonly work: readonly (readonly [name: string, day: string])[];
}

/** A calendar as it was known at one time. A deadline keeps the version it was counted with. */
export interface WorkCalendar {
  readonly version: string;
  /** First and last day the notices cover; outside, weekends only are known and every answer is provisional. */
  readonly coveredFrom: string;
  readonly coveredTo: string;
  /** Day off → name of the holiday. */
  readonly off: ReadonlyMap<string, string>;
  /** Weekend day worked → name of the holiday it makes up for. */
  readonly work: ReadonlyMap<string, string>;
}

/**
 * Builds a calendar from consecutive years, e.g. the national table with one year replaced after a second notice.
 *
 * @throws RangeError when a year is missing in between or stands twice
 */
export function workCalendar(version: string, years: readonly HolidayYear[]): WorkCalendar {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const first = sorted.at(0)?.year;
  if (first === undefined) throw new RangeError('a calendar needs at least one year');
  const gap = sorted.find(({ year }, index) => year !== first + index);
  if (gap !== undefined) throw new RangeError(`years must be consecutive, ${gap.year} is out of order`);

  return {
    version,
    coveredFrom: `${first}-01-01`,
    coveredTo: `${first + sorted.length - 1}-12-31`,
    off: new Map(sorted.flatMap(({ off }) => off.flatMap(([name, from, to]) => datesOf(name, from, to)))),
    work: new Map(sorted.flatMap(({ work }) => work.map(([name, day]): [string, string] => [day, name]))),
  };
}

/** Whether people work on that day: no weekend and no holiday, or a make-up day. */
export function isWorkday(day: string, calendar: WorkCalendar): boolean {
  if (calendar.work.has(day)) return true;
  return !calendar.off.has(day) && !isWeekend(day);
}

/** Whether the notice for that day is still to come (or was never loaded), so that the answer may change. */
export function isProvisional(day: string, calendar: WorkCalendar): boolean {
  return day < calendar.coveredFrom || day > calendar.coveredTo;
}

/** The name to show beside a day: the holiday it belongs to or makes up for; undefined on an ordinary day. */
export function holidayName(day: string, calendar: WorkCalendar): string | undefined {
  return calendar.off.get(day) ?? calendar.work.get(day);
}

/** Workdays after `from` up to and including `to`: the start day is not counted. 0 when `to` is not later. */
export function workdaysBetween(from: string, to: string, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkday(day, calendar)) count += 1;
  }
  return count;
}

/** Workdays left until `dueOn`, negative when it is over: what every counter of 工作日 shows. */
export function workdaysLeft(today: string, dueOn: string, calendar: WorkCalendar): number {
  return today <= dueOn ? workdaysBetween(today, dueOn, calendar) : -workdaysBetween(dueOn, today, calendar);
}

/** The `count`-th workday after `day` (before it when negative); the start day is not counted. 0 gives `day` itself. */
export function addWorkdays(day: string, count: number, calendar: WorkCalendar): string {
  if (!Number.isInteger(count)) throw new RangeError(`workdays are counted whole, got ${count}`);
  const step = Math.sign(count);
  let at = day;
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (isWorkday(at, calendar)) left -= 1;
  }
  return at;
}

/** The day itself when it is a workday, else the first workday after it. */
export function nextWorkday(day: string, calendar: WorkCalendar): string {
  return isWorkday(day, calendar) ? day : addWorkdays(day, 1, calendar);
}

function datesOf(name: string, from: string, to: string): [string, string][] {
  const dates: [string, string][] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) dates.push([day, name]);
  return dates;
}
