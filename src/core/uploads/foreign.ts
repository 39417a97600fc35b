/** Other files hidden in, before or behind a file (polyglots), and files of kinds that are never taken. @module */
import { UploadRefused } from './kinds.ts';

/** Refuses what is recognisably of a kind that is not taken, with the word for it. */
export function refuseForeign(file: Buffer): void {
  for (const [code, magic] of FOREIGN) if (file.subarray(0, magic.length).equals(magic)) throw new UploadRefused(code);
  if (file.toString('latin1', 257, 262) === 'ustar') throw new UploadRefused('upload-archive');
  if (MARKUP.test(file.toString('latin1', 0, 1_024).replace(/^ï»¿/, ''))) throw new UploadRefused('upload-markup');
}

/**
 * Refuses a picture that is something else as well: a web page or script in its remarks, a PDF that begins near its start,
 * a zip that ends near its end, an archive behind it.
 */
export function refuseTwoInOne(file: Buffer): void {
  if (file.subarray(0, 1_024).includes('%PDF-')) throw new UploadRefused('upload-two-in-one', { found: 'PDF' });
  if (hasZipEnd(file)) throw new UploadRefused('upload-two-in-one', { found: 'zip' });
  for (const [found, magic] of ARCHIVES_ANYWHERE)
    if (file.includes(magic)) throw new UploadRefused('upload-two-in-one', { found });
}

/** Scripts and pages in what a file carries as words. */
export function refuseMarkup(words: Buffer): void {
  if (/<\s*(script|html|svg|iframe|body|!doctype\s+html)|<\?php/i.test(words.toString('latin1')))
    throw new UploadRefused('upload-two-in-one', { found: '网页或脚本' });
}

/** The end record of a zip in the last 64 KB, where programs look for it (APPNOTE 4.3.16), with numbers that could be true. */
export function hasZipEnd(file: Buffer): boolean {
  const from = Math.max(0, file.length - 65_557);
  for (let at = file.indexOf(ZIP_END, from); at !== -1; at = file.indexOf(ZIP_END, at + 1)) {
    if (at + 22 > file.length) return false;
    const [size, offset] = [file.readUInt32LE(at + 12), file.readUInt32LE(at + 16)];
    if (size <= at && offset <= at) return true;
  }
  return false;
}

const ZIP_END = Buffer.from('PK\u0005\u0006', 'latin1');
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

const ARCHIVES_ANYWHERE = [
  ['rar', latin('Rar!\u001a\u0007')],
  ['7z', latin("7z\u00bc\u00af'\u001c")],
] as const;

const FOREIGN = [
  ['upload-archive', latin('Rar!\u001a\u0007')],
  ['upload-archive', latin("7z\u00bc\u00af'\u001c")],
  ['upload-archive', latin('\u001f\u008b')],
  ['upload-archive', latin('BZh')],
  ['upload-archive', latin('\u00fd7zXZ')],
  ['upload-old-office', latin('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')],
  ['upload-program', latin('MZ')],
  ['upload-program', latin('\u007fELF')],
  ['upload-program', latin('\u00ca\u00fe\u00ba\u00be')],
  ['upload-program', latin('\u00cf\u00fa\u00ed\u00fe')],
  ['upload-program', latin('#!')],
  ['upload-program', latin('dex\n')],
] as const;

const MARKUP = /^\s*(<(!doctype|html|head|body|script|svg|\?xml|\?php|iframe|table|meta)\b|\{\\rtf|%!PS)/i;
