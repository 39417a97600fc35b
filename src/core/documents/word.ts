/**
 * Word documents: an ordinary .docx with `{{字段}}` and `{{#行}}…{{/行}}`, which an office edits in Word or WPS, and its data give
 * a .docx. Data become text, never markup; a template runs no code. @module
 */
import { deflateSync, crc32 } from 'node:zlib';
import { TemplateHandler, type TemplateData } from 'easy-template-x';
import { unzipSync, zipSync } from 'fflate';
import { encode } from 'uqr';
import type { TemplateTag } from './template-fields.ts';

/** What a template reads: text, a picture, or rows. */
export interface WordData {
  readonly [name: string]: string | WordPicture | readonly WordData[];
}

export interface WordPicture {
  readonly _type: 'image';
  readonly source: Buffer;
  readonly format: 'image/png';
  readonly width: number;
  readonly height: number;
  readonly altText: string;
}

const handler = new TemplateHandler({ delimiters: { tagStart: '{{', tagEnd: '}}' } });
/** A zip knows no earlier day; the document does not tell when it was made. */
const NO_DAY = '1980-01-01T00:00:00';

/** The filled document; the same bytes for the same input. @throws for a template whose loops do not close */
export async function fillWord(template: Uint8Array, data: WordData): Promise<Uint8Array> {
  const filled = await handler.process(Buffer.from(template), data as TemplateData);
  const files = unzipSync(Uint8Array.from(filled), { filter: ({ name }) => !name.endsWith('/') });
  const declared = Object.entries(files).map(([name, bytes]): [string, Uint8Array] => [
    name,
    /^word\/[a-z]+\d*\.xml$/.test(name) ? withNamespaces(bytes) : bytes,
  ]);
  return zipSync(Object.fromEntries(declared), { level: 6, mtime: NO_DAY });
}

/** What a picture is written with (ISO/IEC 29500-1 §20.1, §20.2, §20.4). */
const PICTURE_NAMESPACES = {
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
} as const;

/** A template without a picture need not declare what one is written with; without it no program opens the document. */
function withNamespaces(bytes: Uint8Array): Uint8Array {
  const xml = new TextDecoder().decode(bytes);
  const missing = Object.entries(PICTURE_NAMESPACES).filter(
    ([prefix]) => xml.includes(`<${prefix}:`) && !xml.includes(`xmlns:${prefix}=`),
  );
  if (missing.length === 0) return bytes;
  const declarations = missing.map(([prefix, name]) => ` xmlns:${prefix}="${name}"`).join('');
  return new TextEncoder().encode(xml.replace(/<w:[a-zA-Z]+(?=[\s>])/, (root) => root + declarations));
}

/** The fields and rows that a template asks for, each once. */
export async function wordTags(template: Uint8Array): Promise<readonly string[]> {
  const tags = await handler.parseTags(Buffer.from(template));
  return [...new Set(tags.map(({ name }) => name))];
}

/** Every tag of a template in its order, or undefined when the file is no Word document that can be read. */
export async function placedTags(template: Uint8Array): Promise<readonly TemplateTag[] | undefined> {
  try {
    const tags = await handler.parseTags(Buffer.from(template));
    return tags.map(({ name, disposition, rawText, ...tag }) => ({
      kind: KINDS[String(disposition)] ?? 'field',
      name,
      place: 'xmlTextNode' in tag ? paragraphOf(tag.xmlTextNode, rawText) : rawText,
    }));
  } catch {
    // The library throws its own errors for damaged archives, missing parts and braces that do not close.
    return undefined;
  }
}

const KINDS: Readonly<Record<string, TemplateTag['kind']>> = { Open: 'open', Close: 'close', SelfClosed: 'field' };
/** As much of a paragraph as leads a reader there. */
const LONGEST_PLACE = 40;

interface XmlNode {
  readonly nodeName: string;
  readonly textContent?: string;
  readonly parentNode?: XmlNode;
  readonly childNodes?: readonly XmlNode[];
}

/** The text of the paragraph around a node, with the tag in its middle. */
function paragraphOf(node: XmlNode, tag: string): string {
  let paragraph = node;
  while (paragraph.nodeName !== 'w:p' && paragraph.parentNode) paragraph = paragraph.parentNode;
  const text = textOf(paragraph);
  const at = Math.max(0, text.indexOf(tag));
  const from = Math.max(0, at - Math.floor((LONGEST_PLACE - tag.length) / 2));
  return text.slice(from, from + Math.max(LONGEST_PLACE, tag.length));
}

function textOf(node: XmlNode): string {
  return (node.textContent ?? '') + (node.childNodes ?? []).map(textOf).join('');
}

/** A QR code of `size` pixels (96 to the inch). */
export function qrPicture(text: string, size: number): WordPicture {
  return { _type: 'image', source: qrPng(text), format: 'image/png', width: size, height: size, altText: text };
}

/** One bit for a pixel, eight pixels for a module (PNG 1.2, greyscale). */
function qrPng(text: string): Buffer {
  const { data, size } = encode(text, { border: 0, ecc: 'L' });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size * 8, 0);
  header.writeUInt32BE(size * 8, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = data.flatMap((row) => {
    const line = Buffer.from([0, ...row.map((isDark) => (isDark ? 0x00 : 0xff))]);
    return Array.from({ length: 8 }, () => line);
  });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
