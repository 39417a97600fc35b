/** What a workbook holds once it is read: plain data, the same for .xlsx and CSV. Browser-safe. @module */

/** A file as it was uploaded. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where serial day numbers begin: Excel for Windows 1900, old Excel for Mac 1904. */
export type DateSystem = '1900' | '1904';

/**
 * `date` is a number the workbook shows as a date or time; its value is `YYYY-MM-DD`, `YYYY-MM-DD HH:mm:ss` or `HH:mm:ss`.
 * `error` is an error value such as `#N/A`. `formula` is a formula saved without its result; its value is ''.
 */
export type CellKind = 'text' | 'number' | 'boolean' | 'date' | 'error' | 'formula';

export interface CellData {
  /** Column letters as Excel shows them: `A`, `B`, … `AA`. */
  readonly column: string;
  readonly kind: CellKind;
  readonly value: string | number | boolean;
}

export interface RowData {
  /** 1-based, as Excel shows it. */
  readonly number: number;
  /** Left to right; empty cells are absent. */
  readonly cells: readonly CellData[];
}

export interface SheetData {
  readonly name: string;
  readonly isHidden: boolean;
  /** Top to bottom; rows without content are absent. */
  readonly rows: readonly RowData[];
}

export interface WorkbookData {
  readonly dateSystem: DateSystem;
  readonly sheets: readonly SheetData[];
}

/** The letters of the n-th column, counted from 1: 1 → A, 28 → AB. */
export function columnLetters(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return number <= 26 ? letter : columnLetters(Math.floor((number - 1) / 26)) + letter;
}

/** The number of a column, counted from 1: A → 1, AB → 28. */
export function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Text as it is shown: without invisible characters and without space around it. Inner spaces stay. */
export function visibleText(text: string): string {
  return text.replace(/[\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g, '').trim();
}

/** Error values as spreadsheets show them; as text (in CSV) they mean the same. */
const ERROR_VALUE = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

/** The content of a cell that holds text; undefined when nothing of it is visible. */
export function textContent(text: string): Pick<CellData, 'kind' | 'value'> | undefined {
  const visible = visibleText(text);
  if (visible === '') return undefined;
  return ERROR_VALUE.test(visible) ? { kind: 'error', value: visible } : { kind: 'text', value: text };
}
