/** A log as the application keeps one, in memory, for tests. @module */
import { ed25519 } from '@noble/curves/ed25519.js';
import { utf8 } from '../bytes.ts';
import { canonicalize, type CanonicalObject } from '../canonical.ts';
import { formatCheckpoint, formatTlogProof } from '../checkpoint.ts';
import { deedHash } from '../deeds.ts';
import { inclusionPath, leafHash, merkleRoot } from '../merkle.ts';
import { cosign, formatVkey, type NoteSigner } from '../note.ts';
import { sha256Suite } from '../suite.ts';
import type { LoggedBytes } from '../bundle.ts';

export function testSigner(name: string, seed: number): NoteSigner {
  const secret = new Uint8Array(32).fill(seed);
  return { name, publicKey: ed25519.getPublicKey(secret), sign: (message) => ed25519.sign(message, secret) };
}

export interface TestDeed {
  readonly kind: string;
  readonly at: string;
  readonly facts: CanonicalObject;
  readonly actor?: string;
  readonly subject?: string;
}

const SUBJECT = 'draw/5f0f9a58-3c51-4f5a-8f6e-0a8d0c6d2b11';
export const LOG = testSigner('yingji.example.cn/2026', 1);
export const WITNESS = testSigner('notary.example.cn', 2);

/** Entries of a year, the first of which has number 41. */
export function logEntries(deeds: readonly TestDeed[]): Uint8Array[] {
  let prev = '00'.repeat(32);
  return deeds.map(({ kind, at, facts, actor, subject }, i) => {
    const entry = canonicalize({
      v: 1,
      bureau: 'xiqing',
      seq: 41 + i,
      at,
      kind,
      actor: actor ?? 'staff-1',
      subject: subject ?? SUBJECT,
      command: `command-${i}`,
      facts,
      prev,
    });
    prev = deedHash(entry);
    return entry;
  });
}

/** Signs the whole log once, and proves the chosen entries. `cosignedAt` adds a witness. */
export function proveEntries(
  entries: readonly Uint8Array[],
  pick: (index: number) => boolean,
  cosignedAt?: number,
): LoggedBytes[] {
  const leaves = entries.map((entry) => leafHash(sha256Suite, entry));
  const head = { origin: LOG.name, size: leaves.length, root: merkleRoot(sha256Suite, leaves) };
  const signed = formatCheckpoint(head, [LOG]);
  const text = signed.slice(0, signed.lastIndexOf('\n\n') + 1);
  const checkpoint = cosignedAt === undefined ? signed : signed + cosign(text, WITNESS, cosignedAt);
  return entries.flatMap((entry, index) =>
    pick(index)
      ? [{ entry, proof: formatTlogProof({ index, path: inclusionPath(sha256Suite, leaves, index), checkpoint }) }]
      : [],
  );
}

export const POLICY = `log ${formatVkey(LOG.name, LOG.publicKey)}\nquorum none\n`;
export const WITNESSED_POLICY = [
  `log ${formatVkey(LOG.name, LOG.publicKey)}`,
  `witness notary ${formatVkey(WITNESS.name, WITNESS.publicKey, 4)}`,
  'quorum notary',
  '',
].join('\n');

/** 32 bytes that look like nothing. */
export function bytes32(text: string): Uint8Array {
  return sha256Suite.hash(utf8(text));
}
