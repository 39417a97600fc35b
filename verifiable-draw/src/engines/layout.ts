/** Where things stand in the memory of the WebAssembly kernel; offsets and sizes in bytes. @module */

/** Messages of one call of `tickets`; a multiple of 4. */
export const BATCH = 1024;

const SCHEDULE = 64 * 16;
const STATE = 8 * 16;
const constants = 0;
const initial = constants + 64 * 4;
const key = initial + 32;
const start = key + 32;
const mask = start + 32;
const padding = mask + 32;
const schedule = padding + 32;
const state = schedule + SCHEDULE;
const middle = state + STATE;
const input = middle + STATE;
const INPUT = 64 * 1024;
const output = input + INPUT;

export const LAYOUT = {
  /** K, 64 words. */
  constants,
  /** H⁽⁰⁾, 8 words. */
  initial,
  /** The key of tickets, 8 words. */
  key,
  /** The state that `digests` begins with, 8 words. */
  start,
  /** Which bits of the 32 bytes behind the key count, 8 words. */
  mask,
  /** What stands beside them: u8(j), 0x80, the length in bits; 8 words. */
  padding,
  schedule,
  state,
  middle,
  /** What is hashed. */
  input,
  inputSize: INPUT,
  /** Digests, 8 words each, or their first words. */
  output,
  pages: Math.ceil((output + 32 * BATCH) / 65_536),
} as const;
