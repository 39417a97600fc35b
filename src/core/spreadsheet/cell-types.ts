/**
 * What a cell may hold (单元格类型): each type reads what people and programs write, and writes it so that it reads back.
 * Browser-safe. @module
 */
import { isDay } from '../calendar/day.ts';
import { parseCreditCode } from '../codes/credit-code.ts';
import { parseIdNumber } from '../codes/id-number.ts';
import { normaliseCode } from '../codes/width.ts';
import type { Refusal, Result } from '../result.ts';
import { serialToText } from './dates.ts';
import { foldText } from './fold.ts';
import type { CellFault } from './problems.ts';
import { visibleText, type CellData, type DateSystem } from './workbook.ts';

export type CellReading<T> =
  | { readonly ok: true; readonly value: T; readonly warnings?: readonly CellFault[] }
  | { readonly ok: false; readonly faults: readonly CellFault[] };

export interface CellType<T> {
  /** Reads a cell that has content. */
  readonly read: (cell: CellData, dateSystem: DateSystem) => CellReading<T>;
  /** The text that reads back as `value`, or a number where the cell should be one. */
  readonly write: (value: T) => string | number;
  /** What to fill in, for the hint row of a template. */
  readonly hint: string;
  /** Cells of the column are preset as text, so that Excel keeps long digits and leading zeros. */
  readonly isTextFormat: boolean;
  /** Labels for a drop-down, and whether several may stand in one cell. */
  readonly choices?: { readonly labels: readonly string[]; readonly isMultiple: boolean };
}

/** Free text: space around it and invisible characters go, inner spaces stay, line breaks become spaces unless kept. */
export function text(options: { readonly max: number; readonly keepsLines?: boolean }): CellType<string> {
  return {
    hint: `不超过${options.max}字`,
    isTextFormat: true,
    write: (value) => value,
    read: (cell) => {
      const raw = textOf(cell);
      if (!raw.ok) return raw;
      const lines = raw.value.split(/\r\n|\r|\n/).map(visibleText);
      const value = visibleText(lines.join(options.keepsLines === true ? '\n' : ' '));
      const length = Array.from(value).length;
      return length > options.max ? fault('cell-too-long', { length, max: options.max }) : read(value);
    },
  };
}

/** A number or certificate code: half-width, capitals, no spaces. `pattern` judges the result, `form` says it in words. */
export function code(options: { readonly pattern: RegExp; readonly form: string }): CellType<string> {
  return codeType(options.form, (value) =>
    options.pattern.test(value) ? read(value) : fault('cell-code-form', { form: options.form }),
  );
}

/** 统一社会信用代码 (GB 32100). */
export function creditCode(): CellType<string> {
  return codeType('18位统一社会信用代码', (value) => {
    const parsed = parseCreditCode(value);
    return parsed.ok
      ? { ok: true, value: parsed.value.creditCode, warnings: parsed.value.warnings }
      : refused(parsed.refusals);
  });
}

/** 公民身份号码 (GB 11643). */
export function idNumber(): CellType<string> {
  return codeType('18位公民身份号码', (value) => {
    const parsed = parseIdNumber(value);
    return parsed.ok ? read(parsed.value.idNumber) : refused(parsed.refusals);
  });
}

/** A type whose rule is a function of the cell's text: the way for a module to add its own. */
export function parsedText<T>(options: {
  readonly hint: string;
  readonly parse: (text: string) => Result<T>;
  readonly write: (value: T) => string;
}): CellType<T> {
  return {
    hint: options.hint,
    isTextFormat: true,
    write: options.write,
    read: (cell) => {
      const raw = textOf(cell);
      if (!raw.ok) return raw;
      const parsed = options.parse(visibleText(raw.value));
      return parsed.ok ? read(parsed.value) : refused(parsed.refusals);
    },
  };
}

