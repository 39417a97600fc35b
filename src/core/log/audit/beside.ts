/** What stands beside the deeds: checkpoints, cosignatures and tiles, held against the tree as it grows. Pure. @module */
import { formatVkey, parseVkey } from 'verifiable-draw';
import type { Findings } from './findings.ts';
import { checkpointText, cosignedAt, isSigned, isSignedSm2, signingKey, type SigningKey } from './signatures.ts';
import type { Leaf } from './deed-page.ts';

interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}
interface CosignatureRow {
  readonly size: number;
  readonly witness_id: string;
  readonly line: string;
  readonly signed_at: string;
}

/** The rows of one year that belong to sizes from `from` (not itself) to `to`. */
export interface Beside {
  readonly checkpoints: ReadonlyMap<number, CheckpointRow>;
  readonly cosignatures: ReadonlyMap<number, readonly CosignatureRow[]>;
  /** By `level/index`. */
  readonly tiles: ReadonlyMap<string, Buffer>;
}

/** Keys that sign this bureau's log. */
export interface LogKeys {
  readonly origin: string;
  readonly publicKey: Uint8Array;
  /** The SM2 key, where the log has one and the auditor knows it. */
  readonly sm2: Uint8Array | undefined;
  readonly witnesses: ReadonlyMap<string, SigningKey>;
}

/** The log's key of one year: the year is in its name. */
export function yearKey({ origin, publicKey }: LogKeys, year: number): SigningKey {
  return signingKey(parseVkey(formatVkey(`${origin}/${year}`, publicKey)));
}

export interface AtSize {
  readonly year: number;
  readonly size: number;
  readonly leaf: Leaf;
  /** The first deed that no checkpoint of ours vouches for. */
  readonly from: Leaf;
  /** Computed on demand: most sizes need none. */
  readonly root: () => Buffer;
  readonly key: SigningKey;
  /** The last checkpoint of its year: its SM2 line is checked as well. */
  readonly isNewest: boolean;
}

/** Holds the stored checkpoint and the cosignatures of this size against the tree; answers how many there were. */
export function checkAtSize(
  beside: Beside,
  keys: LogKeys,
  { year, size, leaf, from, root, key, isNewest }: AtSize,
  findings: Findings,
): { readonly checkpoints: number; readonly cosignatures: number; readonly isGood: boolean } {
  const stored = beside.checkpoints.get(size);
  const lines = beside.cosignatures.get(size) ?? [];
  if (stored === undefined && lines.length === 0) return { checkpoints: 0, cosignatures: 0, isGood: false };
  const computed = root();
  const text = checkpointText(`${keys.origin}/${year}`, size, computed);
  const place = { seq: from.seq, upTo: leaf.seq, at: from.at, kind: from.kind, year, size };
  const before = findings.count();
  if (stored !== undefined && !computed.equals(stored.root)) findings.add({ code: 'checkpoint-root', ...place });
  else if (stored !== undefined && !isNote(stored.note, text, key, isNewest ? keys.sm2 : undefined))
    findings.add({ code: 'checkpoint-signature', year, size });
  for (const { witness_id: id, line, signed_at: signedAt } of lines) {
    const witness = keys.witnesses.get(id);
    const time = witness && cosignedAt(text, line, witness);
    if (time === undefined || Temporal.Instant.from(signedAt).epochMilliseconds !== time * 1000)
      findings.add({ code: 'cosignature', ...place, detail: witness?.name ?? id });
  }
  return {
    checkpoints: stored === undefined ? 0 : 1,
    cosignatures: lines.length,
    isGood: stored !== undefined && findings.count() === before,
  };
}

/** The log's signature, and behind it none or that of its SM2 key. */
function isNote(note: string, text: string, key: SigningKey, sm2: Uint8Array | undefined): boolean {
  const [line = '', ...others] = note.slice(text.length + 1, -1).split('\n');
  if (!note.startsWith(`${text}\n`) || !isSigned(text, line, key)) return false;
  return sm2 === undefined || others.every((other) => isSignedSm2(text, other, key.name, sm2));
}

/** Holds a stored tile against the one that was computed. @param first - deed number of the year's first leaf */
export function checkTile(
  beside: Beside,
  tile: { readonly year: number; readonly level: number; readonly index: number; readonly hashes: readonly Buffer[] },
  first: number,
  isPublished: boolean,
  findings: Findings,
): void {
  const { year, level, index, hashes } = tile;
  const stored = beside.tiles.get(`${level}/${index}`);
  const detail = `${level}/${index}`;
  if (stored === undefined) {
    if (isPublished) findings.add({ code: 'tile', year, detail });
    return;
  }
  const wrong = hashes.findIndex((hash, i) => !hash.equals(stored.subarray(i * 32, i * 32 + 32)));
  if (wrong < 0) return;
  const width = 256 ** level;
  const seq = first + (index * 256 + wrong) * width;
  findings.add({ code: 'tile', year, detail, seq, upTo: seq + width - 1 });
}
