/** Films of phones: MP4 and its kin (ISO/IEC 14496-12) by their boxes, WebM by its head. @module */
import { UploadRefused } from './kinds.ts';

/** Major brands that phones and browsers write. */
const FILM_BRANDS = /^(isom|iso\d|mp4[12]|avc1|m4v |3gp\d|3g2.|qt {2}|msnv|dash|f4v |mmp4)$/i;
const PICTURE_BRANDS = /^(hei[cmsx]|hevc|hevx|mif1|msf1|avif|avis)$/;

/** @throws UploadRefused when it is a still picture (HEIC), cut off, or without its index */
export function readMp4(file: Buffer): void {
  const brand = file.toString('latin1', 8, 12);
  if (PICTURE_BRANDS.test(brand)) throw new UploadRefused('upload-heic');
  if (!FILM_BRANDS.test(brand)) throw new UploadRefused('upload-kind');
  const boxes = walkBoxes(file, 0);
  if (!boxes.includes('moov') || !boxes.includes('mdat')) throw new UploadRefused('upload-damaged');
}

/** The types of the boxes that fill the file from `from` to its end. @throws UploadRefused when they do not */
export function walkBoxes(file: Buffer, from: number): string[] {
  const types: string[] = [];
  for (let at = from; at < file.length;) {
    if (at + 8 > file.length) throw new UploadRefused('upload-cut');
    const type = file.toString('latin1', at + 4, at + 8);
    const size = boxSize(file, at);
    if (!/^[\x20-\x7e\xa9]{4}$/.test(type) || size < 8) throw new UploadRefused('upload-damaged');
    if (at + size > file.length) throw new UploadRefused('upload-cut');
    types.push(type);
    at += size;
  }
  return types;
}

/** 0 means up to the end, 1 that the size is written in 64 bits. */
function boxSize(file: Buffer, at: number): number {
  const size = file.readUInt32BE(at);
  if (size === 0) return file.length - at;
  if (size !== 1) return size;
  if (at + 16 > file.length) throw new UploadRefused('upload-cut');
  return Number(file.readBigUInt64BE(at + 8));
}

/** EBML head (RFC 8794) with the document type `webm`, then a segment. @throws UploadRefused */
export function readWebm(file: Buffer): void {
  const head = vint(file, 4);
  const end = 4 + head.bytes + head.value;
  if (end + 12 > file.length) throw new UploadRefused('upload-cut');
  if (!file.subarray(4, end).includes('webm')) throw new UploadRefused('upload-kind');
  if (file.readUInt32BE(end) !== 0x18_53_80_67) throw new UploadRefused('upload-damaged');
  const segment = vint(file, end + 4);
  // A size of all ones is not known while it is written, as browsers do.
  const isUnknown = segment.value === 2 ** (7 * segment.bytes) - 1;
  const last = end + 4 + segment.bytes + segment.value;
  if (!isUnknown && last > file.length) throw new UploadRefused('upload-cut');
  if (!isUnknown && last < file.length) throw new UploadRefused('upload-trailing', { bytes: file.length - last });
}

function vint(file: Buffer, at: number): { readonly value: number; readonly bytes: number } {
  const first = file[at] ?? 0;
  const bytes = Math.clz32(first) - 23;
  if (bytes > 8 || at + bytes > file.length) throw new UploadRefused('upload-damaged');
  let value = first & (0xff >> bytes);
  for (let n = 1; n < bytes; n += 1) value = value * 256 + (file[at + n] ?? 0);
  return { value, bytes };
}
