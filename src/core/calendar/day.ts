/**
 * Arithmetic of calendar days (`YYYY-MM-DD`, no time zone). Browser-safe: office browsers are older than Temporal.
 * @module
 */

const MS_PER_DAY = 86_400_000;

/** Whether `text` is a day that exists: `2026-02-28` is, `2026-02-30` and `2026-2-3` are not. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromDayNumber(utcDayNumber(text)) === text;
}

/** Days since 1970-01-01. @throws RangeError when `day` does not exist */
function toDayNumber(day: string): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return utcDayNumber(day);
}

/** The day that lies `number` days after 1970-01-01. */
export function fromDayNumber(number: number): string {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The instant of POSIX seconds, as canonical documents write it: `2026-01-05T01:00:00Z`. */
export function instantOf(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return fromDayNumber(toDayNumber(day) + count);
}

/** The same date `count` months later; the last day of that month when it has no such date (3-31 + 6 → 9-30). */
export function addMonths(day: string, count: number): string {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const month = `${pad(Math.floor(months / 12), 4)}-${pad((months % 12) + 1, 2)}`;
  const wanted = `${month}-${day.slice(8)}`;
  return isDay(wanted) ? wanted : lastDayOfMonth(month);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Whether the day is a Saturday or a Sunday. */
export function isWeekend(day: string): boolean {
  const sinceMonday = (((toDayNumber(day) + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  return sinceMonday >= 5;
}

function utcDayNumber(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8))) / MS_PER_DAY;
}

/** `month` is `YYYY-MM`. */
function lastDayOfMonth(month: string): string {
  const last = [31, 30, 29, 28].find((date) => isDay(`${month}-${date}`));
  return `${month}-${last}`;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
