/** Entries of the public log (留痕) and what they say about a draw. SPEC §5.1, §14.2. @module */
import { toHex } from './bytes.ts';
import { parseCanonical, type CanonicalObject, type CanonicalValue } from './canonical.ts';
import { leafHash } from './merkle.ts';
import { anyObject, hash32, instant, integer, literal, object, read, text, type Shape } from './shape.ts';
import { sha256Suite } from './suite.ts';

/** One entry: who did what to what, and when by the clock of the log. */
export interface Deed {
  readonly v: 1;
  readonly bureau: string;
  /** Gap-free in the bureau. */
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  /** Opaque: no name. */
  readonly actor: string;
  readonly subject: string;
  readonly command: string;
  readonly facts: CanonicalObject;
  /** Hash of the entry before. */
  readonly prev: string;
}

const deedShape: Shape<Deed> = object<Deed>({
  v: literal(1),
  bureau: text(),
  seq: integer(1),
  at: instant,
  kind: text(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/, 'a kind like draw.announce'),
  actor: text(),
  subject: text(),
  command: text(),
  facts: anyObject,
  prev: hash32,
});

/**
 * Reads an entry, which must be canonical.
 * @throws {CanonicalError | ShapeError}
 */
export function parseDeed(entry: Uint8Array): Deed {
  return read(deedShape, parseCanonical(entry), 'log entry');
}

/** Hash of an entry: its leaf in the log, and `prev` of the next one. Always SHA-256. */
export function deedHash(entry: Uint8Array): string {
  return toHex(leafHash(sha256Suite, entry));
}

/** A fact that is a text; undefined when it is not. */
export function textFact(deed: Deed, name: string): string | undefined {
  const value: CanonicalValue | undefined = Object.hasOwn(deed.facts, name) ? deed.facts[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Seconds since 1970 of an instant like `2019-04-09T00:00:00Z`. */
export function posix(at: string): number {
  return Date.parse(at) / 1000;
}
