/** The two hash suites of vdraw/1. SPEC §3. @module */
import { equalMessages, startOf, type Engine, type Messages } from './engines/engine.ts';
import { plainEngine } from './engines/plain.ts';
import { wasmEngine } from './engines/wasm.ts';
import { SHA256_INITIAL } from './sha256-constants.ts';
import { compressSha256, finishSha256, sha256Lead } from './sha256.ts';
import { compressSm3, finishSm3, SM3_INITIAL } from './sm3.ts';

export type SuiteId = 'vd1-sha256' | 'vd1-sm3';

/**
 * A hash suite: the id stands in the announcement and inside every key, so draws of two suites never meet. Engines
 * differ in speed alone.
 */
export interface Suite extends Engine {
  readonly id: SuiteId;
}

/** SHA-256 in JavaScript alone. */
export const plainSha256Suite: Suite = {
  id: 'vd1-sha256',
  ...plainEngine({
    initial: SHA256_INITIAL,
    compress: compressSha256,
    leadOf: sha256Lead,
    finish: finishSha256,
  }),
};

/** SHA-256 everywhere; many messages at once by WebAssembly where there is any. */
export const sha256Suite: Suite = { id: 'vd1-sha256', ...wasmEngine(plainSha256Suite, globalThis.WebAssembly) };

/** SM3 everywhere but in the log and in outside sources, which keep their own hash. */
export const sm3Suite: Suite = {
  id: 'vd1-sm3',
  ...plainEngine({
    initial: SM3_INITIAL,
    compress: compressSm3,
    leadOf: (key) => key,
    finish: finishSm3,
  }),
};

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
  const { inner, outer } = hmacPads(suite, key);
  return suite.hash(outer, suite.hash(inner, ...message));
}

/** HMAC of many messages under one key: 32 bytes each, one after the other. */
export function hmacs(suite: Suite, key: Uint8Array, messages: Messages): Uint8Array {
  const { inner, outer } = hmacPads(suite, key);
  return suite.digests(outer, equalMessages(suite.digests(inner, messages), 32));
}

/** HMAC of many messages, each under a key of its own of at most 64 bytes: 32 bytes each, one after the other. */
export function keyedHmacs(suite: Suite, keys: Messages, messages: Messages): Uint8Array {
  const inner = suite.digests(NO_PREFIX, padded(keys, messages, 0x36));
  return suite.digests(NO_PREFIX, padded(keys, equalMessages(inner, 32), 0x5c));
}

const NO_PREFIX = new Uint8Array();

/** Each message behind the block of its key. */
function padded(keys: Messages, messages: Messages, pad: number): Messages {
  const bytes = new Uint8Array(64 * keys.ends.length + messages.bytes.length).fill(pad);
  const ends = new Uint32Array(keys.ends.length);
  let at = 0;
  for (let i = 0; i < ends.length; i += 1) {
    const key = keys.bytes.subarray(startOf(keys, i), keys.ends[i]);
    for (let j = 0; j < key.length; j += 1) bytes[at + j] = (key[j] as number) ^ pad;
    const message = messages.bytes.subarray(startOf(messages, i), messages.ends[i]);
    bytes.set(message, at + 64);
    at += 64 + message.length;
    ends[i] = at;
  }
  return { bytes, ends };
}

function hmacPads(suite: Suite, key: Uint8Array): { readonly inner: Uint8Array; readonly outer: Uint8Array } {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? suite.hash(key) : key);
  return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) };
}
