/**
 * A holder's chain of one-time codes: made in this browser, kept in it and on paper. The server gets its anchor and the
 * hashes of the escrow shares, nothing else. @module
 */
import { fromHex, otcCode, shareHash, splitSecret, suiteOf, toHex } from 'verifiable-draw';
import type { PublishChain, SuiteName } from '../../../draw/types/chains.ts';

export interface MadeChain {
  /** The end of the chain, 64 hex digits: whoever has it has every code. */
  readonly secret: string;
  /** Texts of the three escrow shares, each for another body. */
  readonly shares: readonly string[];
  /** What is published. */
  readonly published: PublishChain;
}

/** A chain from the browser's own generator, split so that two of three shares give it back (SPEC §20.5). */
export function makeChain(suiteName: SuiteName, length: number): MadeChain {
  const suite = suiteOf(suiteName);
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const shares = splitSecret(secret, 2, 3, crypto.getRandomValues(new Uint8Array(32)));
  return {
    secret: toHex(secret),
    shares,
    published: {
      suite: suiteName,
      anchor: toHex(otcCode(suite, secret, length, 0)),
      length,
      shares: shares.map((text) => shareHash(suite, text)),
    },
  };
}

/** Whether a secret, as typed from paper, is the one behind a published chain. */
export function isSecretOf(
  { suite, length, anchor }: Pick<PublishChain, 'suite' | 'length' | 'anchor'>,
  typed: string,
): boolean {
  const secret = typed.replaceAll(/\s/g, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(secret)) return false;
  return toHex(otcCode(suiteOf(suite), fromHex(secret, 32), length, 0)) === anchor;
}

function keyOf(anchor: string, staffId: string): string {
  return `sunlot.chain.${anchor}.${staffId}`;
}

/** Keeps the secret in this browser; false when it keeps nothing (private window, no space). */
export function keepChain(anchor: string, staffId: string, secret: string): boolean {
  try {
    localStorage.setItem(keyOf(anchor, staffId), secret);
    return true;
  } catch {
    return false;
  }
}

/** The secret of a chain that this browser keeps; undefined when it does not. */
export function keptChain(anchor: string, staffId: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(anchor, staffId)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether this browser has the secret of a chain. */
export function hasChain(anchor: string, staffId: string): boolean {
  return keptChain(anchor, staffId) !== undefined;
}

/** The one code that is handed over; `secret` is that of the chain (`isSecretOf`). */
export function codeFrom(
  { suite, length }: Pick<PublishChain, 'suite' | 'length'>,
  secret: string,
  index: number,
): string {
  const end = fromHex(secret.replaceAll(/\s/g, '').toLowerCase(), 32);
  return toHex(otcCode(suiteOf(suite), end, length, index));
}
