/** What an engine does: one message, or many at once. All engines give the same bytes. @module */
import { concat } from '../bytes.ts';

/** Messages one after the other, and where each ends in `bytes`. */
export interface Messages {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  /** Bytes between two of them that belong to neither: an end of line; none when left out. */
  readonly gap?: number;
}

/** Which tickets: H(key ‖ u8(j) ‖ id) of every id. */
export interface TicketJob {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly j: number;
  readonly ids: readonly string[];
  /** All 8, or the first alone: it tells almost all that are not drawn. */
  readonly words: 1 | 8;
}

export interface Engine {
  /** Digest of the parts one after the other: 32 bytes. */
  readonly hash: (...parts: readonly Uint8Array[]) => Uint8Array;
  /** Tickets of every id of a job, as big-endian words, `words` of each, one after the other in `table`. */
  readonly tickets: (job: TicketJob, table: Uint32Array) => void;
  /** H(prefix ‖ message) of every message: 32 bytes each, one after the other. */
  readonly digests: (prefix: Uint8Array, messages: Messages) => Uint8Array;
}

const UTF8 = new TextEncoder();
const LINE_END = 0x0a;

/** Texts as messages in UTF-8. */
export function messagesOf(texts: readonly string[]): Messages {
  // Joined and encoded in one go: asking the encoder for each text takes ten times as long in a browser.
  const bytes = UTF8.encode(texts.join('\n'));
  const ends = new Uint32Array(texts.length);
  let end = -1;
  for (let i = 0; i < ends.length; i += 1) ends[i] = end += 1 + (texts[i] as string).length;
  // As many bytes as characters: all is ASCII.
  if (bytes.length === Math.max(end, 0)) return { bytes, ends, gap: 1 };
  return fillEnds(ends, bytes) ? { bytes, ends, gap: 1 } : messagesWithLines(texts);
}

/** Where so many lines end, the last one perhaps with the bytes; false when there are more lines than that. */
function fillEnds(ends: Uint32Array, bytes: Uint8Array): boolean {
  let end = -1;
  for (let i = 0; i < ends.length; i += 1) {
    end = bytes.indexOf(LINE_END, end + 1);
    if (end === -1) end = bytes.length;
    ends[i] = end;
  }
  return end === bytes.length;
}

/** Texts in which an end of line stands are encoded one by one. */
function messagesWithLines(texts: readonly string[]): Messages {
  const encoded = texts.map((text) => UTF8.encode(text));
  let end = 0;
  return { bytes: concat(...encoded), ends: Uint32Array.from(encoded, ({ length }) => (end += length)) };
}

/** Texts written and encoded at once: as long as they live, texts are dear to the garbage collection. */
const AT_ONCE = 64;

/** A line for each entry, in UTF-8, in a buffer that grows; `lineOf` gives it without its end and no end within. */
export function messagesOfEntries<T>(entries: readonly T[], lineOf: (entry: T) => string): Messages {
  const ends = new Uint32Array(entries.length);
  let bytes: Uint8Array = new Uint8Array(256 * entries.length);
  let length = 0;
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    let text = '';
    for (let i = from; i < Math.min(from + AT_ONCE, entries.length); i += 1) text += `${lineOf(entries[i] as T)}\n`;
    // One UTF-16 unit gives at most three bytes.
    if (bytes.length < length + 3 * text.length) bytes = concat(bytes, new Uint8Array(bytes.length + 3 * text.length));
    length += UTF8.encodeInto(text, bytes.subarray(length)).written;
  }
  fillEnds(ends, bytes.subarray(0, length));
  return { bytes: bytes.subarray(0, length), ends, gap: 1 };
}

/** The lines of a file, each without its end; what follows the last end is no line. */
export function messagesOfLines(file: Uint8Array): Messages {
  const ends: number[] = [];
  for (let end = file.indexOf(LINE_END); end !== -1; end = file.indexOf(LINE_END, end + 1)) ends.push(end);
  return { bytes: file, ends: Uint32Array.from(ends), gap: 1 };
}

/** Messages of `width` bytes each; what is left over at the end belongs to none. */
export function equalMessages(bytes: Uint8Array, width: number): Messages {
  const ends = new Uint32Array(Math.floor(bytes.length / width));
  for (let i = 0; i < ends.length; i += 1) ends[i] = width * (i + 1);
  return { bytes, ends };
}

/** Where message `i` begins. */
export function startOf({ ends, gap = 0 }: Messages, i: number): number {
  return i === 0 ? 0 : (ends[i - 1] as number) + gap;
}
