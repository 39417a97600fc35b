/** What one file is, from its bytes: runs in the thread of `check.ts`. @module */
import { createHash } from 'node:crypto';
import { refuseForeign, refuseTwoInOne } from './foreign.ts';
import { readJpeg, refuseTrailer } from './jpeg.ts';
import { MAX_PIXELS, UPLOAD_KINDS, UploadRefused, type CheckedFile, type UploadFormat } from './kinds.ts';
import { readPackage } from './package.ts';
import { readPdf } from './pdf.ts';
import { readPng } from './png.ts';
import { readMp4, readWebm } from './video.ts';
import { readWebp } from './webp.ts';

type Found = Pick<CheckedFile, 'format' | 'width' | 'height' | 'takenAt' | 'hasPlace'>;

/** @throws UploadRefused with the reason why the file is not taken */
export async function inspectFile(file: Buffer): Promise<CheckedFile> {
  if (file.length === 0) throw new UploadRefused('upload-empty');
  const found = await foundIn(file);
  const { maxBytes } = UPLOAD_KINDS[found.format];
  if (file.length > maxBytes) throw tooLarge(file.length, maxBytes);
  return { ...found, sha256: createHash('sha256').update(file).digest('hex'), size: file.length };
}

export function tooLarge(size: number, limit: number): UploadRefused {
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
  return new UploadRefused('upload-too-large', { megabytes: megabytes(size), limit: megabytes(limit) });
}

async function foundIn(file: Buffer): Promise<Found> {
  const format = formatOf(file);
  switch (format) {
    case 'jpeg': {
      const jpeg = readJpeg(file);
      refuseTrailer(file, jpeg.end);
      return pictureOf(file, format, jpeg);
    }
    case 'png':
      return pictureOf(file, format, await readPng(file));
    case 'webp':
      return pictureOf(file, format, readWebp(file));
    case 'mp4':
      readMp4(file);
      return { format, hasPlace: false };
    case 'webm':
      readWebm(file);
      return { format, hasPlace: false };
    case 'pdf':
      readPdf(file);
      return { format, hasPlace: false };
    case 'zip':
      return { format: await readPackage(file), hasPlace: false };
  }
}

function pictureOf(
  file: Buffer,
  format: UploadFormat,
  { width, height, takenAt, hasPlace }: Omit<Found, 'format'> & { readonly width: number; readonly height: number },
): Found {
  if (width === 0 || height === 0) throw new UploadRefused('upload-damaged');
  if (width * height > MAX_PIXELS) {
    const inMillions = (pixels: number): number => Math.round(pixels / 1_000_000);
    throw new UploadRefused('upload-pixels', { pixels: inMillions(width * height), limit: inMillions(MAX_PIXELS) });
  }
  refuseTwoInOne(file);
  return { format, width, height, hasPlace, ...(takenAt === undefined ? {} : { takenAt }) };
}

function formatOf(file: Buffer): Exclude<UploadFormat, 'docx' | 'xlsx' | 'ofd'> | 'zip' {
  const head = file.toString('latin1', 0, 16);
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg';
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'png';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.slice(4, 8) === 'ftyp') return 'mp4';
  if (head.startsWith('\u001aE\u00df\u00a3')) return 'webm';
  if (head.startsWith('%PDF-')) return 'pdf';
  if (head.startsWith('PK\u0003\u0004')) return 'zip';
  refuseForeign(file);
  throw new UploadRefused('upload-kind');
}
