/** The two hash suites of vdraw/1. SPEC §3. @module */
import { digest, digestBlock, type Compress } from './digest.ts';
import { compressSha256, SHA256_INITIAL } from './sha256.ts';
import { compressSm3, SM3_INITIAL } from './sm3.ts';

export type SuiteId = 'vd1-sha256' | 'vd1-sm3';

/**
 * A hash suite: the id stands in the announcement and inside every key, so draws of two suites never meet.
 * Give your own object with a faster `hash` (Node's crypto, WebAssembly) where a million rows must be hashed.
 */
export interface Suite {
  readonly id: SuiteId;
  /** Digest of the parts one after the other: 32 bytes. */
  hash(...parts: readonly Uint8Array[]): Uint8Array;
  /** Digest of a message of at most 55 bytes, already padded to 16 words; 8 words go to `out` at `offset`. */
  hashBlock(block: Int32Array, out: Uint32Array, offset: number): void;
}

/** SHA-256 everywhere. */
export const sha256Suite: Suite = {
  id: 'vd1-sha256',
  ...hashing(SHA256_INITIAL, compressSha256),
};

/** SM3 everywhere but in the log and in outside sources, which keep their own hash. */
export const sm3Suite: Suite = {
  id: 'vd1-sm3',
  ...hashing(SM3_INITIAL, compressSm3),
};

function hashing(initial: Int32Array, compress: Compress): Omit<Suite, 'id'> {
  return {
    hash: (...parts) => digest(initial, compress, parts),
    hashBlock: (block, out, offset) => digestBlock(initial, compress, block, out, offset),
  };
}

/** Whether a text is the id of a suite of vdraw/1. */
export function isSuiteId(id: string): id is SuiteId {
  return id === sha256Suite.id || id === sm3Suite.id;
}

/**
 * The suite of an id.
 * @throws {RangeError} on an unknown id
 */
export function suiteOf(id: string): Suite {
  if (id === sha256Suite.id) return sha256Suite;
  if (id === sm3Suite.id) return sm3Suite;
  throw new RangeError(`unknown suite ${JSON.stringify(id)}: expected vd1-sha256 or vd1-sm3`);
}

/** HMAC (RFC 2104) with the hash of the suite: both have 64-byte blocks and 32-byte digests. */
export function hmac(suite: Suite, key: Uint8Array, ...message: readonly Uint8Array[]): Uint8Array {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? suite.hash(key) : key);
  const inner = suite.hash(
    block.map((byte) => byte ^ 0x36),
    ...message,
  );
  return suite.hash(
    block.map((byte) => byte ^ 0x5c),
    inner,
  );
}
