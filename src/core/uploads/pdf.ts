/** PDF (ISO 32000): whole, not locked, and without anything that acts: what an archive takes (PDF/A, ISO 19005). @module */
import { inflateSync } from 'node:zlib';
import { hasZipEnd } from './foreign.ts';
import { UploadRefused } from './kinds.ts';

const [STREAM, END_STREAM] = [Buffer.from('stream'), Buffer.from('endstream')];
/** Objects may be packed into streams; this much of them is unpacked. */
const MAX_PACKED = 64 * 1024 * 1024;
const MAX_RATIO = 1_000;
/** Met by chance once in ten million millions of bytes: looked for everywhere, since a `stream` in a string hides what follows it. */
const ACTS = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm|GoToE|Movie|Sound)(?![A-Za-z0-9])/;
/** Three bytes are met by chance in any picture: looked for outside of streams. */
const ACTS_SHORTLY = /\/(JS|XFA|3D)(?![A-Za-z0-9])/;
/** The two halves of an identity (§14.4) in base64, as some programs write them: any letters may stand there. */
const IDENTITY = /\/ID\s*\[\s*\([A-Za-z0-9+/=]{16,64}\)\s*\([A-Za-z0-9+/=]{16,64}\)\s*\]/g;

/** @throws UploadRefused */
export function readPdf(file: Buffer): void {
  if (hasZipEnd(file)) throw new UploadRefused('upload-two-in-one', { found: 'zip' });
  const tail = file.toString('latin1', Math.max(0, file.length - 1_024));
  if (!tail.includes('%%EOF')) throw new UploadRefused('upload-cut');
  const words = plainNames(wordsOf(file));
  if (!/\/Type\s*\/(Catalog|Pages?)\b/.test(words) || !tail.includes('startxref'))
    throw new UploadRefused('upload-damaged');
  if (/\/Encrypt(?![A-Za-z0-9])/.test(words)) throw new UploadRefused('upload-encrypted');
  const active = (ACTS.exec(words) ??
    ACTS_SHORTLY.exec(words.replaceAll(IDENTITY, '/ID')) ??
    ACTS.exec(everything(file)))?.[1];
  if (active !== undefined) throw new UploadRefused('upload-active', { found: active });
}

/** How many pages it has: page objects, wherever they stand. @throws UploadRefused for what is no PDF */
export function pageCount(file: Buffer): number {
  const pages = plainNames(wordsOf(file)).match(/\/Type\s*\/Page(?![A-Za-z0-9])/g)?.length ?? 0;
  if (pages === 0) throw new UploadRefused('upload-damaged');
  return pages;
}

/** Everything that is not the inside of a stream, and the inside of those streams that hold objects. */
function wordsOf(file: Buffer): string {
  const parts: string[] = [];
  let unpacked = 0;
  let at = 0;
  for (;;) {
    const start = file.indexOf(STREAM, at);
    if (start === -1) break;
    const before = file.toString('latin1', at, start);
    parts.push(before);
    const begin = start + STREAM.length + lineEnd(file, start + STREAM.length);
    const end = file.indexOf(END_STREAM, begin);
    if (end === -1) break;
    const dictionary = plainNames(before.slice(-2_000));
    if (/\/ObjStm\b[^]*$/.test(dictionary.slice(dictionary.lastIndexOf(' obj')))) {
      const packed = unpack(file.subarray(begin, end), MAX_PACKED - unpacked);
      unpacked += packed.length;
      parts.push(packed);
    }
    at = end + END_STREAM.length;
  }
  parts.push(file.toString('latin1', at));
  return parts.join('\n');
}

function unpack(packed: Buffer, most: number): string {
  try {
    return inflateSync(packed, {
      maxOutputLength: Math.min(most, Math.max(65_536, packed.length * MAX_RATIO)),
    }).toString('latin1');
  } catch (error) {
    if (error instanceof RangeError) throw new UploadRefused('upload-bomb');
    // Objects packed in another way than all programs do cannot be looked into.
    throw new UploadRefused('upload-damaged');
  }
}

function everything(file: Buffer): string {
  return plainNames(file.toString('latin1'));
}

/** `/J#61vaScript` is `/JavaScript` (§7.3.5). */
function plainNames(text: string): string {
  return text.replaceAll(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function lineEnd(file: Buffer, at: number): number {
  return file[at] === 0x0d ? (file[at + 1] === 0x0a ? 2 : 1) : file[at] === 0x0a ? 1 : 0;
}
