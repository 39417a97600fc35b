/** The engine of Node's own OpenSSL, for servers and for comparing: the only one that has a fast SM3. Not for browsers. @module */
import { hash } from 'node:crypto';
import { concat } from '../bytes.ts';
import type { Suite, SuiteId } from '../suite.ts';
import type { Engine } from './engine.ts';
import { digestsOneByOne } from './plain.ts';

const NAMES: Readonly<Record<SuiteId, string>> = { 'vd1-sha256': 'sha256', 'vd1-sm3': 'sm3' };
/** Three bytes for each of 64 characters of an id, and key and counter before it; longer ones get a buffer of their own. */
const USUAL_BYTES = 33 + 3 * 64;

/** A suite by Node's `crypto.hash`; @throws Error where OpenSSL was built without SM3. */
export function nodeSuite(id: SuiteId): Suite {
  const name = NAMES[id];
  const one: Engine['hash'] = (...parts) => bytesOf(hash(name, concat(...parts), 'latin1'));
  return {
    id,
    hash: one,
    tickets: (key, j, ids, table) => {
      const usual = Buffer.alloc(USUAL_BYTES);
      ids.forEach((member, index) => {
        const message = 3 * member.length <= USUAL_BYTES - 33 ? usual : Buffer.alloc(33 + 3 * member.length);
        message.set(key);
        message[32] = j;
        const length = 33 + message.write(member, 33);
        writeWords(hash(name, message.subarray(0, length), 'latin1'), table, 8 * index);
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

function writeWords(latin1: string, table: Uint32Array, offset: number): void {
  for (let word = 0; word < 8; word += 1) {
    let value = 0;
    for (let i = 4 * word; i < 4 * word + 4; i += 1) value = (value << 8) | latin1.charCodeAt(i);
    table[offset + word] = value;
  }
}
