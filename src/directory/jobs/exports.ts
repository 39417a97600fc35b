/** Long exports, one at a time, beside everything else; files that are no longer kept are removed (docs/adr/0043). @module */
import { Worker } from 'node:worker_threads';
import { staffNames } from '../../bureau/reads.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { TableCover } from '../../core/spreadsheet/write.ts';
import { inBureau, read, type ReadTx } from '../../core/transact.ts';
import { exportFacts, type ExportAsked, type ExportShape } from '../export-file.ts';
import type { ExportMessage, ExportRequest, ExportRows } from '../export-worker.ts';
import { exportPart } from '../export-pieces.ts';
import { exportsToRemove, findExport, nextExport, type ExportRow } from '../reads/exports.ts';
import { openAsOf } from '../reads/as-of.ts';
import { listFilter } from '../reads/filters.ts';
import { openMatching, type MatchingRows } from '../reads/lists.ts';
import { listSubdistricts } from '../reads/pools.ts';
import { AS_OF_FILTERS } from '../types/history.ts';
import type { LaterModules } from '../types/later.ts';
import { DIRECTORY_FILTERS, type ExportFacts } from '../types/views.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { forgetExport, stepExport, type ExportProgress } from '../writes/exports.ts';

/** Words the 说明 and the 水印 of a job: which directory, when (RFC 3339), and who asked. */
export type JobCoverOf = (kind: DirectoryKind, at: string, who: string, facts: ExportFacts) => Required<TableCover>;

export interface Exports {
  /** Starts the bureau's next export unless one runs, and removes files that are not kept. Returns at once. */
  startNext(bureauId: number): Promise<void>;
  /** Ends the one that runs; it begins again with the next start. */
  stop(): Promise<void>;
}

