/** The rows of a file that could not be imported, handed back by content for mending. @module */
import { writeXlsx, type Cell, type CellStyle, type CellValue } from 'hucre/xlsx';
import { encodeEscapes } from './escapes.ts';
import { OWN_HEADINGS } from './header.ts';
import type { TableProblem } from './problems.ts';
import type { TableReading } from './table.ts';
import { columnNumber, type RowData, type WorkbookData } from './workbook.ts';

const ERRORS_SHEET = '待改正';
/** A stray cell far to the right must not make every row thousands of cells wide. */
const COLUMNS_KEPT = 256;

const RED: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } }, numFmt: '@' };
const RED_TEXT: CellStyle = { font: { color: { rgb: '9C0006' } }, alignment: { wrapText: true, vertical: 'top' } };
const TEXT: CellStyle = { numFmt: '@' };

/**
 * The user's headings and only the faulty rows, in the user's columns: faulty cells red, 错误原因 in the last column with
 * the column letters, 原行号 before it. Mended, it uploads as it is; those two columns are ignored.
 *
 * Content only: formats, formulas, other sheets and columns behind the 256th of the user's file are not carried over.
 * Reasons are those of `reading.problems`, which is bounded.
 *
 * @param describe the sentence of one problem
 */
export async function writeErrors(
  workbook: WorkbookData,
  reading: TableReading<unknown>,
  describe: (problem: TableProblem) => string,
): Promise<Uint8Array> {
  const { header } = reading;
  const sheet = workbook.sheets.find(({ name }) => name === reading.sheet);
  if (sheet === undefined || header === null)
    throw new RangeError('a reading without a table has no rows to hand back');
  const bad = new Set(reading.badRows);
  const own = new Set(header.own);
  const kept = sheet.rows.filter(({ number }) => number === header.rowNumber || bad.has(number));
  const width = Math.min(COLUMNS_KEPT, lastColumn(kept, own));

  const problems = groupByRow(reading.problems);
  const reasons = reasonsByRow(reading.problems, describe);
  const cells = new Map<string, Partial<Cell>>();
  const lines = kept.map((row, index) => {
    const isHeading = row.number === header.rowNumber;
    const rowProblems = problems.get(row.number) ?? [];
    for (const { column } of isHeading ? [] : rowProblems) {
      if (column !== null) cells.set(`${index},${columnNumber(column) - 1}`, { style: RED });
    }
    cells.set(`${index},${width + 1}`, { style: RED_TEXT });
    const reason = reasons.get(row.number) ?? '';
    const ending = isHeading ? [OWN_HEADINGS.row, OWN_HEADINGS.reason] : [String(row.number), encodeEscapes(reason)];
    return [...lineOf(row, width, own), ...ending];
  });
  const columns = [...Array.from({ length: width + 1 }, () => ({ width: 16, style: TEXT })), { width: 80 }];
  return writeXlsx({ sheets: [{ name: ERRORS_SHEET, rows: lines, cells, columns, freezePane: { rows: 1 } }] });
}

/** Row → its reasons, one line each: `C列 行业领域：…`. */
export function reasonsByRow(
  problems: readonly TableProblem[],
  describe: (problem: TableProblem) => string,
): ReadonlyMap<number, string> {
  const lineOf = (problem: TableProblem): string =>
    [
      problem.column === null ? '' : `${problem.column}列 `,
      problem.title === null ? '' : `${problem.title}：`,
      describe(problem),
    ].join('');
  return new Map([...groupByRow(problems)].map(([row, own]) => [row, own.map(lineOf).join('\n')]));
}

function lastColumn(rows: readonly RowData[], own: ReadonlySet<string>): number {
  let last = 1;
  for (const { column } of rows.flatMap(({ cells }) => cells))
    if (!own.has(column)) last = Math.max(last, columnNumber(column));
  return last;
}

/** Numbers stay numbers, everything else is text. */
function lineOf(row: RowData, width: number, own: ReadonlySet<string>): CellValue[] {
  const line: CellValue[] = Array.from({ length: width }, () => null);
  for (const { column, kind, value } of row.cells) {
    if (own.has(column) || columnNumber(column) > width) continue;
    const shown = kind === 'boolean' ? (value === true ? '是' : '否') : value;
    line[columnNumber(column) - 1] = typeof shown === 'string' ? encodeEscapes(shown) : shown;
  }
  return line;
}

function groupByRow(problems: readonly TableProblem[]): ReadonlyMap<number, readonly TableProblem[]> {
  const rows = new Map<number, TableProblem[]>();
  for (const problem of problems) {
    if (problem.row === null) continue;
    const row = rows.get(problem.row);
    if (row === undefined) rows.set(problem.row, [problem]);
    else row.push(problem);
  }
  return rows;
}
