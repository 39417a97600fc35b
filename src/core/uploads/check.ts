/**
 * May this file be kept as evidence or as a document? Asked before anything is stored, of every file from a desk, a phone or
 * an enterprise (reliability §7). The server looks at structure only and never decodes a picture or film: what would be
 * needed to break in that way is not here. @module
 */
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ok, refuse, type Refusal, type Result } from '../result.ts';
import type { CheckMessage } from './check-worker.ts';
import { tooLarge } from './inspect.ts';
import { formatOfEnding, UPLOAD_KINDS, type CheckedFile, type UploadCode } from './kinds.ts';

export interface Upload {
  /** As the sender names it; shown, never used as a path. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SECONDS = 20;
const HEAP_MEGABYTES = 256;
const MOST_BYTES = Math.max(...Object.values(UPLOAD_KINDS).map(({ maxBytes }) => maxBytes));
const MAX_NAME = 200;
const SMALL = 4 * 1024 * 1024;

/** One file at a time: what one costs is the most that all cost. */
let last: Promise<unknown> = Promise.resolve();

/** What the file is, or every reason why it is not taken. Nothing is thrown for a bad file. */
export async function checkUpload(upload: Upload): Promise<Result<CheckedFile>> {
  const refusals = nameRefusals(upload.name);
  if (upload.bytes.length > MOST_BYTES) return refuse([...refusals, tooLarge(upload.bytes.length, MOST_BYTES).refusal]);
  const answer = last.then(async () => inThread(await copyOf(upload.bytes)));
  last = answer.catch(() => undefined);
  const message = await answer;
  if (message.kind === 'refused') return refuse([...refusals, message.refusal]);
  const { file } = message;
  const named = formatOfEnding(upload.name);
  if (refusals.length === 0 && named !== file.format) {
    const facts = { named: upload.name.split('.').at(-1) ?? '', found: UPLOAD_KINDS[file.format].label };
    refusals.push({ code: 'upload-ending', facts });
  }
  return refusals.length > 0 ? refuse(refusals) : ok(file);
}

/** Names that hide what the file is: control and direction characters, paths, a program's ending before the last. */
function nameRefusals(name: string): Refusal[] {
  const isHiding =
    name.trim() === '' ||
    name.length > MAX_NAME ||
    /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069/\\]/u.test(name) ||
    /\.(exe|com|scr|pif|bat|cmd|msi|js|jse|vbs|wsf|hta|lnk|ps1|sh|apk|jar|html?|svg|php)\.[a-z0-9]+$/i.test(name);
  return isHiding ? [{ code: 'upload-name' }] : [];
}

/** A copy to be given away, made in pieces: of 45 MB at once, as `postMessage` makes it, all others wait for up to a quarter of a second. */
async function copyOf(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += SMALL) {
    copy.set(bytes.subarray(at, at + SMALL), at);
    await turn();
  }
  return copy;
}

let thread: Worker | undefined;

/** Gives `bytes` away to the thread, which stays for the next file and does not keep the process alive; one that was stopped or failed is replaced. */
function inThread(bytes: Uint8Array<ArrayBuffer>): Promise<CheckMessage> {
  const isLarge = bytes.length > SMALL;
  thread ??= new Worker(new URL('./check-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  const worker = thread;
  worker.ref();
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError);
      worker.unref();
      end();
    };
    const stop = (code: UploadCode): void =>
      settle(() => {
        thread = undefined;
        void worker.terminate().then(() => resolve({ kind: 'refused', refusal: { code } }));
      });
    const timer = setTimeout(() => stop('upload-too-slow'), SECONDS * 1_000);
    const onMessage = (message: CheckMessage): void =>
      settle(() => {
        if (!isLarge) return resolve(message);
        // What a large file took is given back at once, not when the thread comes to tidy up.
        thread = undefined;
        void worker.terminate().then(() => resolve(message));
      });
    const onError = (error: unknown): void => {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        return stop('upload-bomb');
      settle(() => {
        thread = undefined;
        reject(error);
      });
    };
    worker.on('message', onMessage).on('error', onError);
    worker.postMessage(bytes, [bytes.buffer]);
  });
}
