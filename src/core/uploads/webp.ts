/** WebP (RFC 9649): the chunks of its RIFF and its size. @module */
import { readExif, type ExifFacts } from './exif.ts';
import { refuseMarkup } from './foreign.ts';
import { UploadRefused } from './kinds.ts';

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
}

export interface WebP extends ExifFacts {
  readonly width: number;
  readonly height: number;
}

/** Bits of VP8X that announce EXIF and XMP (§2.7). */
const REMARK_BITS = 0b0000_1100;

/** @throws UploadRefused when it is cut off, damaged, or longer than it says */
export function readWebp(file: Buffer): WebP {
  const chunks = chunksOf(file);
  const [first] = chunks;
  const size = first && sizeOf(first);
  if (size === undefined || !chunks.some(({ type }) => /^(VP8[ L]|ANMF)$/.test(type)))
    throw new UploadRefused('upload-damaged');
  const xmp = chunks.find(({ type }) => type === 'XMP ');
  if (xmp !== undefined) refuseMarkup(xmp.body);
  const exif = chunks.find(({ type }) => type === 'EXIF')?.body;
  const tiff = exif?.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  return { ...size, ...(tiff === undefined ? { orientation: 1, hasPlace: false } : readExif(tiff)) };
}

/** The same picture without EXIF and XMP. */
export function stripWebp(file: Buffer): Buffer {
  const kept = chunksOf(file)
    .filter(({ type }) => type !== 'EXIF' && type !== 'XMP ')
    .map(({ type, body }) => written(type, type === 'VP8X' ? withoutRemarks(body) : body));
  const content = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  return written('RIFF', content);
}

function chunksOf(file: Buffer): Chunk[] {
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) throw new UploadRefused('upload-cut');
  if (end < file.length) throw new UploadRefused('upload-trailing', { bytes: file.length - end });
  const chunks: Chunk[] = [];
  for (let at = 12; at < end;) {
    if (at + 8 > end) throw new UploadRefused('upload-damaged');
    const length = file.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw new UploadRefused('upload-damaged');
    chunks.push({ type: file.toString('latin1', at, at + 4), body: file.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function sizeOf({ type, body }: Chunk): { width: number; height: number } | undefined {
  if (type === 'VP8X' && body.length >= 10)
    return { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 };
  if (type === 'VP8 ' && body.length >= 10)
    return { width: body.readUInt16LE(6) & 0x3f_ff, height: body.readUInt16LE(8) & 0x3f_ff };
  if (type !== 'VP8L' || body.length < 5) return undefined;
  const bits = body.readUInt32LE(1);
  return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 };
}

function withoutRemarks(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  copy[0] = (copy[0] ?? 0) & ~REMARK_BITS;
  return copy;
}

function written(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
