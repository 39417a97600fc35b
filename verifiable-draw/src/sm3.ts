/** SM3 (GB/T 32905-2016 = GM/T 0004-2012): initial value and compression of one block. SPEC §3. @module */

/** Initial value, §4.1. */
export const SM3_INITIAL = Int32Array.of(
  0x7380166f,
  0x4914b2b9,
  0x172442d7,
  0xda8a0600,
  0xa96f30bc,
  0x163138aa,
  0xe38dee4d,
  0xb0fb0e4e,
);
/** T_j rotated left by j, §4.2. */
const T = Int32Array.from({ length: 64 }, (_, j) => rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

// One expanded message for all calls: the library is synchronous, and allocation would cost more than the compression.
const W = new Int32Array(68);

/** CF, §5.3: takes one block of 16 words into the state of 8 words. */
export function compressSm3(state: Int32Array, block: Int32Array): void {
  W.set(block);
  expand();
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let j = 0; j < 64; j += 1) {
    const w = W[j] as number;
    const a12 = rotl(a, 12);
    const ss1 = rotl((a12 + e + (T[j] as number)) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + (w ^ (W[j + 4] as number))) | 0;
    const tt2 = (gg + h + ss1 + w) | 0;
    d = c;
    c = rotl(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotl(f, 19);
    f = e;
    e = tt2 ^ rotl(tt2, 9) ^ rotl(tt2, 17);
  }
  state[0] = (state[0] as number) ^ a;
  state[1] = (state[1] as number) ^ b;
  state[2] = (state[2] as number) ^ c;
  state[3] = (state[3] as number) ^ d;
  state[4] = (state[4] as number) ^ e;
  state[5] = (state[5] as number) ^ f;
  state[6] = (state[6] as number) ^ g;
  state[7] = (state[7] as number) ^ h;
}

/** Digest of a message of one block, into `state`; SM3 has nothing to compute of the key beforehand. */
export function finishSm3(_key: Int32Array, state: Int32Array, block: Int32Array): void {
  state.set(SM3_INITIAL);
  compressSm3(state, block);
}

/** Message expansion, §5.3.2. W'_j is W_j ^ W_{j+4} and needs no array. */
function expand(): void {
  for (let j = 16; j < 68; j += 1) {
    const x = (W[j - 16] as number) ^ (W[j - 9] as number) ^ rotl(W[j - 3] as number, 15);
    W[j] = x ^ rotl(x, 15) ^ rotl(x, 23) ^ rotl(W[j - 13] as number, 7) ^ (W[j - 6] as number);
  }
}

function rotl(x: number, n: number): number {
  return (x << n) | (x >>> (32 - n));
}
