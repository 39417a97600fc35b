/** What an uploaded file really is, found out before anything in it is interpreted. @module */
import { ok, refuse, type Result } from '../result.ts';
import { openArchive } from './archive.ts';
import { READ_LIMITS, type ReadLimits } from './limits.ts';
import { FileRefused } from './problems.ts';
import type { UploadedFile } from './workbook.ts';

export type FileFormat = 'xlsx' | 'csv';

/**
 * Refuses what must not reach a parser: nothing at all, too much, old and encrypted workbooks, macros, damaged zips,
 * zip bombs, other files under a workbook's name. Inflates every part once, counting, and keeps nothing of it;
 * `onInflated` is told the count.
 */
export async function precheckFile(
  file: UploadedFile,
  limits: ReadLimits = READ_LIMITS,
  onInflated?: (bytes: number) => void,
): Promise<Result<FileFormat>> {
  try {
    const format = formatOf(file, limits);
    if (format === 'xlsx') await precheckArchive(file, limits, onInflated);
    return ok(format);
  } catch (error) {
    if (error instanceof FileRefused) return refuse([error.refusal]);
    throw error;
  }
}

function formatOf({ name, bytes }: UploadedFile, limits: ReadLimits): FileFormat {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new FileRefused('file-empty');
  if (buffer.length > limits.fileBytes) {
    throw new FileRefused('file-too-large', {
      megabytes: Math.ceil(buffer.length / 1024 / 1024),
      limit: Math.floor(limits.fileBytes / 1024 / 1024),
    });
  }
  if (buffer.subarray(0, 8).equals(OLE_MAGIC)) {
    throw new FileRefused(buffer.includes(ENCRYPTED_PACKAGE) ? 'file-encrypted' : 'file-old-format');
  }
  if (buffer.subarray(0, 4).equals(ZIP_MAGIC)) return 'xlsx';
  if (/^\s*<(!doctype\s+html|html|table|meta)/i.test(textStart(buffer))) throw new FileRefused('file-html');
  if (/\.(csv|txt|tsv)$/i.test(name)) return 'csv';
  throw new FileRefused('file-not-workbook');
}

async function precheckArchive(
  { name, bytes }: UploadedFile,
  limits: ReadLimits,
  onInflated?: (bytes: number) => void,
): Promise<void> {
  const archive = await openArchive(bytes, limits, onInflated);
  const parts = new Set(archive.names.map((part) => part.toLowerCase()));
  if (!parts.has('[content_types].xml') || !parts.has('xl/workbook.xml')) throw new FileRefused('file-not-workbook');
  const hasMacros = [...parts].some((part) => /(^|\/)vbaproject\.bin$|^xl\/macrosheets\//.test(part));
  if (hasMacros || /\.(xlsm|xltm|xlam)$/i.test(name)) throw new FileRefused('file-macros');

  for (const part of archive.names) await drain(archive.open(part));
}

/** Inflates a part to its end; the archive counts what comes out. */
async function drain(chunks: AsyncGenerator<Buffer> | undefined): Promise<void> {
  let next = await chunks?.next();
  while (next?.done === false) next = await chunks?.next();
}

/** The first characters, enough to see what kind of text it is. */
function textStart(buffer: Buffer): string {
  return buffer.subarray(0, 256).toString('latin1').replace(/^ï»¿/, '');
}

const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The stream of an OLE container that holds a workbook under a password (MS-OFFCRYPTO §1.3.3). */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
