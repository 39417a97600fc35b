/** Serial day numbers of spreadsheets, and which cells show them as dates. Browser-safe. @module */
import { fromDayNumber } from '../calendar/day.ts';
import type { DateSystem } from './workbook.ts';

const SECONDS_PER_DAY = 86_400;
/** Serial of 1970-01-01. */
const EPOCH_SERIAL: Readonly<Record<DateSystem, number>> = { '1900': 25_569, '1904': 24_107 };
/** 9999-12-31 in the 1900 system. */
const LAST_SERIAL = 2_958_465;
/** Excel's 1900 has a 29 February that never was. */
const PHANTOM_SERIAL = 60;

/**
 * A serial as `YYYY-MM-DD`, with ` HH:mm:ss` when it is not midnight; only `HH:mm:ss` below one day. Undefined outside
 * the range of the system, and for 1900-02-29.
 */
export function serialToText(serial: number, system: DateSystem): string | undefined {
  if (!(serial >= 0) || serial > LAST_SERIAL) return undefined;
  const seconds = Math.round(serial * SECONDS_PER_DAY);
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const time = new Date((seconds - days * SECONDS_PER_DAY) * 1000).toISOString().slice(11, 19);
  if (days === 0 && system === '1900') return time;
  if (days === PHANTOM_SERIAL && system === '1900') return undefined;
  const shift = system === '1900' && days < PHANTOM_SERIAL ? 1 : 0;
  const day = fromDayNumber(days - EPOCH_SERIAL[system] + shift);
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** Built-in number formats that show dates or times (ISO/IEC 29500-1 §18.8.30), with those of the Chinese locale. */
const DATE_FORMATS: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number format shows its number as a date or a time. `code` is the text of a custom format. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.some(([first, last]) => id >= first && id <= last);
  const isElapsed = /\[(h+|m+|s+)\]/i.test(code);
  const letters = code
    .replace(/"[^"]*"/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/general|g\/通用格式/gi, '');
  return isElapsed || /[ymdhs]/i.test(letters);
}
