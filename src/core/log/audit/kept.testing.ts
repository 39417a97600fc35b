/** A log without a database: entries in their chain, signed checkpoints, tiles and cosignatures, as they would stand in its tables. @module */
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  canonicalText,
  cosign,
  formatCheckpoint,
  merkleRoot,
  sha256Suite,
  type CanonicalObject,
  type NoteSigner,
} from 'verifiable-draw';
import { dayOf } from '../../clock.ts';
import { temporaryLogKey, temporarySm2Key } from '../key.ts';
import type { Beside, LogKeys } from './beside.ts';
import type { checkPage } from './deed-page.ts';
import type { OutsideCheckpoint } from './outside.ts';
import { signingKey } from './signatures.ts';
import { leafHash } from './tree-walk.ts';

export type Row = Parameters<typeof checkPage>[0][number];

export const ORIGIN = '120111.test.example';
export const BUREAU = '120111';

const KEY = temporaryLogKey();
export const SM2 = temporarySm2Key();
const witness = generateKeyPairSync('ed25519');
export const WITNESS: NoteSigner = {
  name: 'jijian.example/w1',
  publicKey: Buffer.from(witness.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
  sign: (message) => sign(null, message, witness.privateKey),
};

export const KEYS: LogKeys = {
  origin: ORIGIN,
  publicKey: KEY.publicKey,
  sm2: SM2.publicKey,
  witnesses: new Map([['w1', signingKey({ name: WITNESS.name, type: 4, publicKey: WITNESS.publicKey })]]),
};

/** The entry of a deed, as the database writes it. */
export function entryOf(row: Omit<Row, 'entry' | 'hash'>, prev: Buffer): CanonicalObject {
  return {
    actor: row.actor_id,
    at: row.at.replace('.000000Z', 'Z'),
    bureau: BUREAU,
    command: row.command_id,
    facts: { n: row.seq },
    kind: row.kind,
    prev: prev.toString('hex'),
    seq: row.seq,
    subject: row.subject,
    v: 1,
  };
}

/** Deeds in their chain, one a minute from the instant on. */
export function deeds(count: number, from = '2026-05-04T01:00:00Z', before: readonly Row[] = []): Row[] {
  const rows: Row[] = [...before];
  for (let n = 0; n < count; n += 1) {
    const seq = rows.length + 1;
    const at = Temporal.Instant.from(from).add({ minutes: n }).toString();
    const plain = {
      seq,
      at: at.replace('Z', '.000000Z'),
      year: Number(dayOf(at).slice(0, 4)),
      kind: `test.kind-${seq % 3}`,
      actor_id: `staff-${seq % 2}`,
      subject: `note/${seq}`,
      command_id: `command-${seq}`,
    };
    rows.push(withEntry(plain, rows.at(-1)?.hash ?? Buffer.alloc(32)));
  }
  return rows;
}

/** The row with its entry, or one that says something else, and its leaf. */
export function withEntry(plain: Omit<Row, 'entry' | 'hash'>, prev: Buffer, change: CanonicalObject = {}): Row {
  const entry = Buffer.from(canonicalText({ ...entryOf(plain, prev), ...change }));
  return { ...plain, entry, hash: leafHash(entry) };
}

/** Root over the leaves of a year of these rows, of the first `size`. */
export function rootAt(rows: readonly Row[], year: number, size: number): Buffer {
  const leaves = rows.filter((row) => row.year === year).map(({ hash }) => hash);
  return Buffer.from(merkleRoot(sha256Suite, leaves.slice(0, size)));
}

/** The signed note of a checkpoint. */
export function noteOf(year: number, size: number, root: Buffer, isSm2 = true): string {
  const name = `${ORIGIN}/${year}`;
  const signers: NoteSigner[] = [{ name, publicKey: KEY.publicKey, sign: (message) => KEY.sign(message) }];
  if (isSm2) signers.push({ name, type: 255, publicKey: SM2.publicKey, sign: (message) => SM2.sign(message) });
  return formatCheckpoint({ origin: name, size, root }, signers);
}

const SIGNED_AT = '2026-05-04T05:00:00Z';

/** What stands beside the leaves of a year: checkpoints of these sizes, each cosigned, and the first tile when it is full. */
export function besideOf(rows: readonly Row[], year: number, sizes: readonly number[]): Beside {
  const leaves = rows.filter((row) => row.year === year).map(({ hash }) => hash);
  const checkpoints = sizes.map((size) => {
    const root = rootAt(rows, year, size);
    return [size, { size, root, note: noteOf(year, size, root) }] as const;
  });
  const time = Temporal.Instant.from(SIGNED_AT).epochMilliseconds / 1000;
  const cosignatures = checkpoints.map(([size, { note }]) => {
    const line = cosign(note.slice(0, note.indexOf('\n\n') + 1), WITNESS, time);
    return [size, [{ size, witness_id: 'w1', line, signed_at: SIGNED_AT }]] as const;
  });
  return {
    checkpoints: new Map(checkpoints),
    cosignatures: new Map(cosignatures),
    tiles: new Map(leaves.length < 256 ? [] : [['0/0', Buffer.concat(leaves.slice(0, 256))]]),
  };
}

/** The same checkpoint as somebody kept it. */
export function outsideOf(rows: readonly Row[], year: number, size: number): OutsideCheckpoint {
  return {
    file: `${year}-${size}.note`,
    origin: `${ORIGIN}/${year}`,
    size,
    root: rootAt(rows, year, size),
    isSigned: true,
  };
}
