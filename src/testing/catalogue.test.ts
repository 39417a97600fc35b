/** Whether the database could be spread over machines by `bureau_id` (Citus): read from its own catalogue. docs/scale.md says how. */
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../core/db.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

/** Tables that stay on one node, each with its reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  bureau: 'reference table: a row a bureau, read everywhere, and unique codes and log names over all bureaus',
  identity_account: 'local: user names are unique over all bureaus, and sign-in comes before the bureau is known',
  identity_challenge: 'local: a question to somebody who is not known yet',
  identity_failure: 'local: by typed name and address, whether they exist or not',
  identity_link: 'local: whom the unified platform means is unique over all bureaus',
  identity_old_password: 'local: beside its account',
  identity_passkey: 'local: a credential is found before its owner is known',
  identity_policy: 'local: read with the account at every request',
  identity_recovery: 'local: beside its account',
  identity_session: 'local: a session is found before its bureau is known',
  identity_totp: 'local: beside its account',
};

/** Two partial unique keys instead of one whole; to move its shards while in use it wants `REPLICA IDENTITY FULL`. */
const KEYLESS = ['inspection_partner_word'];

let runtime: TestRuntime;
let owner: Kysely<Database>;
let release: () => void;
let ended: Promise<void>;

beforeAll(async () => {
  runtime = await testRuntime();
  await new Promise<void>((ready) => {
    ended = runtime.asOwner(async (db) => {
      owner = db;
      ready();
      await new Promise<void>((done) => {
        release = done;
      });
    });
  });
});
afterAll(async () => {
  release();
  await ended;
  await runtime.close();
});

