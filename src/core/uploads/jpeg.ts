/** JPEG (ITU-T T.81) walked from marker to marker: is it whole, how large, what does it carry besides the picture. @module */
import { orientationOnly, readExif, type ExifFacts } from './exif.ts';
import { refuseMarkup } from './foreign.ts';
import { MAX_SCANS, UploadRefused } from './kinds.ts';
import { walkBoxes } from './video.ts';

interface Segment {
  readonly marker: number;
  /** From its marker to the byte behind it. */
  readonly from: number;
  readonly to: number;
}

export interface Jpeg extends ExifFacts {
  readonly width: number;
  readonly height: number;
  readonly segments: readonly Segment[];
  /** Where the compressed picture begins, and the byte behind its end marker. */
  readonly scanAt: number;
  readonly end: number;
}

const [SOI, EOI, SOS, COM] = [0xd8, 0xd9, 0xda, 0xfe];
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRemark = (marker: number): boolean => (marker >= 0xe1 && marker <= 0xef) || marker === COM;

/** @throws UploadRefused when it is cut off, has no picture, or carries a page or script */
export function readJpeg(file: Buffer, start = 0): Jpeg {
  const segments: Segment[] = [];
  let size: { readonly width: number; readonly height: number } | undefined;
  let exif: ExifFacts = { orientation: 1, hasPlace: false };
  let [at, scans, scanAt] = [start + 2, 0, 0];
  for (;;) {
    const marker = markerAt(file, at);
    if (marker === EOI) break;
    const to = at + 2 + lengthAt(file, at + 2);
    if (to > file.length) throw new UploadRefused('upload-cut');
    if (isFrame(marker)) size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    if (isRemark(marker)) {
      const body = file.subarray(at + 4, to);
      refuseMarkup(body);
      if (marker === 0xe1 && body.toString('latin1', 0, 6) === 'Exif\0\0') exif = readExif(body.subarray(6));
    }
    if (marker === SOS) {
      scans += 1;
      if (scans > MAX_SCANS) throw new UploadRefused('upload-bomb');
      scanAt ||= at;
      at = endOfScan(file, to);
    } else {
      if (scanAt === 0) segments.push({ marker, from: at, to });
      at = to;
    }
  }
  if (size === undefined || scans === 0) throw new UploadRefused('upload-damaged');
  return { ...size, ...exif, segments, scanAt, end: at + 2 };
}

/**
 * What may follow a picture: more pictures (CIPA DC-007), the film of a moving photo, the block that Samsung phones write,
 * zeros. Anything else was put there.
 */
export function refuseTrailer(file: Buffer, from: number): void {
  let at = from;
  while (at < file.length) {
    const rest = file.subarray(at);
    if (rest[0] === 0xff && rest[1] === SOI) at = readJpeg(file, at).end;
    else if (rest.toString('latin1', 4, 8) === 'ftyp') return void walkBoxes(file, at);
    else if (rest.toString('latin1', rest.length - 4) === 'SEFT') return;
    else if (rest[0] === 0) at += 1;
    else throw new UploadRefused('upload-trailing', { bytes: rest.length });
  }
}

/** The same picture without what the camera and programs wrote beside it: no place, no device, no remark. It stays turned as it was. */
export function stripJpeg(file: Buffer): Buffer {
  const { segments, scanAt, end, orientation } = readJpeg(file);
  const kept = segments
    .filter(({ marker, from }) => !isRemark(marker) || isColour(file, marker, from))
    .map(({ from, to }) => file.subarray(from, to));
  return Buffer.concat([
    file.subarray(0, 2),
    ...(orientation === 1 ? [] : [exifSegment(orientation)]),
    ...kept,
    file.subarray(scanAt, end),
  ]);
}

/** Without these the colours would change: the ICC profile and Adobe's note on the colour space. */
function isColour(file: Buffer, marker: number, from: number): boolean {
  const name = file.toString('latin1', from + 4, from + 15);
  return (marker === 0xe2 && name === 'ICC_PROFILE') || (marker === 0xee && name.startsWith('Adobe'));
}

function exifSegment(orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationOnly(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function markerAt(file: Buffer, at: number): number {
  if (at + 2 > file.length) throw new UploadRefused('upload-cut');
  const [prefix, marker] = [file[at], file[at + 1] ?? 0];
  if (prefix !== 0xff || marker < 0xc0) throw new UploadRefused('upload-damaged');
  return marker;
}

function lengthAt(file: Buffer, at: number): number {
  if (at + 2 > file.length) throw new UploadRefused('upload-cut');
  const length = file.readUInt16BE(at);
  if (length < 2) throw new UploadRefused('upload-damaged');
  return length;
}

/** The next marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = file.indexOf(0xff, at);
    if (at === -1 || at + 1 >= file.length) throw new UploadRefused('upload-cut');
    const next = file[at + 1] ?? 0;
    if (next === 0xff) at += 1;
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
  }
}
