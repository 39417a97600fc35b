/** Weighted order without floating point: −log₂ of a ticket by repeated squaring. SPEC §8.4. @module */
import { toHex } from './bytes.ts';

const ONE = 1n << 256n;
const TOP = 1n << 128n;

/**
 * E = 2^64 · −log₂(1 − t / 2^256), truncated; the truncation is part of the definition.
 * @param ticket - 32 bytes, read as a big-endian number t
 * @returns 0 … 256 · 2^64
 */
export function negLog2(ticket: Uint8Array): bigint {
  const x = ONE - BigInt(`0x${toHex(ticket)}`);
  const exponent = BigInt(x.toString(2).length - 1);
  // 128 bits, the first of them 1. (A shift by less than nothing goes the other way.)
  let mantissa = x << (127n - exponent);
  let fraction = 0n;
  for (let bit = 0; bit < 64; bit += 1) {
    mantissa = (mantissa * mantissa) >> 127n;
    fraction <<= 1n;
    if (mantissa >= TOP) {
      mantissa >>= 1n;
      fraction += 1n;
    }
  }
  return (256n << 64n) - ((exponent << 64n) | fraction);
}
