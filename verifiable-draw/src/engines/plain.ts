/** The engine that runs everywhere: JavaScript and nothing else. @module */
import { digest, type Compress } from '../digest.ts';
import { messagesOf, startOf, type Engine, type Messages } from './engine.ts';

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
    tickets: ({ key, j, ids, words }, table) => {
      const messages = messagesOf(ids);
      const source = viewOf(messages.bytes);
      const block = new Int32Array(16);
      const state = new Int32Array(8);
      readWords(key, block);
      // The first words of the block stay the key.
      const lead = of.leadOf(block);
      for (let i = 0; i < ids.length; i += 1) {
        const from = startOf(messages, i);
        const end = messages.ends[i] as number;
        if (pad(block, j, source, from, end)) of.finish(lead, state, block);
        else readWords(hash(key, Uint8Array.of(j), messages.bytes.subarray(from, end)), state);
        for (let word = 0; word < words; word += 1) table[words * i + word] = state[word] as number;
      }
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
  const view = viewOf(bytes);
  for (let word = 0; word < 8; word += 1) words[word] = view.getInt32(4 * word);
}

/** Numbers of these bytes. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Writes u8(j) ‖ id and the padding behind the key, if all fits into the one block; the id is bytes of `source`. */
function pad(block: Int32Array, j: number, source: DataView, from: number, end: number): boolean {
  const length = end - from;
  if (length > LONGEST_IN_BLOCK) return false;
  let word = 8;
  let value = j;
  let at = from;
  // The byte before the id is j, so a word is full after three of its bytes, and then after four at a time.
  if (length >= 3) {
    block[8] = (j << 24) | (source.getUint16(from) << 8) | source.getUint8(from + 2);
    for (word = 9, at += 3; at + 4 <= end; word += 1, at += 4) block[word] = source.getInt32(at);
    value = 0;
  }
  let bits = length >= 3 ? 32 : 24;
  for (; at < end; at += 1, bits -= 8) value = (value << 8) | source.getUint8(at);
  block[word] = ((value << 8) | 0x80) << (bits - 8);
  for (word += 1; word < 15; word += 1) block[word] = 0;
  block[15] = 8 * (33 + length);
  return true;
}
