/** Canonical JSON "JCS-int": RFC 8785 without floats and null. SPEC §2. @module */
import { compareBytes, fromUtf8, utf8 } from './bytes.ts';

/** What a public document may hold: no null, no fraction. A member without a value is left out. */
export type CanonicalValue = boolean | number | string | readonly CanonicalValue[] | CanonicalObject;
export interface CanonicalObject {
  readonly [key: string]: CanonicalValue;
}

/** Why a value or a text is not canonical, and where (`$.sources[2].id`, or a byte offset). */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError';
  readonly where: string;
  readonly problem: string;

  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
    this.where = where;
    this.problem = problem;
  }
}

/** Deeper nesting is refused, so that no document can exhaust the stack. */
export const MAX_DEPTH = 32;

/**
 * The one byte string of a value (SPEC §2): keys sorted, no white space, UTF-8.
 *
 * @param value - object, array, boolean, string or whole number |n| ≤ 2^53 − 1
 * @returns UTF-8 bytes of the JSON text
 * @throws {CanonicalError} on a float, −0, null, undefined, a text that is not NFC, trimmed, well-formed and free of
 *   control characters, a key outside `[!-~]+`, nesting deeper than {@link MAX_DEPTH}
 */
export function canonicalize(value: CanonicalValue): Uint8Array {
  return utf8(canonicalText(value));
}

/**
 * As {@link canonicalize}, for a document whose type is an interface; the same checks are made when it runs.
 * @throws {CanonicalError} as {@link canonicalize}
 */
export function canonicalDocument(document: object): Uint8Array {
  return utf8(textOf(document));
}

/** As {@link canonicalDocument}, but the JSON text instead of its bytes. */
export function documentText(document: object): string {
  return textOf(document);
}

/** As {@link canonicalize}, but the JSON text instead of its bytes. */
export function canonicalText(value: CanonicalValue): string {
  return textOf(value);
}

/**
 * Reads a canonical document. Only the bytes {@link canonicalize} would write are accepted, so a document has one
 * spelling: duplicate keys, unsorted keys, white space, escapes without need, `1.0`, `1e3` are all refused.
 *
 * @param source - JSON text or its UTF-8 bytes
 * @throws {CanonicalError} saying where and why
 */
export function parseCanonical(source: string | Uint8Array): CanonicalValue {
  const text = typeof source === 'string' ? source : decode(source);
  if (!text.isWellFormed()) throw new CanonicalError('$', 'text has a lone surrogate');
  if (text.startsWith('\uFEFF')) throw new CanonicalError('byte 0', 'begins with a byte order mark');
  const value = parseJson(text);
  const canonical = textOf(value);
  if (canonical !== text) throw differenceError(text, canonical);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw new CanonicalError('$', 'is not valid UTF-8');
  }
}

function parseJson(text: string): CanonicalValue {
  try {
    const value: CanonicalValue = JSON.parse(text);
    return value;
  } catch (error) {
    throw new CanonicalError('$', `is not JSON: ${String(error)}`);
  }
}

/** The first place where the text is not what canonical JSON would be: a duplicate key, a space, a float. */
function differenceError(text: string, canonical: string): CanonicalError {
  let at = 0;
  while (text[at] === canonical[at]) at += 1;
  const found = JSON.stringify(text.slice(at, at + 24));
  const expected = JSON.stringify(canonical.slice(at, at + 24));
  return new CanonicalError(
    `byte ${utf8(text.slice(0, at)).length}`,
    `not canonical (duplicate or unsorted key, white space, float, or needless escape): found ${found}, expected ${expected}`,
  );
}

/** Places are put into words only when something is wrong: that takes longer than the writing. */
function textOf(value: unknown): string {
  try {
    return write(value, undefined, 0);
  } catch {
    return write(value, '$', 0);
  }
}

/** `where` is the place of the value, if places are wanted. */
function write(value: unknown, where: string | undefined, depth: number): string {
  if (depth > MAX_DEPTH) throw refusal(where, `nested deeper than ${MAX_DEPTH}`);
  if (typeof value === 'string') return writeString(value, where);
  if (typeof value === 'number') return writeInteger(value, where);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return writeArray(value, where, depth);
  if (isPlainObject(value)) return writeObject(value, where, depth);
  throw refusal(where, `${value === null ? 'null' : typeof value} is not allowed; leave the member out`);
}

function refusal(where: string | undefined, problem: string): CanonicalError {
  return new CanonicalError(where ?? '$', problem);
}

function writeArray(value: readonly unknown[], where: string | undefined, depth: number): string {
  return `[${value.map((item, i) => write(item, where === undefined ? where : `${where}[${i}]`, depth + 1)).join(',')}]`;
}

function writeObject(value: Readonly<Record<string, unknown>>, where: string | undefined, depth: number): string {
  const keys = Object.keys(value);
  if (!isInOrder(keys)) keys.sort();
  let members = '';
  for (const key of keys) {
    if (members !== '') members += ',';
    members += `${writeKey(key, where)}:${write(value[key], where === undefined ? where : `${where}.${key}`, depth + 1)}`;
  }
  return `{${members}}`;
}

function writeKey(key: string, where: string | undefined): string {
  if (/^[A-Za-z0-9]+$/.test(key)) return `"${key}"`;
  if (!/^[!-~]+$/.test(key)) throw refusal(where, `key ${JSON.stringify(key)} is not visible ASCII`);
  return quoted(key);
}

/** Those of a document that was read are: sorting them again would take longer than writing them. */
function isInOrder(keys: readonly string[]): boolean {
  let before = '';
  for (const key of keys) {
    if (key < before) return false;
    before = key;
  }
  return true;
}

function writeInteger(value: number, where: string | undefined): string {
  if (!Number.isSafeInteger(value)) throw refusal(where, `${value} is not a whole number of at most 2^53 − 1`);
  if (Object.is(value, -0)) throw refusal(where, '−0 is not allowed; write 0');
  return String(value);
}

function writeString(value: string, where: string | undefined): string {
  if (PLAIN.test(value)) return `"${value}"`;
  const problem = textProblem(value);
  if (problem !== undefined) throw refusal(where, problem);
  return quoted(value);
}

/** A text that {@link textProblem} has nothing against, in quotes; almost none has anything that must be escaped. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/**
 * Almost every text: ASCII or Chinese, which does not decompose, with nothing to be escaped. Nothing else needs to be
 * asked about it.
 */
const PLAIN = /^[!#-[\]-~\u4e00-\u9fff（）]*$/;

/** Why a text may not stand in a canonical document; undefined when it may (SPEC §2). */
export function textProblem(text: string): string | undefined {
  if (PLAIN.test(text)) return undefined;
  if (!text.isWellFormed()) return 'text has a lone surrogate';
  if (/\p{Cc}/u.test(text)) return 'text has a control character';
  if (text !== text.trim()) return 'text begins or ends with white space';
  if (text !== text.normalize('NFC')) return 'text is not in Unicode normal form NFC';
  return undefined;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether two values have the same canonical bytes. */
export function sameCanonical(a: CanonicalValue, b: CanonicalValue): boolean {
  return compareBytes(canonicalize(a), canonicalize(b)) === 0;
}
