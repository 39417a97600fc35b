/**
 * SHA-256 of one prepared block (FIPS 180-4 §6.2.2). Only tickets use it: a ticket is exactly one block, and without
 * the streaming machinery a million of them take a third of the time (measured). Everything else uses @noble/hashes.
 * @module
 */

const K = constants();
const IV = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const W = new Int32Array(64);

/**
 * @param block - 16 words: message, 0x80, zeros, length in bits
 * @param out - receives 8 words at `offset`
 */
export function sha256Block(block: Int32Array, out: Uint32Array, offset: number): void {
  W.set(block);
  for (let t = 16; t < 64; t += 1) {
    const x = W[t - 15] as number;
    const y = W[t - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = s1 + (W[t - 7] as number) + s0 + (W[t - 16] as number);
  }
  let [a, b, c, d, e, f, g, h] = IV as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[t] as number) + (W[t] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const words = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) out[offset + i] = (words[i] as number) + (IV[i] as number);
}

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2). */
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
