/** What the same machine does at the same moment without us: the line that a figure is held against. @module */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Bytes of a ticket's message: key, counter and an 18-character id. */
const TICKET_BYTES = 51;

/** `openssl speed -evp sha256` on messages of a ticket's length, in million hashes a second; undefined without openssl. */
export async function opensslSpeed(): Promise<number | undefined> {
  try {
    const args = ['speed', '-evp', 'sha256', '-bytes', String(TICKET_BYTES), '-seconds', '1'];
    const { stdout } = await promisify(execFile)('openssl', args);
    const thousandBytes = /^sha256\s+([\d.]+)k/im.exec(stdout)?.[1];
    return thousandBytes === undefined ? undefined : Number(thousandBytes) / 1000 / TICKET_BYTES;
  } catch {
    // No openssl on this machine: the figure stands without its ratio.
    return undefined;
  }
}

/** Million a second beside the baseline. */
export function besideOpenssl(millionsASecond: number, openssl: number | undefined): Record<string, number | string> {
  if (openssl === undefined) return { baseline: 'no openssl here' };
  return {
    millionsASecond: Number(millionsASecond.toFixed(2)),
    'openssl speed, millions a second': Number(openssl.toFixed(2)),
    ratio: Number((millionsASecond / openssl).toFixed(2)),
  };
}
