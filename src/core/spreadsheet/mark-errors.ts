/** The user's own workbook handed back: all of it as it was, faulty cells red, 错误原因 in the last column. @module */
import { Worker } from 'node:worker_threads';
import { OWN_HEADINGS } from './header.ts';
import type { MarkRequest } from './mark-worker.ts';
import type { TableProblem } from './problems.ts';
import type { TableReading } from './table.ts';
import { columnNumber, type WorkbookData } from './workbook.ts';
import { reasonsByRow, writeErrors } from './write-errors.ts';

/** A sheet ends here: nothing can stand behind it. */
const LAST_COLUMN = 16_384;
/** Memory of the thread: a workbook as large as the limits allow, inflated, as text, and written anew. */
const HEAP_MEGABYTES = 512;

/**
 * Formats, widths, formulas, other sheets and row numbers stay; only the rows with a reason are shown (a filter on 错误原因, unless
 * the sheet has a filter, a table or a protection of its own). Mended, it uploads as it is: rows that were written before
 * have no change, so only the mended ones are imported. A file that is no .xlsx, or whose parts are written in a way we do
 * not edit, comes back by content, faulty rows only (`writeErrors`).
 *
 * @param describe the sentence of one problem
 */
export async function markErrors(
  bytes: Uint8Array,
  workbook: WorkbookData,
  reading: TableReading<unknown>,
  describe: (problem: TableProblem) => string,
): Promise<Uint8Array> {
  const { header } = reading;
  const sheet = workbook.sheets.find(({ name }) => name === reading.sheet);
  if (sheet === undefined || header === null)
    throw new RangeError('a reading without a table has no rows to hand back');
  if (!isZip(bytes)) return writeErrors(workbook, reading, describe);
  const heading = sheet.rows.find(({ number }) => number === header.rowNumber);
  const earlier = heading?.cells.find(({ value }) => value === OWN_HEADINGS.reason)?.column;
  const last = sheet.rows.reduce((most, { cells }) => Math.max(most, columnNumber(cells.at(-1)?.column ?? 'A')), 1);
  if (last >= LAST_COLUMN) return writeErrors(workbook, reading, describe);
  const marked = await inThread({
    bytes,
    sheet: sheet.name,
    marks: {
      headerRow: header.rowNumber,
      hintRow: header.hintRowNumber,
      reasonColumn: earlier === undefined ? last + 1 : columnNumber(earlier),
      reasons: reasonsByRow(reading.problems, describe),
      cells: [
        ...new Set(
          reading.problems.flatMap(({ column, row }) => (column === null || row === null ? [] : [`${column}${row}`])),
        ),
      ],
    },
  });
  return marked ?? writeErrors(workbook, reading, describe);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function inThread(request: MarkRequest): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./mark-worker.ts', import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
