/** What an engine does: one message, or many at once. All engines give the same bytes. @module */

/** Messages one after the other, and where each ends in `bytes`. */
export interface Messages {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

export interface Engine {
  /** Digest of the parts one after the other: 32 bytes. */
  readonly hash: (...parts: readonly Uint8Array[]) => Uint8Array;
  /**
   * H(key ‖ u8(j) ‖ id) of every id, as 8 big-endian words each, one after the other in `table`.
   * @param key - 32 bytes
   */
  readonly tickets: (key: Uint8Array, j: number, ids: readonly string[], table: Uint32Array) => void;
  /** H(prefix ‖ message) of every message: 32 bytes each, one after the other. */
  readonly digests: (prefix: Uint8Array, messages: Messages) => Uint8Array;
}

const UTF8 = new TextEncoder();
const LINE_END = 0x0a;

/** Texts as messages in UTF-8. */
export function messagesOf(texts: readonly string[]): Messages {
  const joined = UTF8.encode(texts.join(''));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, i) => (ends[i] = end += text.length));
  // As many bytes as characters: all is ASCII. Asking the encoder for each text takes ten times as long in a browser.
  return joined.length === end ? { bytes: joined, ends } : mixedMessages(texts);
}

function mixedMessages(texts: readonly string[]): Messages {
  // One UTF-16 unit gives at most three bytes.
  const bytes = new Uint8Array(3 * texts.reduce((length, text) => length + text.length, 0));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, i) => {
    end += UTF8.encodeInto(text, bytes.subarray(end)).written;
    ends[i] = end;
  });
  return { bytes: bytes.subarray(0, end), ends };
}

/** The lines of a file, each without its end; what follows the last end is no line. */
export function messagesOfLines(file: Uint8Array): Messages {
  const bytes = new Uint8Array(file.length);
  const ends: number[] = [];
  let end = 0;
  for (const byte of file) {
    if (byte === LINE_END) ends.push(end);
    else {
      bytes[end] = byte;
      end += 1;
    }
  }
  return { bytes: bytes.subarray(0, ends.at(-1) ?? 0), ends: Uint32Array.from(ends) };
}

/** Messages of `width` bytes each; what is left over at the end belongs to none. */
export function equalMessages(bytes: Uint8Array, width: number): Messages {
  return { bytes, ends: Uint32Array.from({ length: Math.floor(bytes.length / width) }, (_, i) => width * (i + 1)) };
}

/** Where message `i` begins. */
export function startOf({ ends }: Messages, i: number): number {
  return i === 0 ? 0 : (ends[i - 1] as number);
}