/** Tables that lie where their bureau lies. */
async function spreadTables(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'sunlot'::regnamespace AND relkind IN ('r', 'p')
    ORDER BY relname`.execute(owner);
  return rows.map(({ name }) => name).filter((name) => !(name in ELSEWHERE));
}

describe('every table', () => {
  test('has bureau_id, never empty, or stands on the list of those that stay on one node', async () => {
    const tables = await spreadTables();
    expect(tables.length).toBeGreaterThan(100);
    const { rows } = await sql<{ name: string }>`
      SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'sunlot'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'bureau_id'
        AND a.attnotnull AND a.atttypid = 'integer'::regtype`.execute(owner);
    const having = new Set(rows.map(({ name }) => name));
    expect(tables.filter((name) => !having.has(name))).toEqual([]);
  });

  test('on that list is there still', async () => {
    const { rows } = await sql<{ name: string }>`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'sunlot'::regnamespace AND relkind = 'r'`.execute(
      owner,
    );
    const names = new Set(rows.map(({ name }) => name));
    expect(Object.keys(ELSEWHERE).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('every key', () => {
  test('primary, unique or excluding, holds bureau_id: no node could keep it otherwise', async () => {
    const { rows } = await sql<{ table: string; key: string; first: boolean; isPrimary: boolean }>`
      SELECT c.relname AS table, i.relname AS key, x.indisprimary AS "isPrimary",
        (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = x.indkey[0]) = 'bureau_id' AS first
      FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      WHERE c.relnamespace = 'sunlot'::regnamespace AND (x.indisunique OR x.indisexclusion)
        AND NOT EXISTS (SELECT FROM unnest(x.indkey) k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k
          WHERE a.attname = 'bureau_id')
      ORDER BY 1, 2`.execute(owner);
    expect(rows.filter(({ table }) => !(table in ELSEWHERE))).toEqual([]);
  });

  test('that is primary begins with it: what belongs to one bureau lies together', async () => {
    const { rows } = await sql<{ table: string; first: string | null }>`
      SELECT c.relname AS table, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = x.indkey[0]) AS first
      FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
      WHERE c.relnamespace = 'sunlot'::regnamespace AND x.indisprimary ORDER BY 1`.execute(owner);
    expect(rows.filter(({ table, first }) => !(table in ELSEWHERE) && first !== 'bureau_id')).toEqual([]);
    const keyed = new Set(rows.map(({ table }) => table));
    expect(
      (await spreadTables()).filter((name) => !keyed.has(name)),
      'without a primary key',
    ).toEqual(KEYLESS);
  });

  test('to another table goes to the same bureau, or to the table of bureaus', async () => {
    const { rows } = await sql<{ table: string; target: string; pairs: string[] }>`
      SELECT c.relname AS table, t.relname AS target, array_agg(a.attname || ' → ' || b.attname)::text[] AS pairs
      FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid,
        unnest(f.conkey, f.confkey) AS k (own, other)
        JOIN LATERAL (SELECT * FROM pg_attribute) a ON true JOIN LATERAL (SELECT * FROM pg_attribute) b ON true
      WHERE f.contype = 'f' AND c.relnamespace = 'sunlot'::regnamespace AND a.attrelid = c.oid AND a.attnum = k.own
        AND b.attrelid = t.oid AND b.attnum = k.other
      GROUP BY f.oid, c.relname, t.relname ORDER BY 1, 2`.execute(owner);
    expect(rows.length).toBeGreaterThan(100);
    const wrong = rows.filter(({ table, target, pairs }) => {
      if (target === 'bureau') return pairs.join() !== 'bureau_id → bureau_id';
      // Between tables of one node any key is kept; between those and the spread ones none can be.
      if (table in ELSEWHERE || target in ELSEWHERE) return !(table in ELSEWHERE && target in ELSEWHERE);
      return !pairs.includes('bureau_id → bureau_id');
    });
    expect(wrong).toEqual([]);
  });
});

describe('what Citus cannot spread', () => {
  test('is not used: no inheritance, no rules, no large objects, identities only of bigint', async () => {
    const { rows } = await sql<{ what: string }>`
      SELECT 'inherits ' || inhrelid::regclass AS what FROM pg_inherits
      UNION ALL SELECT 'rule ' || rulename FROM pg_rules WHERE schemaname = 'sunlot'
      UNION ALL SELECT 'large object' FROM pg_largeobject_metadata
      UNION ALL SELECT 'identity ' || c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'sunlot'::regnamespace AND a.attidentity <> '' AND a.atttypid <> 'bigint'::regtype
      UNION ALL SELECT 'unlogged ' || relname FROM pg_class WHERE relnamespace = 'sunlot'::regnamespace AND relpersistence <> 'p'`.execute(
      owner,
    );
    expect(rows).toEqual([]);
  });

  test('functions take the bureau first, so that they run where its rows lie; the others touch no spread table or are listed', async () => {
    const { rows } = await sql<{ name: string; takesBureau: boolean }>`
      SELECT p.proname AS name, coalesce(p.proargtypes[0] = 'integer'::regtype, false) AS "takesBureau"
      FROM pg_proc p WHERE p.pronamespace = 'sunlot'::regnamespace AND p.prorettype <> 'trigger'::regtype
      ORDER BY 1`.execute(owner);
    const others = [...new Set(rows.filter(({ takesBureau }) => !takesBureau).map(({ name }) => name))];
    expect(others).toEqual(NOT_BY_BUREAU.map(([name]) => name));
  });
});

/** Functions that are not called for one bureau, and why that is no hindrance. */
const NOT_BY_BUREAU: readonly (readonly [string, string])[] = [
  ['clock_state', 'one row over all bureaus: runs on the coordinator'],
  ['draw_exponent', 'computes from its argument alone'],
  ['keep_sealed', 'for migrations'],
  ['log_heads', 'one row a bureau, over all of them: runs on the coordinator'],
  ['log_state', 'one row a bureau, over all of them: runs on the coordinator'],
  ['note_operation', 'of the installation, not of a bureau: runs on the coordinator'],
  ['operation_state', 'of the installation, not of a bureau: runs on the coordinator'],
  ['protect', 'for migrations'],
];
