/** The engine of Node's own OpenSSL, for servers and for comparing: the only one that has a fast SM3. Not for browsers. @module */
import { hash } from 'node:crypto';
import { concat } from '../bytes.ts';
import type { Suite, SuiteId } from '../suite.ts';
import { messagesOf, type Engine } from './engine.ts';
import { digestsOneByOne } from './plain.ts';

const NAMES: Readonly<Record<SuiteId, string>> = { 'vd1-sha256': 'sha256', 'vd1-sm3': 'sm3' };

/** A suite by Node's `crypto.hash`; @throws Error where OpenSSL was built without SM3. */
export function nodeSuite(id: SuiteId): Suite {
  const name = NAMES[id];
  const one: Engine['hash'] = (...parts) => bytesOf(hash(name, concat(...parts), 'latin1'));
  return {
    id,
    hash: one,
    tickets: ({ key, j, ids, words }, table) => {
      const { bytes, ends, gap = 0 } = messagesOf(ids);
      /** One message for each length, written over and over. */
      const written: Uint8Array[] = [];
      let from = 0;
      ends.forEach((end, i) => {
        const message = (written[end - from] ??= concat(key, Uint8Array.of(j), bytes.subarray(from, end)));
        // Byte by byte: for so few a view of them takes longer.
        for (let at = from; at < end; at += 1) message[33 + at - from] = bytes[at] as number;
        writeWords(hash(name, message, 'latin1'), table, words * i, words);
        from = end + gap;
      });
    },
    digests: (prefix, messages) => digestsOneByOne(one, prefix, messages),
  };
}

/** Bytes of a text of which each character is one; `crypto.hash` gives texts several times faster than buffers. */
function bytesOf(latin1: string): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i += 1) bytes[i] = latin1.charCodeAt(i);
  return bytes;
}

function writeWords(latin1: string, table: Uint32Array, offset: number, words: number): void {
  for (let word = 0; word < words; word += 1) {
    let value = 0;
    for (let i = 4 * word; i < 4 * word + 4; i += 1) value = (value << 8) | latin1.charCodeAt(i);
    table[offset + word] = value;
  }
}
