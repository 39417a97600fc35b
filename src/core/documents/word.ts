/**
 * Word documents: an ordinary .docx with `{{字段}}` and `{{#行}}…{{/行}}`, which an office edits in Word or WPS, and its data give
 * a .docx. Data become text, never markup; a template runs no code. @module
 */
import { deflateSync, crc32 } from 'node:zlib';
import { TemplateHandler, type TemplateData } from 'easy-template-x';
import { unzipSync, zipSync } from 'fflate';
import { encode } from 'uqr';
import type { TemplateTag } from './template-fields.ts';
import { withScripts } from './word-scripts.ts';

/** What a template reads: text, a picture, or rows. */
export interface WordData {
  readonly [name: string]: string | WordPicture | readonly WordData[];
}

export interface WordPicture {
  readonly _type: 'image';
  readonly source: Buffer;
  readonly format: 'image/png' | 'image/jpeg';
  /** Before it is turned. */
  readonly width: number;
  readonly height: number;
  /** Plain words: they stand in an attribute as they are. */
  readonly altText: string;
  /** Degrees clockwise; Word does not ask the picture how the camera was held. */
  readonly turn?: 0 | 90 | 180 | 270;
}

const handler = new TemplateHandler({ delimiters: { tagStart: '{{', tagEnd: '}}' } });
/** A zip knows no earlier day; the document does not tell when it was made. */
const NO_DAY = '1980-01-01T00:00:00';

/** The filled document; the same bytes for the same input. @throws for a template whose loops do not close */
export async function fillWord(template: Uint8Array, data: WordData): Promise<Uint8Array> {
  const filled = await handler.process(Buffer.from(template), turnsInWords(data) as TemplateData);
  const files = unzipSync(Uint8Array.from(filled), { filter: ({ name }) => !name.endsWith('/') });
  const declared = Object.entries(files).map(([name, bytes]): [string, Uint8Array] => [
    name,
    /^word\/[a-z]+\d*\.xml$/.test(name) ? withNamespaces(withTurns(bytes)) : bytes,
  ]);
  return zipSync(withScripts(Object.fromEntries(declared)), { level: 6, mtime: NO_DAY });
}

/** The library knows no turned picture: the turn travels in the words, and is taken out of them again. */
function turnsInWords(data: WordData): WordData {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]): [string, WordData[string]] => {
      if (typeof value === 'string') return [name, value];
      if (!('_type' in value)) return [name, value.map(turnsInWords)];
      return [name, value.turn ? { ...value, altText: `${value.altText}⟳${value.turn}` } : value];
    }),
  );
}

/** ISO/IEC 29500-1 §20.1.7.6, §20.4.2.6: a turn in sixty-thousandths of a degree, and the room that it takes beyond the size before it. */
function withTurns(bytes: Uint8Array): Uint8Array {
  const xml = new TextDecoder().decode(bytes);
  if (!xml.includes('⟳')) return bytes;
  const turned = xml.replaceAll(/<wp:inline[\s\S]*?<\/wp:inline>/g, (inline) => {
    const turn = Number(/⟳(\d+)/.exec(inline)?.[1] ?? 0);
    if (turn === 0) return inline;
    return inline
      .replaceAll(/⟳\d+/g, '')
      .replace('<a:xfrm>', `<a:xfrm rot="${turn * 60_000}">`)
      .replace(/<wp:effectExtent[^>]*\/>/, (extent) => (turn % 180 === 0 ? extent : roomOf(inline)));
  });
  return new TextEncoder().encode(turned);
}

function roomOf(inline: string): string {
  const [, cx = 0, cy = 0] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(inline) ?? [];
  const [beside, above] = [Number(cy) - Number(cx), Number(cx) - Number(cy)].map((more) =>
    Math.max(0, Math.round(more / 2)),
  );
  return `<wp:effectExtent l="${beside}" t="${above}" r="${beside}" b="${above}"/>`;
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
