/** What stands beside the deeds in the database. @module */
import { parseVkey } from 'verifiable-draw';
import type { ReadTx } from '../../transact.ts';
import { listWitnesses } from '../witnesses.ts';
import '../tables.ts';
import type { Beside, LogKeys } from './beside.ts';
import type { Findings } from './findings.ts';
import { signingKey } from './signatures.ts';

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
