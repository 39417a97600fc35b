/** Constants of SHA-256 (FIPS 180-4 §4.2.2, §5.3.3). @module */

/** K, §4.2.2. */
export const SHA256_CONSTANTS = constants();
/** H⁽⁰⁾, §5.3.3. */
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