/** A day: a date cell, a serial number, `2026.1.5`, `2026-1-5`, `2026/1/5`, `2026年1月5日` or `20260105`. */
export function day(): CellType<string> {
  return {
    hint: 'YYYY-MM-DD',
    isTextFormat: true,
    write: (value) => value,
    read: (cell, dateSystem) => {
      const unread = unreadable(cell);
      if (unread !== undefined) return { ok: false, faults: [unread] };
      const serial = serialOf(cell);
      const parts = dayParts(serial === undefined ? String(cell.value) : numberAsDayText(serial, dateSystem));
      if (parts === undefined) return fault('cell-day');
      const value = `${parts[0]}-${parts[1].padStart(2, '0')}-${parts[2].padStart(2, '0')}`;
      return isDay(value) ? read(value) : fault('cell-day-missing', { day: value });
    },
  };
}

/** 是/否, 有/无, √/×, or a Boolean cell. */
export function yesNo(): CellType<boolean> {
  return {
    hint: '是 或 否',
    isTextFormat: true,
    choices: { labels: ['是', '否'], isMultiple: false },
    write: (value) => (value ? '是' : '否'),
    read: (cell) => {
      const unread = unreadable(cell);
      if (unread !== undefined) return { ok: false, faults: [unread] };
      const written = foldText(String(cell.value));
      if (YES.has(written)) return read(true);
      return NO.has(written) ? read(false) : fault('cell-yes-no');
    },
  };
}

const YES = new Set(['是', '有', '√', '✓', '✔', '☑', '对', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '无', '没有', '×', '✗', '✘', 'x', '☒', '错', 'n', 'no', 'false', '0']);

function codeType(hint: string, judge: (value: string) => CellReading<string>): CellType<string> {
  return {
    hint,
    isTextFormat: true,
    write: (value) => value,
    read: (cell) => {
      if (cell.kind === 'date') return fault('cell-became-date');
      const raw = textOf(cell);
      if (!raw.ok) return raw;
      const value = normaliseCode(raw.value);
      // What a long number looks like after a spreadsheet had it: 9.11201E+17. Its last digits are gone.
      return /^\d(\.\d+)?E\+\d+$/.test(value) ? fault('cell-digits-lost') : judge(value);
    },
  };
}

/** The text of a cell that should be text; numbers are taken while none of their digits can be lost. */
function textOf(cell: CellData): CellReading<string> {
  const unread = unreadable(cell);
  if (unread !== undefined) return { ok: false, faults: [unread] };
  if (cell.kind === 'boolean') return fault('cell-not-text');
  // Spreadsheets keep 15 digits of a number and turn the rest into zeros.
  if (typeof cell.value === 'number' && Math.abs(cell.value) >= 1e15) return fault('cell-digits-lost');
  return read(String(cell.value));
}

/** Why a cell has no usable content, whatever type is expected. */
export function unreadable(cell: CellData): CellFault | undefined {
  if (cell.kind === 'error') return { code: 'cell-error-value' };
  return cell.kind === 'formula' ? { code: 'cell-formula' } : undefined;
}

/** Plain numbers count as serials only from 1927 to 2099, so that a bare year is never taken for a day. */
const FIRST_BARE_SERIAL = 10_000;
const LAST_BARE_SERIAL = 73_050;

/** A number, also as text: what becomes of a date in an unformatted column that was saved as CSV. */
function serialOf({ value }: CellData): number | undefined {
  if (typeof value === 'number') return value;
  const written = String(value).normalize('NFKC').trim();
  return /^\d{5}$/.test(written) ? Number(written) : undefined;
}

function numberAsDayText(number: number, dateSystem: DateSystem): string {
  const isSerial = number >= FIRST_BARE_SERIAL && number <= LAST_BARE_SERIAL;
  return (isSerial ? serialToText(number, dateSystem) : undefined) ?? String(number);
}

function dayParts(written: string): [string, string, string] | undefined {
  const plain = written
    .normalize('NFKC')
    .trim()
    .replace(/[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(plain);
  if (match === null) return undefined;
  const [, year = '', month = '', date = ''] = match;
  return [year, month, date];
}

export function read<T>(value: T): CellReading<T> {
  return { ok: true, value };
}

export function fault(faultCode: CellFault['code'], facts?: CellFault['facts']): CellReading<never> {
  return { ok: false, faults: [facts === undefined ? { code: faultCode } : { code: faultCode, facts }] };
}

function refused(refusals: readonly Refusal[]): CellReading<never> {
  return { ok: false, faults: refusals };
}
