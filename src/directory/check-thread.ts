/** A workbook checked in a thread of its own: started, followed, answered, stopped. @module */
import { MessageChannel, Worker } from 'node:worker_threads';
import { ok, refuse, type Result } from '../core/result.ts';
import { LARGE_LIMITS } from '../core/spreadsheet/limits.ts';
import { limitProcessorTime } from '../core/spreadsheet/processor-time.ts';
import { precheckFile } from '../core/spreadsheet/precheck.ts';
import type { UploadedFile } from '../core/spreadsheet/workbook.ts';
import type { CheckAnswer, CheckedTable, CheckMessage, CheckRequest } from './check-worker.ts';
import type { RowOutcome, RunningPhase } from './types/imports.ts';

/** What the rows need while they are judged. */
export interface CheckSteps {
  /** JSON of the directory's rows with these identities. */
  readonly find: (keys: readonly string[]) => Promise<CheckAnswer>;
  readonly store: (records: string, outcomes: readonly RowOutcome[]) => Promise<void>;
}

export interface CheckThread {
  /** What the workbook is, once it has been read whole; refused when it cannot be read. Its rows wait. */
  readonly table: Promise<Result<CheckedTable>>;
  /** Judges the rows, a piece at a time; refused when it was stopped or took too long. To be called once. */
  readonly judge: (steps: CheckSteps) => Promise<Result<undefined>>;
  /** Ends the thread, whatever it does; harmless twice. */
  readonly end: () => void;
}

/** Told as it happens, never behind what waits for the database. */
export type OnProgress = (
  phase: Extract<RunningPhase, 'opening' | 'reading' | 'comparing' | 'judging'>,
  progress: { readonly bytes?: number; readonly rows?: number },
) => void;

type Task = Omit<CheckRequest, 'bytes' | 'format' | 'limits' | 'answers' | 'bell'>;

/** Starts the check of a file. `signal` ends it with `file-reading-stopped`. */
export async function startCheck(
  file: UploadedFile,
  task: Task,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Result<CheckThread>> {
  const limits = LARGE_LIMITS;
  // A thread takes as long to start as a file to be looked at; it gets nothing of the file before that is done.
  const worker = takeWorker(limits.heapMegabytes);
  const checked = await precheckFile(file, limits, (bytes) => onProgress('opening', { bytes })).catch(
    (error: unknown) => {
      void worker.terminate();
      throw error;
    },
  );
  if (!checked.ok) {
    keepWorker(worker);
    return checked;
  }
  const { port1, port2 } = new MessageChannel();
  const bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const request: CheckRequest = { ...task, bytes: file.bytes, format: checked.value, limits, answers: port2, bell };
  worker.postMessage(request, [port2]);
  const messages = queueOf(worker, limits.seconds, onProgress, signal);
  const { next } = messages;
  const first = next();
  return ok({
    table: first.then((message): Result<CheckedTable> => {
      if (!message.ok) return message;
      if (message.value.is === 'refused') return refuse(message.value.refusals);
      if (message.value.is === 'table') return ok(message.value.table);
      throw new Error(`the check began with ${message.value.is}`);
    }),
    judge: async ({ find, store }) => {
      for (;;) {
        const message = await next();
        if (!message.ok) return message;
        if (message.value.is === 'end') return ok(undefined);
        if (message.value.is === 'rows') await store(message.value.records, message.value.outcomes);
        else if (message.value.is === 'wanted') {
          port1.postMessage(await find(message.value.keys));
          Atomics.store(bell, 0, 1);
          Atomics.notify(bell, 0);
        } else throw new Error(`the check went on with ${message.value.is}`);
      }
    },
    end: () => {
      const isDone = messages.close();
      port1.close();
      if (isDone && file.bytes.length <= SMALL_BYTES) keepWorker(worker);
      else void worker.terminate();
    },
  });
}

/** A thread that has read no more than this has little to give back. */
const SMALL_BYTES = 1024 * 1024;
/** People mend a file and upload it again. */
const KEPT_MS = 60_000;

/** Starting a thread takes longer than checking a small workbook: one that is done waits for the next. */
let kept: { readonly worker: Worker; readonly timer: NodeJS.Timeout } | undefined;

function takeWorker(heapMegabytes: number): Worker {
  if (kept !== undefined) {
    const { worker, timer } = kept;
    kept = undefined;
    clearTimeout(timer);
    forgetListeners(worker);
    worker.ref();
    return worker;
  }
  return new Worker(new URL('./check-entry.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 8 },
  });
}

function keepWorker(worker: Worker): void {
  if (kept !== undefined) {
    void worker.terminate();
    return;
  }
  const forget = (): void => {
    if (kept?.worker !== worker) return;
    clearTimeout(kept.timer);
    kept = undefined;
    void worker.terminate();
  };
  forgetListeners(worker);
  // A thread that dies while it waits is simply not there any more.
  worker.once('error', forget);
  worker.once('exit', forget);
  // It keeps nobody from ending the program.
  worker.unref();
  kept = { worker, timer: setTimeout(forget, KEPT_MS).unref() };
}

/** By name: the thread's own listeners start its port again for the next of ours. */
function forgetListeners(worker: Worker): void {
  for (const name of ['message', 'error', 'exit']) worker.removeAllListeners(name);
}

interface Queue {
  readonly next: () => Promise<Result<CheckMessage>>;
  /** True when the thread has said its last word about the file. */
  readonly close: () => boolean;
}

/** The thread's messages one by one; a refusal as the last of them when it dies of its limits or is stopped. */
function queueOf(worker: Worker, seconds: number, onProgress: OnProgress, signal: AbortSignal): Queue {
  const waiting: Result<CheckMessage>[] = [];
  let isDone = false;
  let wake: (() => void) | undefined;
  let failure: unknown;
  const push = (message: Result<CheckMessage>): void => {
    waiting.push(message);
    wake?.();
  };
  const stop = (): void => push(refuse([{ code: 'file-reading-stopped' }]));
  const unlimit = limitProcessorTime(worker, seconds, () =>
    push(refuse([{ code: 'file-too-slow', facts: { seconds } }])),
  );
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (message: CheckMessage) => {
    if (message.is === 'at') return onProgress(message.phase, message);
    isDone = message.is === 'end' || message.is === 'refused';
    push(ok(message));
  });
  worker.on('error', (error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      return push(refuse([{ code: 'file-too-complex' }]));
    failure = error;
    wake?.();
  });
  return {
    next: async () => {
      for (;;) {
        if (failure !== undefined) throw failure;
        const stopped = waiting.find(({ ok: isOk }) => !isOk);
        const message = stopped ?? waiting.shift();
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => {
      unlimit();
      signal.removeEventListener('abort', stop);
      return isDone && failure === undefined;
    },
  };
}
