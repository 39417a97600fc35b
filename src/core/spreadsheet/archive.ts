/** The zip around a workbook, read with every size counted rather than believed. @module */
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import type { ReadLimits } from './limits.ts';
import { RATIO_FREE_BYTES } from './limits.ts';
import { FileRefused } from './problems.ts';

export interface Archive {
  /** Names of the parts, without leading slash. */
  readonly names: readonly string[];
  /** The inflated bytes of a part; undefined when there is none. Names match in any case (OPC, ISO/IEC 29500-2). */
  readonly open: (name: string) => AsyncGenerator<Buffer> | undefined;
}

/**
 * Reads the central directory.
 *
 * @throws FileRefused when it is no sound zip, has too many parts, two parts of one name or parts that overlap, or is
 * encrypted; later, from `open`, when more comes out than the limits allow
 * @param onInflated told, chunk by chunk, how many bytes have come out of all parts so far
 */
export async function openArchive(
  bytes: Uint8Array,
  limits: ReadLimits,
  onInflated: (bytes: number) => void = () => {},
): Promise<Archive> {
  const zip = await openZip(bytes);
  if (zip.entryCount > limits.parts) throw new FileRefused('file-too-many-parts', { limit: limits.parts });
  const entries = await readEntries(zip, limits);
  refuseTricks(entries, bytes);

  const byName = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
  if (byName.size !== entries.length) throw new FileRefused('file-damaged');
  const budget: Budget = {
    used: 0,
    onInflated,
    ratioLimit: Math.max(RATIO_FREE_BYTES, limits.ratio * bytes.length),
    limits,
  };
  return {
    names: entries.map(({ fileName }) => fileName),
    open: (name) => {
      const entry = byName.get(name.toLowerCase());
      return entry === undefined ? undefined : inflate(zip, entry, budget);
    },
  };
}

interface Budget {
  used: number;
  readonly onInflated: (bytes: number) => void;
  readonly ratioLimit: number;
  readonly limits: ReadLimits;
}

async function* inflate(zip: yauzl.ZipFile, entry: yauzl.Entry, budget: Budget): AsyncGenerator<Buffer> {
  const { contentBytes, ratio } = budget.limits;
  const stream = await new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(new FileRefused('file-damaged'));
    });
  });
  const chunks = stream[Symbol.asyncIterator]();
  let checksum = 0;
  for (;;) {
    const next = await chunks.next().catch(() => {
      throw new FileRefused('file-damaged');
    });
    if (next.done === true) {
      if (checksum !== entry.crc32) throw new FileRefused('file-damaged');
      return;
    }
    checksum = crc32(next.value, checksum);
    budget.used += next.value.length;
    if (budget.used > budget.ratioLimit) throw new FileRefused('file-suspicious-compression', { limit: ratio });
    if (budget.used > contentBytes)
      throw new FileRefused('file-too-much-content', { megabytes: megabytes(contentBytes) });
    budget.onInflated(budget.used);
    yield next.value;
  }
}

function openZip(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(new FileRefused('file-damaged'));
    });
  });
}

function readEntries(zip: yauzl.ZipFile, limits: ReadLimits): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length > limits.parts) reject(new FileRefused('file-too-many-parts', { limit: limits.parts }));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', () => reject(new FileRefused('file-damaged')));
    zip.readEntry();
  });
}

/** What no spreadsheet program writes: parts that share bytes with others. */
function refuseTricks(entries: readonly yauzl.Entry[], bytes: Uint8Array): void {
  if (entries.some((entry) => entry.isEncrypted())) throw new FileRefused('file-encrypted');
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  const overlaps = inOrder.some((entry, index) => {
    const next = inOrder[index + 1]?.relativeOffsetOfLocalHeader ?? bytes.length;
    return entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.compressedSize > next;
  });
  if (overlaps) throw new FileRefused('file-damaged');
}

const LOCAL_HEADER_BYTES = 30;

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