/** The exports of this process. `onError` hears of one that failed; its person sees that it did. */
export function openExports(
  runtime: Runtime,
  later: ExportsLater,
  coverOf: JobCoverOf,
  onError: (error: unknown) => void,
): Exports {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  return {
    startNext: async (bureauId) => {
      if (running !== undefined || stopping.signal.aborted) return;
      await removeFiles(runtime, bureauId);
      const exportId = await read(runtime, bureauId, nextExport);
      if (exportId === undefined) return;
      running = runExport(runtime, bureauId, exportId, { later, coverOf, signal: stopping.signal })
        .catch(async (error: unknown) => {
          if (stopping.signal.aborted) return;
          onError(error);
          await runtime.files.parts.remove(exportPart(exportId));
          await inBureau(runtime, bureauId, (tx) => stepExport(tx, exportId, 'failed'));
        })
        .catch(onError)
        .finally(() => {
          running = undefined;
        });
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function removeFiles(runtime: Runtime, bureauId: number): Promise<void> {
  for (const exportId of await read(runtime, bureauId, exportsToRemove)) {
    await runtime.files.parts.remove(exportPart(exportId));
    await inBureau(runtime, bureauId, (tx) => forgetExport(tx, exportId));
  }
}

/** What the export asks of modules the directories may not import. */
type ExportsLater = Pick<LaterModules, 'scopeCondition'>;

interface ExportWays {
  readonly later: ExportsLater;
  readonly coverOf: JobCoverOf;
  readonly signal?: AbortSignal;
}

const ROWS_AT_ONCE = 500;
const NOTED_EVERY_MS = 1_000;

/** Writes one export whole, from its beginning. Ends early, without its file, when somebody stops it. */
export async function runExport(
  runtime: Runtime,
  bureauId: number,
  exportId: string,
  { later, coverOf, signal = new AbortController().signal }: ExportWays,
): Promise<void> {
  const part = exportPart(exportId);
  await runtime.files.parts.remove(part);
  const step = (state: 'running' | 'done', progress: ExportProgress): Promise<boolean> =>
    inBureau(runtime, bureauId, (tx) => stepExport(tx, exportId, state, progress));
  if (!(await step('running', { done: 0, pieces: 0, bytes: 0 }))) return;
  const isWhole = await read(runtime, bureauId, async (tx) => {
    const job = await findExport(tx, exportId);
    if (job === undefined) return false;
    const { shape, asked, matching } = await wishOf(tx, later, job);
    const { total } = matching;
    const names = await staffNames(tx, [job.asked_by]);
    const who = names.get(job.asked_by) ?? job.asked_by;
    const cover = coverOf(job.kind, tx.now, who, exportFacts(shape, asked, total));
    const cipherKey = runtime.fieldCipher.key;
    const request = { shape, cover, count: total, at: tx.now, bureauId, exportId, cipherKey };
    const file = { bytes: 0, pieces: 0 };
    const thread = startThread(request, signal, async (bytes) => {
      file.bytes = await runtime.files.parts.append(part, file.bytes, bytes);
      file.pieces += 1;
    });
    try {
      let noted = 0;
      for (let done = 0; ;) {
        if (performance.now() - noted >= NOTED_EVERY_MS) {
          if (!(await step('running', { total, done, bytes: file.bytes }))) return false;
          noted = performance.now();
        }
        const rows = await matching.next();
        await thread.give(rows.length === 0 ? null : JSON.stringify(rows));
        done += rows.length;
        if (rows.length === 0) return await step('done', { total, done, ...file });
      }
    } finally {
      await thread.end();
    }
  });
  if (!isWhole) await runtime.files.parts.remove(part);
}

interface Wish {
  readonly shape: ExportShape;
  readonly asked: ExportAsked;
  readonly matching: MatchingRows;
}

async function wishOf(
  tx: ReadTx,
  later: ExportsLater,
  { kind, as_of_on: asOfOn, conditions, format, columns, hidden }: ExportRow,
): Promise<Wish> {
  const subdistricts = await listSubdistricts(tx);
  const shape = { kind, subdistricts, format, asOfOn, columns: columns ?? undefined, hidden };
  if (asOfOn === null) {
    const asked = DIRECTORY_FILTERS[kind].parse(conditions);
    return { shape, asked, matching: await openMatching(tx, kind, await listFilter(tx, later, asked), ROWS_AT_ONCE) };
  }
  const asked = AS_OF_FILTERS[kind].parse({ ...conditions, day: asOfOn });
  const { q, day, page: _page, size: _size, ...fields } = asked;
  return { shape, asked, matching: await openAsOf(tx, kind, { q, day, fields }, ROWS_AT_ONCE) };
}

const HEAP_MEGABYTES = 128;

interface Thread {
  /** Resolves when the rows are written and every piece so far is stored. */
  give(rows: ExportRows): Promise<void>;
  end(): Promise<void>;
}

function startThread(request: ExportRequest, signal: AbortSignal, store: (bytes: Uint8Array) => Promise<void>): Thread {
  const worker = new Worker(new URL('../export-worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 8 },
  });
  const dead = new Promise<never>((_resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the export's thread ended with ${code}`)));
    signal.addEventListener('abort', () => reject(new Error('the server is being stopped')), { once: true });
    if (signal.aborted) reject(new Error('the server is being stopped'));
  });
  // Waited for while rows are given; afterwards the thread may end as it likes.
  dead.catch(() => undefined);
  let stored: Promise<void> = Promise.resolve();
  let taken: () => void = () => undefined;
  worker.on('message', (message: ExportMessage) => {
    if (message.is === 'taken') taken();
    else stored = stored.then(() => store(message.bytes));
  });
  return {
    give: async (rows) => {
      const isTaken = new Promise<void>((resolve) => {
        taken = resolve;
      });
      worker.postMessage(rows);
      await Promise.race([isTaken, dead]);
      await stored;
    },
    end: async () => {
      await worker.terminate();
      await stored.catch(() => undefined);
    },
  };
}
