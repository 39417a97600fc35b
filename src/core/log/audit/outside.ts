/** Checkpoints that somebody kept outside the database: saved from the portal, by a witness, in a bundle. @module */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatVkey, fromBase64, parseVkey } from 'verifiable-draw';
import { isSigned, signingKey } from './signatures.ts';

export interface OutsideCheckpoint {
  /** Where it was read. */
  readonly file: string;
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
  /** Whether the log's own key has signed it. */
  readonly isSigned: boolean;
}

/** A checkpoint within a text: alone, after a `.tlog-proof` or after the head of a witness's request. */
const NOTE = /(?:^|\n\n)([^\s+]+)\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*\n((?:— [^\n]+\n)+)$/;
const LARGEST = 1_000_000;

/**
 * Reads every checkpoint of the files and folders (whole trees of them), in the order of logs and sizes.
 * @param publicKey - of the log, 32 bytes
 * @returns what was read, and how many files held none
 * @throws as `stat` when a path does not exist
 */
export async function readOutside(
  paths: readonly string[],
  publicKey: Uint8Array,
): Promise<{ readonly checkpoints: readonly OutsideCheckpoint[]; readonly others: number }> {
  const files = (await Promise.all(paths.map(filesUnder))).flat();
  const found: OutsideCheckpoint[] = [];
  for (const file of files) {
    const checkpoint = await readOne(file, publicKey);
    if (checkpoint !== undefined) found.push(checkpoint);
  }
  const order = (a: OutsideCheckpoint, b: OutsideCheckpoint): number =>
    a.origin === b.origin ? a.size - b.size : a.origin < b.origin ? -1 : 1;
  return { checkpoints: found.toSorted(order), others: files.length - found.length };
}

async function filesUnder(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function readOne(file: string, publicKey: Uint8Array): Promise<OutsideCheckpoint | undefined> {
  if ((await stat(file)).size > LARGEST) return undefined;
  const [, origin = '', size = '', root = '', lines = ''] = NOTE.exec(await readFile(file, 'utf8')) ?? [];
  if (origin === '') return undefined;
  const key = signingKey(parseVkey(formatVkey(origin, publicKey)));
  const text = `${origin}\n${size}\n${root}\n`;
  const isOurs = lines.split('\n').some((line) => isSigned(text, line, key));
  return { file, origin, size: Number(size), root: Buffer.from(fromBase64(root)), isSigned: isOurs };
}
