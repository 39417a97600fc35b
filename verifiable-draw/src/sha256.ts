/** SHA-256 (FIPS 180-4 §6.2): initial value and compression of one block. SPEC §3. @module */

/** K, §4.2.2. */
export const SHA256_CONSTANTS = constants();
export const SHA256_INITIAL = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);
const W = new Int32Array(64);
const BEFORE = new Int32Array(8);

/** Takes one block of 16 words into the state of 8 words. */
export function compressSha256(state: Int32Array, block: Int32Array): void {
  BEFORE.set(state);
  expand(block);
  rounds(state, 0, 64);
  addWords(state, BEFORE);
}

/**
 * The state after the eight rounds that see only the first 8 words of a block: the same for all tickets of a key, so
 * they are done once.
 */
export function sha256Lead(key: Int32Array): Int32Array {
  const state = SHA256_INITIAL.slice();
  W.set(key);
  rounds(state, 0, 8);
  return state;
}

/** Digest of a message of one block, into `state`, going on from the lead of its first 8 words. */
export function finishSha256(lead: Int32Array, state: Int32Array, block: Int32Array): void {
  for (let i = 0; i < 8; i += 1) state[i] = lead[i] as number;
  expand(block);
  rounds(state, 8, 64);
  addWords(state, SHA256_INITIAL);
}

/** Adds modulo 2^32, word by word. */
function addWords(state: Int32Array, other: Int32Array): void {
  for (let i = 0; i < 8; i += 1) state[i] = (state[i] as number) + (other[i] as number);
}

/** Words are copied one by one: for so few a call of `set` takes longer. */
function expand(block: Int32Array): void {
  for (let t = 0; t < 16; t += 1) W[t] = block[t] as number;
  for (let t = 16; t < 64; t += 1) {
    const x = W[t - 15] as number;
    const y = W[t - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = s1 + (W[t - 7] as number) + s0 + (W[t - 16] as number);
  }
}

/** Rounds `from` up to `to`, four at a time: after four of them the letters have moved half way round. */
function rounds(state: Int32Array, from: number, to: number): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let t = from; t < to; t += 4) {
    h = (h + sum1(e) + choice(e, f, g) + input(t)) | 0;
    d = (d + h) | 0;
    h = (h + sum0(a) + majority(a, b, c)) | 0;
    g = (g + sum1(d) + choice(d, e, f) + input(t + 1)) | 0;
    c = (c + g) | 0;
    g = (g + sum0(h) + majority(h, a, b)) | 0;
    f = (f + sum1(c) + choice(c, d, e) + input(t + 2)) | 0;
    b = (b + f) | 0;
    f = (f + sum0(g) + majority(g, h, a)) | 0;
    e = (e + sum1(b) + choice(b, c, d) + input(t + 3)) | 0;
    a = (a + e) | 0;
    e = (e + sum0(f) + majority(f, g, h)) | 0;
    const [oldA, oldB, oldC, oldD] = [a, b, c, d];
    a = e;
    b = f;
    c = g;
    d = h;
    e = oldA;
    f = oldB;
    g = oldC;
    h = oldD;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
  state[4] = e;
  state[5] = f;
  state[6] = g;
  state[7] = h;
}

function input(t: number): number {
  return (SHA256_CONSTANTS[t] as number) + (W[t] as number);
}

function sum0(x: number): number {
  return ((x >>> 2) | (x << 30)) ^ ((x >>> 13) | (x << 19)) ^ ((x >>> 22) | (x << 10));
}

function sum1(x: number): number {
  return ((x >>> 6) | (x << 26)) ^ ((x >>> 11) | (x << 21)) ^ ((x >>> 25) | (x << 7));
}

function choice(x: number, y: number, z: number): number {
  return z ^ (x & (y ^ z));
}

function majority(x: number, y: number, z: number): number {
  return (x & y) | (z & (x | y));
}

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function constants(): Int32Array {
  const found: number[] = [];
  for (let n = 2n; found.length < 64; n += 1n) {
    let isPrime = true;
    for (let divisor = 2n; divisor * divisor <= n; divisor += 1n) isPrime &&= n % divisor !== 0n;
    if (isPrime) found.push(Number(BigInt.asIntN(32, cubeRoot(n << 96n))));
  }
  return Int32Array.from(found);
}

/** Whole cube root; exact, as a floating-point root need not be the same on every engine. */
function cubeRoot(n: bigint): bigint {
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** 3n <= n) root += bit;
  return root;
}
