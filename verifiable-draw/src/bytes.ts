/** Bytes: hexadecimal, Base64, big-endian integers, comparison. SPEC §1. @module */

const UTF8 = new TextEncoder();
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a text. A lone surrogate becomes U+FFFD: check `isWellFormed()` first where it matters. */
export function utf8(text: string): Uint8Array {
  return UTF8.encode(text);
}

/**
 * Text of UTF-8 bytes; a byte order mark is kept, not dropped.
 * @throws {TypeError} when the bytes are not valid UTF-8
 */
export function fromUtf8(bytes: Uint8Array): string {
  return STRICT_UTF8.decode(bytes);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

const DIGITS = UTF8.encode('0123456789abcdef');

/**
 * Lower-case hexadecimal of many values that stand `width` bytes apart: of each the first `length` bytes. One text is
 * made and cut, which leaves less behind than a text for every byte.
 */
export function toHexes(bytes: Uint8Array, width: number, length: number): string[] {
  const count = Math.floor(bytes.length / width);
  const digits = new Uint8Array(2 * length * count);
  let at = 0;
  for (let value = 0; value < count; value += 1)
    for (let i = width * value; i < width * value + length; i += 1) {
      digits[at] = DIGITS[(bytes[i] as number) >> 4] as number;
      digits[at + 1] = DIGITS[(bytes[i] as number) & 15] as number;
      at += 2;
    }
  const text = STRICT_UTF8.decode(digits);
  const texts: string[] = [];
  for (let from = 0; from < text.length; from += 2 * length) texts.push(text.slice(from, from + 2 * length));
  return texts;
}

/**
 * Bytes of a lower-case hexadecimal text.
 * @param length - expected number of bytes, if the caller knows it
 * @throws {RangeError} on upper case, an odd length, another character, another length
 */
export function fromHex(text: string, length?: number): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new RangeError('expected lower-case hexadecimal');
  const bytes = new Uint8Array(text.length / 2);
  if (length !== undefined && bytes.length !== length) {
    throw new RangeError(`expected ${length} bytes in hexadecimal, got ${bytes.length}`);
  }
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Standard Base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * Bytes of a standard Base64 text (RFC 4648 §4), which must be the only spelling of these bytes.
 * @throws {RangeError} on white space, missing padding, stray bits
 */
export function fromBase64(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new RangeError('expected standard Base64');
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new RangeError('expected canonical Base64');
  return bytes;
}

/** The parts one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Order of two byte strings as `memcmp`: negative, 0 or positive; a prefix comes first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether two byte strings are the same. Not constant-time: nothing compared here is secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0;
}

/**
 * A whole number as `width` big-endian bytes.
 * @throws {RangeError} when it does not fit
 */
export function bigEndian(value: number, width: 1 | 2 | 4 | 8): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** width) {
    throw new RangeError(`${value} does not fit into ${width} bytes`);
  }
  const bytes = new Uint8Array(width);
  let rest = value;
  for (let i = width - 1; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}
