/** Interpreting an uploaded file, row by row, in a thread. @module */
import { openArchive } from './archive.ts';
import { readCsv } from './csv.ts';
import type { ReadLimits } from './limits.ts';
import { readParts } from './parts.ts';
import type { FileFormat } from './precheck.ts';
import { FileRefused } from './problems.ts';
import { readSheet } from './sheet.ts';
import type { DateSystem, RowData } from './workbook.ts';

/** A file that has passed its precheck. */
export interface FileToRead {
  readonly bytes: Uint8Array;
  readonly format: FileFormat;
  readonly limits: ReadLimits;
}

/** Who takes what is found, in the order of the file. */
export interface FileSink {
  /** Once, before everything else. */
  readonly workbook: (dateSystem: DateSystem) => void;
  readonly sheet: (name: string, isHidden: boolean) => void;
  /** A row of the sheet named last. */
  readonly row: (row: RowData) => void;
  /** Bytes of a workbook inflated so far, also while nothing comes of them yet. */
  readonly inflated?: (bytes: number) => void;
}

/** Title, headings and hints do not count as rows of data. */
const ROWS_ABOVE_DATA = 10;

/** @throws FileRefused when the file is damaged or holds more than the limits allow */
export async function readFileInto({ bytes, format, limits }: FileToRead, sink: FileSink): Promise<void> {
  const counted = countedSink(sink, limits);
  if (format === 'csv') {
    sink.workbook('1900');
    counted.sheet('CSV', false);
    readCsv(bytes, counted.row);
    return;
  }
  const archive = await openArchive(bytes, limits, sink.inflated);
  const parts = await readParts(archive);
  sink.workbook(parts.dateSystem);
  for (const { name, isHidden, part } of parts.sheets) {
    counted.sheet(name, isHidden);
    if (part !== undefined) await readSheet(archive, part, parts, counted.row);
  }
}

function countedSink(sink: FileSink, limits: ReadLimits): FileSink {
  let sheet = '';
  let rowCount = 0;
  let cellCount = 0;
  return {
    ...sink,
    sheet: (name, isHidden) => {
      sheet = name;
      rowCount = 0;
      sink.sheet(name, isHidden);
    },
    row: (row) => {
      rowCount += 1;
      cellCount += row.cells.length;
      if (rowCount > limits.sheetRows + ROWS_ABOVE_DATA)
        throw new FileRefused('file-too-many-rows', { sheet, limit: limits.sheetRows });
      if (cellCount > limits.cells) throw new FileRefused('file-too-many-cells', { limit: limits.cells });
      sink.row(row);
    },
  };
}
