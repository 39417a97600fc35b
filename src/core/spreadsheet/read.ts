/** Reading uploaded spreadsheets: precheck, then a thread with little memory and little time. @module */
import { Worker } from 'node:worker_threads';
import { ok, refuse, type Result } from '../result.ts';
import { READ_LIMITS, type ReadLimits } from './limits.ts';
import { precheckFile } from './precheck.ts';
import type { FileCode, Facts } from './problems.ts';
import type { ReadMessage, ReadRequest } from './read-worker.ts';
import type { DateSystem, RowData, SheetData, UploadedFile, WorkbookData } from './workbook.ts';

/** Follows a reading while it goes on. */
export interface ReadWatch {
  /** Rows with content read so far, on all sheets; told some times a second. */
  readonly onRows?: (rows: number) => void;
  /** Ends the reading with `file-reading-stopped`. */
  readonly signal?: AbortSignal;
  /** Of a file whose rows are known, only these rows and what tells about their sheet. */
  readonly only?: ReadonlySet<number>;
}

/**
 * Reads an .xlsx or CSV file whole. Every way the file can be bad is a refusal (`file-…`); nothing is thrown for it, and
 * nothing in the file can cost more memory or time than `limits` says.
 */
export async function readWorkbook(
  file: UploadedFile,
  limits: ReadLimits = READ_LIMITS,
  watch: ReadWatch = {},
): Promise<Result<WorkbookData>> {
  const checked = await precheckFile(file, limits);
  return checked.ok
    ? readInThread({ bytes: file.bytes, format: checked.value, limits, only: watch.only }, watch)
    : checked;
}

function readInThread(request: ReadRequest, { onRows, signal }: ReadWatch): Promise<Result<WorkbookData>> {
  const { heapMegabytes, seconds } = request.limits;
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    const timer = setTimeout(() => finish(refuseFile('file-too-slow', { seconds })), seconds * 1000);
    const finish = (result: Result<WorkbookData>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(result);
      void worker.terminate();
    };
    const stop = (): void => finish(refuseFile('file-reading-stopped'));
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop, { once: true });
    const collector = collectWorkbook();
    let rowCount = 0;
    worker.on('message', (message: ReadMessage) => {
      if (message.kind === 'refused') finish(refuse([message.refusal]));
      else if (message.kind === 'end') finish(ok(collector.workbook()));
      else collector.take(message);
      if (message.kind === 'rows') onRows?.((rowCount += message.rows.length));
    });
    worker.on('error', (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        return finish(refuseFile('file-too-complex'));
      clearTimeout(timer);
      reject(error);
    });
  });
}

interface Collector {
  readonly take: (message: Exclude<ReadMessage, { kind: 'end' | 'refused' }>) => void;
  readonly workbook: () => WorkbookData;
}

function collectWorkbook(): Collector {
  let dateSystem: DateSystem = '1900';
  let rows: RowData[] = [];
  const sheets: SheetData[] = [];
  return {
    take: (message) => {
      if (message.kind === 'workbook') dateSystem = message.dateSystem;
      else if (message.kind === 'rows') rows.push(...message.rows);
      else {
        rows = [];
        sheets.push({ name: message.name, isHidden: message.isHidden, rows });
      }
    },
    workbook: () => ({ dateSystem, sheets }),
  };
}

function refuseFile(code: FileCode, facts?: Facts): Result<never> {
  return refuse([facts === undefined ? { code } : { code, facts }]);
}
