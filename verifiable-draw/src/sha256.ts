/** SHA-256 (FIPS 180-4 §6.2): compression of one block. SPEC §3. @module */
import { firstRounds, otherRounds } from './engines/rounds.ts';
import { SHA256_INITIAL } from './sha256-constants.ts';

const BEFORE = new Int32Array(8);

/** Takes one block of 16 words into the state of 8 words. */
export function compressSha256(state: Int32Array, block: Int32Array): void {
  BEFORE.set(state);
  firstRounds(state, block);
  otherRounds(state, block);
  addWords(state, BEFORE);
}

/**
 * The state after the eight rounds that see only the first 8 words of a block: the same for all tickets of a key, so
 * they are done once.
 */
export function sha256Lead(key: Int32Array): Int32Array {
  const state = SHA256_INITIAL.slice();
  firstRounds(state, key);
  return state;
}

/** Digest of a message of one block, into `state`, going on from the lead of its first 8 words. */
export function finishSha256(lead: Int32Array, state: Int32Array, block: Int32Array): void {
  for (let i = 0; i < 8; i += 1) state[i] = lead[i] as number;
  otherRounds(state, block);
  addWords(state, SHA256_INITIAL);
}

/** Adds modulo 2^32, word by word. */
function addWords(state: Int32Array, other: Int32Array): void {
  for (let i = 0; i < 8; i += 1) state[i] = (state[i] as number) + (other[i] as number);
}
