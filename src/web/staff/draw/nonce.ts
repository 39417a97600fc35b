/**
 * A person's share of randomness: 32 bytes made in this browser, kept in it, and sent only when they are revealed.
 * The server gets their hash before. @module
 */
import { commitmentOf, fromHex, shareHash, splitSecret, suiteOf, toHex } from 'verifiable-draw';
import type { DrawConfig, Party } from '../../../draw/types.ts';
import { ENVELOPES, ENVELOPES_NEEDED } from '../../../draw/types/inputs.ts';

export const NONCE_PATTERN = /^[0-9a-f]{64}$/;

/** 32 random bytes as 64 hex digits, from the browser's own generator. */
export function makeNonce(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** The hash that is published before (protocol §4.2). */
export function commitmentHex(suite: DrawConfig['suite'], party: Party, publicId: string, nonce: string): string {
  return toHex(commitmentOf(suiteOf(suite), party, publicId, fromHex(nonce, 32)));
}

/** The texts of its envelopes, split here with bytes of the browser's own (SPEC §7.3a). */
export function makeEnvelopes(nonce: string): readonly string[] {
  const random = crypto.getRandomValues(new Uint8Array((ENVELOPES_NEEDED - 1) * 32));
  return splitSecret(fromHex(nonce, 32), ENVELOPES_NEEDED, ENVELOPES, random);
}

/** What is published of them. */
export function envelopeHashes(suite: DrawConfig['suite'], envelopes: readonly string[]): readonly string[] {
  return envelopes.map((text) => shareHash(suiteOf(suite), text));
}

function keyOf(publicId: string, staffId: string): string {
  return `sunlot.share.${publicId}.${staffId}`;
}

/** Keeps it in this browser until the reveal; false when the browser keeps nothing (private window, no space). */
export function keepNonce(publicId: string, staffId: string, nonce: string): boolean {
  try {
    localStorage.setItem(keyOf(publicId, staffId), nonce);
    return true;
  } catch {
    return false;
  }
}

export function keptNonce(publicId: string, staffId: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(publicId, staffId)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forgetNonce(publicId: string, staffId: string): void {
  try {
    localStorage.removeItem(keyOf(publicId, staffId));
  } catch {
    // Nothing was kept, so nothing is left.
  }
}
