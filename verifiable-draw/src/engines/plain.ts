/** The engine that runs everywhere: JavaScript and nothing else. @module */
import { utf8 } from '../bytes.ts';
import { digest, type Compress } from '../digest.ts';
import { startOf, type Engine, type Messages } from './engine.ts';

/** What is special to a hash. */
export interface HashFunction {
  readonly initial: Int32Array;
  readonly compress: Compress;
  /** Digest of a block into `state`; `lead` is what could be computed of its first 8 words beforehand. */
  readonly finish: (lead: Int32Array, state: Int32Array, block: Int32Array) => void;
  readonly leadOf: (key: Int32Array) => Int32Array;
}

/** Longest id that stands with key and counter in one block of the hash. */
export const LONGEST_IN_BLOCK = 22;

export function plainEngine(of: HashFunction): Engine {
  const hash = (...parts: readonly Uint8Array[]): Uint8Array => digest(of.initial, of.compress, parts);
  return {
    hash,
    tickets: (key, j, ids, table) => {
      const block = new Int32Array(16);
      const state = new Int32Array(8);
      readWords(key, block);
      const lead = of.leadOf(block.slice(0, 8));
      ids.forEach((id, index) => {
        if (pad(block, j, id)) of.finish(lead, state, block);
        else readWords(hash(key, Uint8Array.of(j), utf8(id)), state);
        for (let word = 0; word < 8; word += 1) table[8 * index + word] = state[word] as number;
      });
    },
    digests: (prefix, messages) => digestsOneByOne(hash, prefix, messages),
  };
}

/** Digests without a faster way for many. */
export function digestsOneByOne(hash: Engine['hash'], prefix: Uint8Array, messages: Messages): Uint8Array {
  const out = new Uint8Array(32 * messages.ends.length);
  messages.ends.forEach((end, i) => {
    out.set(hash(prefix, messages.bytes.subarray(startOf(messages, i), end)), 32 * i);
  });
  return out;
}

/** Big-endian words of 32 bytes. */
export function readWords(bytes: Uint8Array, words: Int32Array | Uint32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 32);
  for (let word = 0; word < 8; word += 1) words[word] = view.getInt32(4 * word);
}

/** Writes u8(j) ‖ id and the padding behind the key, if it is ASCII and all fits into the one block. */
function pad(block: Int32Array, j: number, id: string): boolean {
  if (id.length > LONGEST_IN_BLOCK) return false;
  for (let word = 8; word < 16; word += 1) block[word] = 0;
  block[8] = j << 24;
  for (let i = 0; i <= id.length; i += 1) {
    const byte = i < id.length ? id.charCodeAt(i) : 0x80;
    if (byte > 0x7f && i < id.length) return false;
    const at = i + 1;
    block[8 + (at >> 2)] = (block[8 + (at >> 2)] as number) | (byte << (24 - 8 * (at & 3)));
  }
  block[15] = 8 * (33 + id.length);
  return true;
}
