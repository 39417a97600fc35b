/** The thread that interprets an uploaded file; its memory and time are limited by `read.ts`. @module */
import { parentPort, workerData } from 'node:worker_threads';
import type { Refusal } from '../result.ts';
import { openArchive } from './archive.ts';
import { readCsv } from './csv.ts';
import type { ReadLimits } from './limits.ts';
import { readParts } from './parts.ts';
import type { FileFormat } from './precheck.ts';
import { FileRefused } from './problems.ts';
import { readSheet } from './sheet.ts';
import type { DateSystem, RowData } from './workbook.ts';

export interface ReadRequest {
  readonly bytes: Uint8Array;
  readonly format: FileFormat;
  readonly limits: ReadLimits;
}

export type ReadMessage =
  | { readonly kind: 'workbook'; readonly dateSystem: DateSystem }
  | { readonly kind: 'sheet'; readonly name: string; readonly isHidden: boolean }
  /** Rows of the sheet named last. */
  | { readonly kind: 'rows'; readonly rows: readonly RowData[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const ROWS_PER_MESSAGE = 1_000;
/** Title, headings and hints do not count as rows of data. */
const ROWS_ABOVE_DATA = 10;

async function readInto(send: (message: ReadMessage) => void, request: ReadRequest): Promise<void> {
  const sender = rowSender(send, request.limits);
  if (request.format === 'csv') {
    send({ kind: 'workbook', dateSystem: '1900' });
    sender.startSheet('CSV', false);
    readCsv(request.bytes, sender.add);
  } else {
    const archive = await openArchive(request.bytes, request.limits);
    const parts = await readParts(archive);
    send({ kind: 'workbook', dateSystem: parts.dateSystem });
    for (const { name, isHidden, part } of parts.sheets) {
      sender.startSheet(name, isHidden);
      if (part !== undefined) await readSheet(archive, part, parts, sender.add);
    }
  }
  sender.flush();
  send({ kind: 'end' });
}

interface RowSender {
  readonly startSheet: (name: string, isHidden: boolean) => void;
  readonly add: (row: RowData) => void;
  readonly flush: () => void;
}

/** Sends rows in batches and counts them against the limits. */
function rowSender(send: (message: ReadMessage) => void, limits: ReadLimits): RowSender {
  let sheet = '';
  let rowCount = 0;
  let cellCount = 0;
  let batch: RowData[] = [];
  const flush = (): void => {
    if (batch.length > 0) send({ kind: 'rows', rows: batch });
    batch = [];
  };
  return {
    flush,
    startSheet: (name, isHidden) => {
      flush();
      sheet = name;
      rowCount = 0;
      send({ kind: 'sheet', name, isHidden });
    },
    add: (row) => {
      rowCount += 1;
      cellCount += row.cells.length;
      if (rowCount > limits.sheetRows + ROWS_ABOVE_DATA)
        throw new FileRefused('file-too-many-rows', { sheet, limit: limits.sheetRows });
      if (cellCount > limits.cells) throw new FileRefused('file-too-many-cells', { limit: limits.cells });
      batch.push(row);
      if (batch.length >= ROWS_PER_MESSAGE) flush();
    },
  };
}

if (parentPort !== null) {
  const port = parentPort;
  const request: ReadRequest = workerData;
  try {
    await readInto((message) => port.postMessage(message), request);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    port.postMessage({ kind: 'refused', refusal: error.refusal } satisfies ReadMessage);
  }
}
