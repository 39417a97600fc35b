/** From published values to draw keys: HKDF (RFC 5869) with the hash of the suite. SPEC §7. @module */
import { bigEndian, concat, utf8 } from './bytes.ts';
import { hmac, type Suite } from './suite.ts';

/** One randomness source as it enters the key. A source skipped by the announced rule has an empty value. */
export interface SourceInput {
  readonly id: string;
  readonly value: Uint8Array;
}

/**
 * The pseudorandom key of a draw (SPEC §7.1).
 *
 * The salt is the announcement itself, so a change of any rule or roster gives an unrelated draw.
 *
 * @param announcementHash - leaf hash of the announcement, 32 bytes
 * @param sources - in the order of the announcement
 * @throws {RangeError} when the hash is not 32 bytes, no source is named, or an id stands twice
 */
export function derivePrk(suite: Suite, announcementHash: Uint8Array, sources: readonly SourceInput[]): Uint8Array {
  if (announcementHash.length !== 32)
    throw new RangeError(`announcement hash must be 32 bytes, got ${announcementHash.length}`);
  if (sources.length === 0) throw new RangeError('a draw needs at least one source');
  if (new Set(sources.map(({ id }) => id)).size !== sources.length) throw new RangeError('a source id stands twice');
  const material = sources.flatMap(({ id, value }) => {
    const name = utf8(id);
    return [bigEndian(name.length, 2), name, bigEndian(value.length, 4), value];
  });
  return hmac(suite, announcementHash, ...material);
}

/**
 * The key of one purpose, so that no two decisions of a draw share random bits (SPEC §7.2).
 *
 * @param purpose - `ent`, `quota-tie`, `assign-order`, … (all in SPEC §7.2)
 * @returns 32 bytes
 */
export function deriveKey(suite: Suite, prk: Uint8Array, purpose: string): Uint8Array {
  const info = concat(utf8('vdraw/1'), Uint8Array.of(0), utf8(suite.id), Uint8Array.of(0), utf8(purpose));
  return hmac(suite, prk, info, Uint8Array.of(1));
}

/** The keys of a matching: one orders enterprises, one orders officers for each slot. */
export interface MatchingKeys {
  readonly order: Uint8Array;
  readonly pair: Uint8Array;
}

/** The keys a draw uses. */
export interface DrawKeys {
  readonly ent: Uint8Array;
  readonly quotaTie: Uint8Array;
  readonly assignOrder: Uint8Array;
  readonly assignPair: Uint8Array;
  readonly expertOrder: Uint8Array;
  readonly expertPair: Uint8Array;
  readonly day: Uint8Array;
  readonly vehicle: MatchingKeys;
  readonly device: MatchingKeys;
  /** Keys for forming teams; try 0 comes first, 1 … 16 follow when its teams do not serve (SPEC §10.6). */
  readonly team: (attempt: number) => MatchingKeys;
}

/** All keys of a draw. */
export function deriveKeys(suite: Suite, prk: Uint8Array): DrawKeys {
  const pairOf = (name: string, suffix = ''): MatchingKeys => ({
    order: deriveKey(suite, prk, `${name}-order${suffix}`),
    pair: deriveKey(suite, prk, `${name}-pair${suffix}`),
  });
  return {
    ent: deriveKey(suite, prk, 'ent'),
    quotaTie: deriveKey(suite, prk, 'quota-tie'),
    assignOrder: deriveKey(suite, prk, 'assign-order'),
    assignPair: deriveKey(suite, prk, 'assign-pair'),
    expertOrder: deriveKey(suite, prk, 'expert-order'),
    expertPair: deriveKey(suite, prk, 'expert-pair'),
    day: deriveKey(suite, prk, 'day'),
    vehicle: pairOf('vehicle'),
    device: pairOf('device'),
    team: (attempt) => pairOf('team', attempt === 0 ? '' : `/try/${attempt}`),
  };
}
