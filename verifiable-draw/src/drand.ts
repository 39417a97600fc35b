/** The drand beacon: a threshold BLS signature for every round. SPEC §7.5. @module */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bigEndian, fromHex } from './bytes.ts';

/** What must be known of a chain to verify its rounds without asking anyone. */
export interface DrandChain {
  /** Chain hash, 64 hexadecimal digits. */
  readonly hash: string;
  /** On G2, 96 bytes in hexadecimal. */
  readonly publicKey: string;
  /** POSIX seconds of round 1. */
  readonly genesis: number;
  /** Seconds between rounds. */
  readonly period: number;
}

/** The League of Entropy's quicknet: unchained, signatures on G1 (scheme bls-unchained-g1-rfc9380). */
export const QUICKNET: DrandChain = {
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451' +
    '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesis: 1_692_803_367,
  period: 3,
};

const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** POSIX seconds at which a round becomes known. */
export function drandTime(chain: DrandChain, round: number): number {
  return chain.genesis + (round - 1) * chain.period;
}

/**
 * Verifies the signature of a round: over SHA-256(u64be(round)), hashed to G1 with the DST of RFC 9380.
 *
 * @param signature - 48 bytes
 * @returns the round's randomness SHA-256(signature), or undefined when the signature is not the chain's
 */
export function verifyDrand(chain: DrandChain, round: number, signature: Uint8Array): Uint8Array | undefined {
  const bls = bls12_381.shortSignatures;
  const message = bls.hash(sha256(bigEndian(round, 8)), DST);
  try {
    return bls.verify(signature, message, fromHex(chain.publicKey)) ? sha256(signature) : undefined;
  } catch {
    // The library throws when the bytes are no point of the curve: no signature either.
    return undefined;
  }
}
