/** The thread that looks into an uploaded file; its memory and time are limited by `check.ts`. @module */
import { parentPort } from 'node:worker_threads';
import type { Refusal } from '../result.ts';
import { inspectFile } from './inspect.ts';
import { UploadRefused, type CheckedFile } from './kinds.ts';

export type CheckMessage =
  | { readonly kind: 'checked'; readonly file: CheckedFile }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

async function answerTo(bytes: Uint8Array): Promise<CheckMessage> {
  try {
    const file = await inspectFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return { kind: 'checked', file };
  } catch (error) {
    if (error instanceof UploadRefused) return { kind: 'refused', refusal: error.refusal };
    // Numbers in a crafted file may point anywhere: what Node refuses to read is a damaged file, not a bug.
    if (error instanceof RangeError) return { kind: 'refused', refusal: new UploadRefused('upload-damaged').refusal };
    throw error;
  }
}

const port = parentPort;
port?.on('message', (bytes: Uint8Array) => {
  void answerTo(bytes).then((message) => port.postMessage(message));
});
