/** What stands beside the deeds in the database: checkpoints, cosignatures and tiles, held against the tree as it grows. @module */
import { formatVkey, parseVkey } from 'verifiable-draw';
import type { ReadTx } from '../../transact.ts';
import { listWitnesses } from '../witnesses.ts';
import '../tables.ts';
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

/** Reads what belongs to the sizes `(from, to]` of a year. */
export async function readBeside(tx: ReadTx, year: number, from: number, to: number): Promise<Beside> {
  const checkpoints = await tx.db
    .selectFrom('checkpoint')
    .select(['size', 'root', 'note'])
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('size', '>', from)
    .where('size', '<=', to)
    .execute();
  const cosignatures = await tx.db
    .selectFrom('cosignature')
    .select(['size', 'witness_id', 'line', 'signed_at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('size', '>', from)
    .where('size', '<=', to)
    .execute();
  const tiles: (readonly [string, Buffer])[] = [];
  // A tile is full when its last leaf is: 256 of them at the first level, 65,536 at the next.
  for (let level = 0; 256 ** (level + 1) <= to; level += 1) {
    const width = 256 ** (level + 1);
    const rows = await tx.db
      .selectFrom('log_tile')
      .select(['idx', 'hashes'])
      .where('bureau_id', '=', tx.bureauId)
      .where('year', '=', year)
      .where('level', '=', level)
      .where('idx', '>=', Math.floor(from / width))
      .where('idx', '<', Math.floor(to / width))
      .execute();
    tiles.push(...rows.map(({ idx, hashes }) => [`${level}/${idx}`, hashes] as const));
  }
  return {
    checkpoints: new Map(checkpoints.map((row) => [row.size, row])),
    cosignatures: Map.groupBy(cosignatures, ({ size }) => size),
    tiles: new Map(tiles),
  };
}

/** Keys that sign this bureau's log. */
export interface LogKeys {
  readonly origin: string;
  readonly publicKey: Uint8Array;
  /** The SM2 key, where the log has one and the auditor knows it. */
  readonly sm2: Uint8Array | undefined;
  readonly witnesses: ReadonlyMap<string, SigningKey>;
}

/** Of the witnesses as the database has them: one whose key was put in its place fails in its old signatures. */
export async function readLogKeys(
  tx: ReadTx,
  origin: string,
  { publicKey, sm2 }: Pick<LogKeys, 'publicKey'> & { readonly sm2?: Uint8Array | undefined },
): Promise<LogKeys> {
  const witnesses = await listWitnesses(tx);
  return {
    origin,
    publicKey,
    sm2,
    witnesses: new Map(witnesses.map(({ witnessId, vkey }) => [witnessId, signingKey(parseVkey(vkey))])),
  };
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

/** Checkpoints and cosignatures of sizes that no tree of this bureau has. @param place - the end of the log, as far as nobody vouches for it */
export async function checkBeyond(
  tx: ReadTx,
  trees: readonly { readonly year: number; readonly size: number }[],
  place: { readonly seq: number; readonly upTo: number },
  findings: Findings,
): Promise<void> {
  const sizes = new Map(trees.map(({ year, size }) => [year, size]));
  const lastYear = trees.at(-1)?.year ?? 0;
  for (const table of ['checkpoint', 'cosignature'] as const) {
    const rows = await tx.db
      .selectFrom(table)
      .select((eb) => ['year', eb.fn.max('size').as('size')])
      .where('bureau_id', '=', tx.bureauId)
      .groupBy('year')
      .orderBy('year')
      .execute();
    for (const { year, size } of rows)
      if (Number(size) > (sizes.get(year) ?? 0))
        findings.add({
          code: 'checkpoint-beyond',
          year,
          size: Number(size),
          detail: table,
          ...(year >= lastYear ? place : {}),
        });
  }
}
