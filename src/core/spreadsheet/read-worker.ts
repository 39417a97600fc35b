/** The thread that interprets an uploaded file and hands over its rows; its memory and time are limited by `read.ts`. @module */
import { parentPort, workerData } from 'node:worker_threads';
import type { Refusal } from '../result.ts';
import { HEAD_ROWS } from './header.ts';
import { FileRefused } from './problems.ts';
import { readFileInto, type FileToRead } from './read-file.ts';
import { columnNumber, type DateSystem, type RowData } from './workbook.ts';

export interface ReadRequest extends FileToRead {
  /** Only rows that tell about a sheet (the first, and those wider than all before) and those with these numbers; all when left out. */
  readonly only?: ReadonlySet<number> | undefined;
}

export type ReadMessage =
  | { readonly kind: 'workbook'; readonly dateSystem: DateSystem }
  | { readonly kind: 'sheet'; readonly name: string; readonly isHidden: boolean }
  /** Rows of the sheet named last. */
  | { readonly kind: 'rows'; readonly rows: readonly RowData[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const ROWS_PER_MESSAGE = 1_000;

async function handOver(send: (message: ReadMessage) => void, request: ReadRequest): Promise<void> {
  let batch: RowData[] = [];
  let isWanted = wantedRows(request.only);
  const flush = (): void => {
    if (batch.length > 0) send({ kind: 'rows', rows: batch });
    batch = [];
  };
  await readFileInto(request, {
    workbook: (dateSystem) => send({ kind: 'workbook', dateSystem }),
    sheet: (name, isHidden) => {
      flush();
      isWanted = wantedRows(request.only);
      send({ kind: 'sheet', name, isHidden });
    },
    row: (row) => {
      if (isWanted(row)) batch.push(row);
      if (batch.length >= ROWS_PER_MESSAGE) flush();
    },
  });
  flush();
  send({ kind: 'end' });
}

/** Which rows of one sheet are handed over. */
function wantedRows(only: ReadonlySet<number> | undefined): (row: RowData) => boolean {
  if (only === undefined) return () => true;
  let count = 0;
  let widest = 0;
  return ({ number, cells }) => {
    const width = columnNumber(cells.at(-1)?.column ?? 'A');
    const isWider = width > widest;
    widest = Math.max(widest, width);
    count += 1;
    return count <= HEAD_ROWS || isWider || only.has(number);
  };
}

if (parentPort !== null) {
  const port = parentPort;
  const request: ReadRequest = workerData;
  try {
    await handOver((message) => port.postMessage(message), request);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    port.postMessage({ kind: 'refused', refusal: error.refusal } satisfies ReadMessage);
  }
}
