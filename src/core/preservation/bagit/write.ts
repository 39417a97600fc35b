/** Writes a bag (RFC 8493, version 1.0) with two families of digests, so that it outlives either of them. @module */
import { join } from 'node:path';
import { digestBytes } from '../digests.ts';
import { syncFolder, writeNew } from '../../durable.ts';

/** One for `sha256sum -c` everywhere, one of the national standard. */
const ALGORITHMS = ['sha256', 'sm3'] as const;

export interface BagFile {
  /** Below `data/`, parts joined by `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Lines of bag-info.txt in their order, e.g. `['Source-Organization', '…']`; Payload-Oxum is added. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

/**
 * Writes a bag into a new folder. Files come one at a time: no more than one is in memory.
 * @throws when a path leads out of the payload or stands twice, or a label or value has a line break
 */
export async function writeBag(
  folder: string,
  files: AsyncIterable<BagFile> | Iterable<BagFile>,
  info: BagInfo,
): Promise<void> {
  const lines = new Map<string, string[]>(ALGORITHMS.map((algorithm) => [algorithm, []]));
  const seen = new Set<string>();
  let octets = 0;
  for await (const { path, bytes } of files) {
    if (!isSafe(path) || seen.has(path)) throw new Error(`not a path for a payload, or there already: ${path}`);
    seen.add(path);
    octets += bytes.length;
    await writeNew(join(folder, 'data', path), bytes);
    for (const [algorithm, list] of lines) list.push(lineOf(`data/${path}`, bytes, algorithm));
  }
  const tags = new Map<string, Uint8Array>([
    ['bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    ['bag-info.txt', infoText([...info, ['Payload-Oxum', `${octets}.${seen.size}`]])],
  ]);
  for (const [algorithm, list] of lines) tags.set(`manifest-${algorithm}.txt`, Buffer.from(list.join('')));
  const listed = [...tags];
  for (const algorithm of ALGORITHMS) {
    const text = listed.map(([path, bytes]) => lineOf(path, bytes, algorithm)).join('');
    tags.set(`tagmanifest-${algorithm}.txt`, Buffer.from(text));
  }
  for (const [path, bytes] of tags) await writeNew(join(folder, path), bytes);
  await syncFolder(folder);
}

/** As `sha256sum` writes it, so that it can check it; encoded as §2.1.3 asks where a name has a line break or a percent sign. */
function lineOf(path: string, bytes: Uint8Array, algorithm: string): string {
  const written = path.replaceAll(/[%\r\n]/g, (sign) => encodeURIComponent(sign));
  return `${digestBytes(bytes, algorithm)}  ${written}\n`;
}

function infoText(info: BagInfo): Buffer {
  const lines = info.map(([label, value]) => {
    if (/[\r\n:]/.test(label) || /[\r\n]/.test(value)) throw new Error(`not a line of bag-info.txt: ${label}`);
    return `${label}: ${value}\n`;
  });
  return Buffer.from(lines.join(''));
}

function isSafe(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !/[\0\\]/.test(path);
}
