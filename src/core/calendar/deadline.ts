/**
 * The one deadline engine (期限计算). Browser-safe.
 *
 * Rules: the start day is not counted (民法典 §201); a last day on a rest day moves to the next workday (民法典 §203,
 * 民事诉讼法 §85); months run to the same date, or to the end of a shorter month (民法典 §202); hours run through
 * nights and holidays. Days are days in Asia/Shanghai.
 * @module
 */
import { addDays, addMonths } from './day.ts';
import { addWorkdays, isProvisional, nextWorkday, type WorkCalendar } from './work-calendar.ts';

/** A period counted in days or months from a day. */
export interface DayTerm {
  readonly unit: 'workday' | 'day' | 'month';
  /** Whole, not negative. */
  readonly n: number;
  /** The day of the event that starts the period. */
  readonly start: string;
  /** Whether a last day on a rest day moves to the next workday. Default true. */
  readonly rollover?: boolean;
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
    return { due: addHours(term.start, term.n), provisional: false, calendarVersion: calendar.version };
  }
  const counted = lastDay(term, calendar);
  const rolls = term.rollover ?? true;
  const due = rolls ? nextWorkday(counted, calendar) : counted;
  const asksCalendar = rolls || term.unit === 'workday';
  const provisional = asksCalendar && (isProvisional(term.start, calendar) || isProvisional(due, calendar));
  return { due, provisional, calendarVersion: calendar.version };
}

function lastDay({ unit, n, start }: DayTerm, calendar: WorkCalendar): string {
  switch (unit) {
    case 'workday':
      return addWorkdays(start, n, calendar);
    case 'day':
      return addDays(start, n);
    case 'month':
      return addMonths(start, n);
  }
}

function addHours(instant: string, hours: number): string {
  const at = /T.*(Z|[+-]\d{2}:\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`);
  return new Date(at + hours * 3_600_000).toISOString();
}
