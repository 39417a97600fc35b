/** PNG (ISO/IEC 15948) chunk by chunk: checksums, size, and as many pixels as it says it has. @module */
import { crc32, createInflate } from 'node:zlib';
import { readExif, type ExifFacts } from './exif.ts';
import { refuseMarkup } from './foreign.ts';
import { MAX_PIXELS, UploadRefused } from './kinds.ts';

interface Chunk {
  readonly type: string;
  readonly from: number;
  readonly body: Buffer;
  readonly to: number;
}

export interface Png extends ExifFacts {
  readonly width: number;
  readonly height: number;
}

const SIGNATURE = 8;
/** Needed to show the picture as it is; everything else is somebody's remark. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'pHYs']);
const WORDS = new Set(['tEXt', 'iTXt', 'zTXt']);
/** Samples of a pixel by colour type (table 11.1). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** @throws UploadRefused when it is cut off, damaged, too large, or not what its header says */
export async function readPng(file: Buffer): Promise<Png> {
  const chunks = chunksOf(file);
  const [first] = chunks;
  if (first?.type !== 'IHDR' || first.body.length !== 13) throw new UploadRefused('upload-damaged');
  const [width, height, bits, colour] = [
    first.body.readUInt32BE(0),
    first.body.readUInt32BE(4),
    first.body[8] ?? 0,
    first.body[9] ?? 0,
  ];
  const samples = SAMPLES[colour];
  if (width === 0 || height === 0 || samples === undefined) throw new UploadRefused('upload-damaged');
  if (width * height > MAX_PIXELS) return { width, height, orientation: 1, hasPlace: false };
  for (const { type, body } of chunks) if (WORDS.has(type)) refuseMarkup(body);
  const expected = (Math.ceil((width * bits * samples) / 8) + 1) * height;
  // Interlaced rows are counted seven times over at most.
  const most = first.body[12] === 1 ? 2 * expected + 64 : expected;
  const inflated = await inflatedBytes(
    chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body),
    most,
  );
  if (inflated < (first.body[12] === 1 ? height : expected)) throw new UploadRefused('upload-damaged');
  const exif = chunks.find(({ type }) => type === 'eXIf');
  return { width, height, ...(exif === undefined ? { orientation: 1, hasPlace: false } : readExif(exif.body)) };
}

/** The same picture without remarks, time, place. */
export function stripPng(file: Buffer): Buffer {
  const kept = chunksOf(file).filter(({ type }) => KEPT.has(type));
  return Buffer.concat([file.subarray(0, SIGNATURE), ...kept.map(({ from, to }) => file.subarray(from, to))]);
}

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  let at = SIGNATURE;
  for (;;) {
    if (at + 12 > file.length) throw new UploadRefused('upload-cut');
    const to = at + 12 + file.readUInt32BE(at);
    if (to > file.length) throw new UploadRefused('upload-cut');
    if (crc32(file.subarray(at + 4, to - 4)) !== file.readUInt32BE(to - 4)) throw new UploadRefused('upload-damaged');
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, from: at, body: file.subarray(at + 8, to - 4), to });
    at = to;
    if (type !== 'IEND') continue;
    if (at < file.length) throw new UploadRefused('upload-trailing', { bytes: file.length - at });
    return chunks;
  }
}

/** How much comes out, counted and thrown away; never more than `most`. */
async function inflatedBytes(parts: readonly Buffer[], most: number): Promise<number> {
  const stream = createInflate();
  let count = 0;
  const counted = (async () => {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count += chunk.length;
      if (count > most) throw new UploadRefused('upload-bomb');
    }
  })();
  for (const part of parts) stream.write(part);
  stream.end();
  try {
    await counted;
  } catch (error) {
    throw error instanceof UploadRefused ? error : new UploadRefused('upload-damaged');
  }
  return count;
}
