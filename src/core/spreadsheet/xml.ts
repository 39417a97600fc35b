/** A scanner for the XML of spreadsheets: streamed, no tree, no document types. @module */
import { FileRefused } from './problems.ts';

export interface XmlHandler {
  /** `name` without namespace prefix; `attributes` as written, for {@link attribute}. */
  readonly open: (name: string, attributes: string) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** No cell holds more than 32,767 characters; a longer piece of markup or text is no workbook. */
const LONGEST_PIECE = 4 * 1024 * 1024;

/**
 * Scans a part and tells the handler what it finds, in order. A text is told whole, unless a comment or a
 * CDATA section divides it; an entity never is.
 *
 * @throws FileRefused for a document type declaration, invalid UTF-8, or XML that is cut off
 */
export async function scanXml(chunks: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const state: ScanState = { rest: '', depth: 0, handler };
  for await (const chunk of chunks) scanChunk(state, decode(decoder, chunk));
  scanChunk(state, decode(decoder));
  if (state.depth !== 0 || state.rest.trim() !== '') throw new FileRefused('file-damaged');
}

/** The value of an attribute by its full name (with prefix, as written), entities resolved; undefined when absent. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let from = 0; ;) {
    const at = attributes.indexOf(name, from);
    if (at < 0) return undefined;
    from = at + name.length;
    if (at > 0 && !isSpace(attributes.charCodeAt(at - 1))) continue;
    ATTRIBUTE_VALUE.lastIndex = from;
    const match = ATTRIBUTE_VALUE.exec(attributes);
    if (match !== null) return decodeEntities(match[1] ?? match[2] ?? '');
  }
}

const ATTRIBUTE_VALUE = /\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

interface ScanState {
  /** What is not yet complete. */
  rest: string;
  depth: number;
  readonly handler: XmlHandler;
}

function scanChunk(state: ScanState, chunk: string): void {
  const buffer = state.rest + chunk;
  let at = 0;
  for (;;) {
    const open = buffer.indexOf('<', at);
    if (open < 0) break;
    const end = endOfMarkup(buffer, open);
    if (end < 0) break;
    if (open > at) state.handler.text(decodeEntities(buffer.slice(at, open)));
    takeMarkup(state, buffer.slice(open, end));
    at = end;
  }
  state.rest = buffer.slice(at);
  if (state.rest.length > LONGEST_PIECE) throw new FileRefused('file-damaged');
}

/** The index after the markup that begins at `open`; -1 when it is not complete yet. */
function endOfMarkup(buffer: string, open: number): number {
  if (buffer.startsWith('<!--', open)) return after(buffer, '-->', open + 4);
  if (buffer.startsWith('<![CDATA[', open)) return after(buffer, ']]>', open + 9);
  if (buffer.startsWith('<?', open)) return after(buffer, '?>', open + 2);
  return endOfTag(buffer, open);
}

/** A `>` inside a quoted attribute value does not end the tag. */
function endOfTag(buffer: string, open: number): number {
  let quote = 0;
  for (let index = open + 1; index < buffer.length; index += 1) {
    const code = buffer.charCodeAt(index);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      quote = code;
    } else if (code === GREATER_THAN) {
      return index + 1;
    }
  }
  return -1;
}

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const GREATER_THAN = 62;

function takeMarkup(state: ScanState, markup: string): void {
  if (markup.startsWith('<![CDATA[')) return state.handler.text(markup.slice(9, -3));
  if (markup.startsWith('<!--') || markup.startsWith('<?')) return;
  if (markup.startsWith('<!')) throw new FileRefused('file-declares-types');
  if (markup.startsWith('</')) {
    state.depth -= 1;
    if (state.depth < 0) throw new FileRefused('file-damaged');
    return state.handler.close(localName(markup.slice(2, -1).trim()));
  }
  const isSelfClosing = markup.endsWith('/>');
  const inner = markup.slice(1, isSelfClosing ? -2 : -1);
  const space = inner.search(/\s/);
  const name = localName(space < 0 ? inner : inner.slice(0, space));
  state.handler.open(name, space < 0 ? '' : inner.slice(space));
  if (isSelfClosing) state.handler.close(name);
  else state.depth += 1;
}

function after(buffer: string, end: string, from: number): number {
  const at = buffer.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex: string, decimal: string, named: string) => {
      if (named !== undefined) return NAMED_ENTITIES[named] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new FileRefused('file-damaged');
  }
}
