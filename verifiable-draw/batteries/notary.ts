/** The log of the batteries' draws: entries, checkpoints, cosignatures, proofs, with keys that are no secret. @module */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  canonicalDocument,
  cosign,
  deedHash,
  formatCheckpoint,
  formatTlogProof,
  formatVkey,
  fromHex,
  inclusionPath,
  leafHash,
  merkleRoot,
  sha256Suite,
  toHex,
} from '../src/index.ts';

const ORIGIN = 'yingji.example.cn/2023';
const WITNESS = 'jiwei.example.cn/witness';
const COSIGNATURE = 4;
const PKCS8 = '302e020100300506032b657004220420';
/** Entries before the first one of the draw. */
export const FIRST_SEQ = 41;

/** A deed before it is numbered and chained. */
export interface Deed {
  readonly at: string;
  readonly kind: string;
  readonly actor: string;
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** An entry with its proof, as a bundle takes them. */
export interface Proven {
  readonly seq: number;
  readonly subject: string;
  readonly entry: Uint8Array;
  readonly proof: string;
}

interface Signer {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

function signer(name: string): Signer {
  const seed = createHash('sha256').update(name).digest();
  const key = createPrivateKey({ key: Buffer.concat([fromHex(PKCS8), seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    name,
    publicKey: new Uint8Array(spki.subarray(-32)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

const LOG = signer(ORIGIN);
const JIWEI = signer(WITNESS);

/** The policy: this log, and its witness when one is asked for. */
export function logPolicy(isWitnessed: boolean): string {
  const log = `log ${formatVkey(ORIGIN, LOG.publicKey)}`;
  if (!isWitnessed) return `${log}\nquorum none\n`;
  return `${log}\nwitness jiwei ${formatVkey(WITNESS, JIWEI.publicKey, COSIGNATURE)}\nquorum jiwei\n`;
}

/** Numbers and chains deeds. `prev` of the first one is the hash of nothing that is shown. */
export function entriesOf(deeds: readonly Deed[]): Uint8Array[] {
  let prev = toHex(leafHash(sha256Suite, new Uint8Array()));
  return deeds.map((deed, i) => {
    const bytes = canonicalDocument({
      v: 1,
      bureau: 'xiqing',
      seq: FIRST_SEQ + i,
      command: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      prev,
      ...deed,
    });
    prev = deedHash(bytes);
    return bytes;
  });
}

/** When checkpoints are made: up to how many entries, and the time of the witness in seconds; undefined: no witness. */
export interface Round {
  readonly size: number;
  readonly witnessedAt: number | undefined;
}

/** Proves every entry against the first checkpoint that covers it. The last round must cover all. */
export function prove(entries: readonly Uint8Array[], subjects: readonly string[], rounds: readonly Round[]): Proven[] {
  const leaves = entries.map((entry) => leafHash(sha256Suite, entry));
  const notes = rounds.map(({ size, witnessedAt }) => {
    const root = merkleRoot(sha256Suite, leaves.slice(0, size));
    const note = formatCheckpoint({ origin: ORIGIN, size, root }, [LOG]);
    if (witnessedAt === undefined) return { size, note };
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    return { size, note: note + cosign(text, JIWEI, witnessedAt) };
  });
  return entries.map((entry, index) => {
    const checkpoint = notes.find(({ size }) => size > index);
    if (checkpoint === undefined) throw new Error(`no checkpoint covers entry ${index}`);
    const path = inclusionPath(sha256Suite, leaves.slice(0, checkpoint.size), index);
    return {
      seq: FIRST_SEQ + index,
      subject: subjects[index] ?? '',
      entry,
      proof: formatTlogProof({ index, path, checkpoint: checkpoint.note }),
    };
  });
}
