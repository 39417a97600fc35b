/**
 * The one deadline engine (期限计算). Browser-safe.
 *
 * Rules: the start day is not counted (民法典 §201); a last day on a rest day moves to the next workday (民法典 §203,
 * 民事诉讼法 §85); months run to the same date, or to the end of a shorter month (民法典 §202); hours run through
 * nights and holidays; days of a pause do not count (行政强制法 §25). Days are days in Asia/Shanghai.
 * @module
 */
import { addDays, addMonths } from './day.ts';
import { addWorkdays, isProvisional, isWorkday, nextWorkday, type WorkCalendar } from './work-calendar.ts';

/** Days that do not count, both ends inclusive. */
export interface Pause {
  readonly from: string;
  readonly to: string;
}

/** A period counted in days or months from a day. */
export interface DayTerm {
  readonly unit: 'workday' | 'day' | 'month';
  /** Whole, not negative. */
  readonly n: number;
  /** The day of the event that starts the period. */
  readonly start: string;
  /** Whether a last day on a rest day moves to the next workday. Default true. */
  readonly rollover?: boolean;
  /** May touch and overlap: no day is left out twice. */
  readonly pauses?: readonly Pause[];
}

/** A period counted in hours from an instant. */
export interface HourTerm {
  readonly unit: 'hour';
  readonly n: number;
  /** RFC 3339 instant, e.g. `2026-02-13T09:30:00Z`. */
  readonly start: string;
}

export interface Deadline {
  /** The last day (`YYYY-MM-DD`); for hours the last instant (RFC 3339, UTC). */
  readonly due: string;
  /** True when the period touches days no notice covers yet: count again when a newer calendar is loaded. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
  /** How many days (or workdays) after the start were left out. */
  readonly paused: number;
}

/**
 * When a period ends.
 *
 * @throws RangeError when `n` is not a whole number ≥ 0 or the start does not exist
 */
export function deadline(term: DayTerm | HourTerm, calendar: WorkCalendar): Deadline {
  if (!Number.isInteger(term.n) || term.n < 0)
    throw new RangeError(`a period is whole and not negative, got ${term.n}`);
  if (term.unit === 'hour') {
    return { due: addHours(term.start, term.n), provisional: false, calendarVersion: calendar.version, paused: 0 };
  }
  const { day, paused } = lastDay(term, calendar);
  const rolls = term.rollover ?? true;
  const due = rolls ? openDay(day, term.pauses ?? [], calendar) : day;
  const asksCalendar = rolls || term.unit === 'workday';
  const provisional = asksCalendar && (isProvisional(term.start, calendar) || isProvisional(due, calendar));
  return { due, provisional, calendarVersion: calendar.version, paused };
}

/** The last day that counts: as many more as were left out on the way there. */
function lastDay(term: DayTerm, calendar: WorkCalendar): { readonly day: string; readonly paused: number } {
  for (let paused = 0; ;) {
    const day = countedDay(term, paused, calendar);
    const left = pausedDays(term, day, calendar);
    if (left === paused) return { day, paused };
    paused = left;
  }
}

function countedDay({ unit, n, start }: DayTerm, more: number, calendar: WorkCalendar): string {
  switch (unit) {
    case 'workday':
      return addWorkdays(start, n + more, calendar);
    case 'day':
      return addDays(start, n + more);
    case 'month':
      return addDays(addMonths(start, n), more);
  }
}

/** Days after the start and up to this one that a pause holds; of a term in workdays the workdays among them. */
function pausedDays({ unit, start, pauses = [] }: DayTerm, until: string, calendar: WorkCalendar): number {
  const days = new Set<string>();
  for (const { from, to } of pauses)
    for (let day = from > start ? from : addDays(start, 1); day <= to && day <= until; day = addDays(day, 1))
      if (unit !== 'workday' || isWorkday(day, calendar)) days.add(day);
  return days.size;
}

/** The first workday from this one on that no pause holds. */
function openDay(day: string, pauses: readonly Pause[], calendar: WorkCalendar): string {
  const workday = nextWorkday(day, calendar);
  const pause = pauses.find(({ from, to }) => from <= workday && workday <= to);
  return pause === undefined ? workday : openDay(addDays(pause.to, 1), pauses, calendar);
}

function addHours(instant: string, hours: number): string {
  const at = /T.*(Z|[+-]\d{2}:\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`);
  return new Date(at + hours * 3_600_000).toISOString();
}
