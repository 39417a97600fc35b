/**
 * Every way a spreadsheet can be wrong, by code. The sentences stand in `web/kit/strings/spreadsheet.zh.ts`.
 * Browser-safe.
 * @module
 */
import type { Refusal } from '../result.ts';

/** The file cannot be read at all. */
export type FileCode =
  | 'file-empty'
  | 'file-too-large'
  | 'file-not-workbook'
  | 'file-html'
  | 'file-old-format'
  | 'file-encrypted'
  | 'file-damaged'
  | 'file-macros'
  | 'file-too-many-parts'
  | 'file-too-much-content'
  | 'file-suspicious-compression'
  | 'file-declares-types'
  | 'file-too-many-rows'
  | 'file-too-many-cells'
  | 'file-too-slow'
  | 'file-reading-stopped'
  | 'file-too-complex'
  | 'file-encoding';

/** The table is not the one expected. */
export type TableCode = 'table-header-missing' | 'table-column-missing' | 'table-column-twice' | 'table-empty';

/** One cell is wrong. */
export type CellCode =
  | 'cell-required'
  | 'cell-error-value'
  | 'cell-formula'
  | 'cell-digits-lost'
  | 'cell-became-date'
  | 'cell-not-text'
  | 'cell-too-long'
  | 'cell-code-form'
  | 'cell-choice'
  | 'cell-day'
  | 'cell-day-missing'
  | 'cell-integer'
  | 'cell-decimal'
  | 'cell-decimal-places'
  | 'cell-range'
  | 'cell-yes-no'
  | 'cell-duplicate';

export type Facts = NonNullable<Refusal['facts']>;

/** A fault of a cell before its place is known. Codes of `core/codes` (credit codes…) may stand beside ours. */
export interface CellFault {
  readonly code: CellCode | (string & {});
  readonly facts?: Facts;
}

/** One fault: where it is, what stands there, why it is refused. Its sentence and remedy come from `code` and `facts`. */
export interface TableProblem {
  readonly code: TableCode | CellCode | (string & {});
  readonly sheet: string;
  /** Excel row; null when the fault is of the table, not of a cell. */
  readonly row: number | null;
  /** Column letters; null when there is no such column. */
  readonly column: string | null;
  /** The heading as the specification writes it. */
  readonly title: string | null;
  /** What stands in the cell; '' when it is empty. */
  readonly found: string;
  readonly facts: Facts;
}

/**
 * Ends the reading of a file from deep inside it. Never leaves this folder: `readWorkbook` and `precheckFile` turn it
 * into a refusal.
 */
export class FileRefused extends Error {
  readonly refusal: Refusal;
  constructor(code: FileCode, facts?: Facts) {
    super(code);
    this.refusal = facts === undefined ? { code } : { code, facts };
  }
}
