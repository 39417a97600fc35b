/** What somebody who owns the server does to a log: takes its locks off, writes its chain anew, signs it again. @module */
import { sql } from 'kysely';
import { canonicalize, formatCheckpoint, type CanonicalObject } from 'verifiable-draw';
import { deedHash } from '../core/deeds.ts';
import { openTreeWalk } from '../core/log/audit/tree-walk.ts';
import type { ReadTx } from '../core/transact.ts';
import type { TamperGround } from './tamper-ground.ts';

export interface Deed {
  seq: number;
  entry: Record<string, unknown>;
}

/** Takes the locks off the log, as a superuser can. */
export async function unlock(tx: ReadTx): Promise<void> {
  for (const table of ['deed', 'cosignature', 'witness_policy'])
    await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER USER`.execute(tx.db);
}

export async function readDeeds(tx: ReadTx): Promise<Deed[]> {
  const rows = await tx.db
    .selectFrom('deed')
    .select(['seq', 'entry'])
    .where('bureau_id', '=', 1)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, entry }) => ({ seq, entry: JSON.parse(entry.toString('utf8')) as Record<string, unknown> }));
}

/** Writes the chain anew from `from` on, with numbers, links and hashes that fit, and sets the head. */
export async function rewrite(tx: ReadTx, deeds: readonly Deed[], from: number, to = Infinity): Promise<void> {
  const kept = await tx.db
    .selectFrom('deed')
    .select('hash')
    .where('bureau_id', '=', 1)
    .where('seq', '=', from - 1)
    .executeTakeFirst();
  const isWhole = to === Infinity;
  await sql`DELETE FROM deed WHERE bureau_id = 1 AND seq >= ${from} AND seq <= ${isWhole ? Number.MAX_SAFE_INTEGER : to}`.execute(
    tx.db,
  );
  let prev = kept?.hash ?? Buffer.alloc(32);
  let seq = from;
  let at = '-infinity';
  const rows: Buffer[] = [];
  for (const { entry } of deeds.slice(from - 1, isWhole ? deeds.length : to)) {
    const bytes = Buffer.from(canonicalize({ ...entry, seq, prev: prev.toString('hex') } as CanonicalObject));
    prev = deedHash(bytes);
    at = String(entry['at']);
    rows.push(bytes);
    seq += 1;
  }
  await sql`
    INSERT INTO deed SELECT 1, (e->>'seq')::bigint, (e->>'at')::timestamptz,
      extract(year FROM (e->>'at')::timestamptz AT TIME ZONE 'Asia/Shanghai')::int, e->>'kind', e->>'actor',
      split_part(e->>'subject', '/', 1), split_part(e->>'subject', '/', 2), (e->>'command')::uuid, raw, sha256('\\x00'::bytea || raw)
    FROM unnest(${rows}::bytea[]) AS raw, LATERAL (SELECT convert_from(raw, 'UTF8')::jsonb AS e) j`.execute(tx.db);
  if (isWhole)
    await sql`UPDATE deed_head SET seq = ${seq - 1}, hash = ${prev}, at = ${at} WHERE bureau_id = 1`.execute(tx.db);
}

/** Makes tiles and checkpoints fit the deeds again, signed with the log's own key; the witnesses' signatures go. */
export async function resign(tx: ReadTx, { runtime }: TamperGround): Promise<void> {
  await sql`DELETE FROM cosignature WHERE bureau_id = 1`.execute(tx.db);
  await sql`DELETE FROM log_tile WHERE bureau_id = 1`.execute(tx.db);
  const stored = await tx.db
    .selectFrom('checkpoint')
    .select(['year', 'size'])
    .where('bureau_id', '=', 1)
    .orderBy('year')
    .orderBy('size')
    .execute();
  for (const [year, checkpoints] of Map.groupBy(stored, (row) => row.year)) {
    const leaves = await tx.db
      .selectFrom('deed')
      .select('hash')
      .where('bureau_id', '=', 1)
      .where('year', '=', year)
      .orderBy('seq')
      .execute();
    const full: { level: number; index: number; hashes: Buffer }[] = [];
    const tree = openTreeWalk((level, index, hashes) => full.push({ level, index, hashes: Buffer.concat(hashes) }));
    const origin = `120111.test.example/${year}`;
    const { logKey } = runtime;
    for (const { size } of checkpoints) {
      if (size > leaves.length) {
        await sql`DELETE FROM checkpoint WHERE bureau_id = 1 AND year = ${year} AND size = ${size}`.execute(tx.db);
        continue;
      }
      for (const { hash } of leaves.slice(tree.size(), size)) tree.push(hash);
      const note = formatCheckpoint({ origin, size, root: tree.root() }, [
        { name: origin, publicKey: logKey.publicKey, sign: (message) => logKey.sign(message) },
      ]);
      await sql`UPDATE checkpoint SET root = ${tree.root()}, note = ${note} WHERE bureau_id = 1 AND year = ${year} AND size = ${size}`.execute(
        tx.db,
      );
    }
    for (const { hash } of leaves.slice(tree.size())) tree.push(hash);
    for (const { level, index, hashes } of full)
      await sql`INSERT INTO log_tile VALUES (1, ${year}, ${level}, ${index}, ${hashes})`.execute(tx.db);
  }
}
