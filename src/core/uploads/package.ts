/** Documents that are zips: Word, Excel (ISO/IEC 29500-2) and OFD (GB/T 33190). @module */
import { openArchive, type Archive } from '../spreadsheet/archive.ts';
import { FileRefused, type FileCode } from '../spreadsheet/problems.ts';
import { READ_LIMITS } from '../spreadsheet/limits.ts';
import { UploadRefused, type UploadCode, type UploadFormat } from './kinds.ts';

const LIMITS = { ...READ_LIMITS, contentBytes: 200 * 1024 * 1024 };
/** What is looked into for links that fetch by themselves and for fields that run commands. */
const SPOKEN = /\.(rels|xml)$/i;

/** Which of the three it is. @throws UploadRefused when it is another archive, a bomb, or carries what acts */
export async function readPackage(file: Buffer): Promise<UploadFormat> {
  if (hasTail(file)) throw new UploadRefused('upload-trailing', { bytes: 1 });
  try {
    const archive = await openArchive(file, LIMITS);
    const format = formatOf(archive);
    for (const name of archive.names) await readPart(archive, name);
    return format;
  } catch (error) {
    if (error instanceof FileRefused) throw new UploadRefused(codeOf(error.refusal.code as FileCode));
    throw error;
  }
}

function formatOf({ names }: Archive): UploadFormat {
  const parts = new Set(names.map((name) => name.toLowerCase()));
  if (parts.has('ofd.xml')) return 'ofd';
  if (!parts.has('[content_types].xml')) throw new UploadRefused('upload-archive');
  const isActive = (pattern: RegExp): boolean => [...parts].some((part) => pattern.test(part));
  if (isActive(/(^|\/)vba\w*\.(bin|xml)$|\/macrosheets\//)) throw new UploadRefused('upload-macros');
  if (isActive(/\/(embeddings|activex)\/.*\.bin$|\.(exe|dll|js|vbs|cmd|bat|lnk|hta|scr)$/))
    throw new UploadRefused('upload-active', { found: '嵌入对象' });
  if (parts.has('word/document.xml')) return 'docx';
  if (parts.has('xl/workbook.xml')) return 'xlsx';
  throw new UploadRefused('upload-archive');
}

async function readPart(archive: Archive, name: string): Promise<void> {
  const isSpoken = SPOKEN.test(name);
  const spoken: Buffer[] = [];
  const chunks = archive.open(name);
  if (chunks !== undefined) for await (const chunk of chunks) if (isSpoken) spoken.push(chunk);
  if (!isSpoken) return;
  const text = Buffer.concat(spoken).toString('utf8');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new UploadRefused('upload-active', { found: 'DOCTYPE' });
  if (/\bDDE(AUTO)?\s+["\\a-z]|<w:instrText[^>]*>\s*(DDE|DDEAUTO|INCLUDETEXT)\b/i.test(text))
    throw new UploadRefused('upload-active', { found: 'DDE' });
  if (name.toLowerCase().endsWith('.rels')) refuseFetching(text);
  if (/<w:altChunk\b/.test(text)) throw new UploadRefused('upload-active', { found: 'altChunk' });
}

/** A link that a reader presses is harmless; a template, picture or object that is fetched on opening is not. */
function refuseFetching(relations: string): void {
  for (const [relation] of relations.matchAll(/<Relationship\b[^>]*>/g))
    if (/TargetMode\s*=\s*["']External["']/i.test(relation) && !/\/hyperlink["']/i.test(relation))
      throw new UploadRefused('upload-active', { found: '外部链接' });
}

function hasTail(file: Buffer): boolean {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  return end !== -1 && end + 22 <= file.length && end + 22 + file.readUInt16LE(end + 20) < file.length;
}

function codeOf(code: FileCode): UploadCode {
  if (code === 'file-encrypted') return 'upload-encrypted';
  return code === 'file-damaged' ? 'upload-damaged' : 'upload-bomb';
}
