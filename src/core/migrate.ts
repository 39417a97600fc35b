/** Plain SQL migrations: numbered, forward only, one transaction each. @module */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));
// Any constant does: it keeps two `sunlot migrate` from running at once.
const MIGRATION_LOCK = 7_231_904;

/** A migration that was applied has since been edited: the database and this program disagree. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings the database up to this program's schema and returns the names it applied, in order.
 *
 * @param connectionString - a role that owns the database (never the application's own role)
 * @throws MigrationError when an applied file was changed, or the database is newer than this program
 */
export async function migrate(connectionString: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS public.sunlot_migration (name text PRIMARY KEY, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
    );
    await client.query('GRANT SELECT ON public.sunlot_migration TO sunlot_app');
    return await applyMissing(client, await readMigrations());
  } finally {
    await client.end();
  }
}

/**
 * The names of migrations this program has and the database has not; works for the application's role.
 *
 * @throws MigrationError when the database is newer than this program
 */
export async function pendingMigrations(connectionString: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const known = await client.query<{ exists: boolean }>(
      "SELECT to_regclass('public.sunlot_migration') IS NOT NULL AS exists",
    );
    const applied = known.rows[0]?.exists === true ? await appliedHashes(client) : new Map<string, string>();
    const migrations = await readMigrations();
    refuseNewer(applied, migrations);
    return migrations.map((m) => m.name).filter((name) => !applied.has(name));
  } finally {
    await client.end();
  }
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(MIGRATIONS)).toSorted();
  // A file passed over in silence would be a table that is missing in production only.
  const odd = names.filter((name) => !/^\d{4}_[a-z-]+\.sql$/.test(name));
  if (odd.length > 0)
    throw new MigrationError(`migrations/ 里有命名不合规的文件：${odd.join('、')}。应如 0010_directory.sql`);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${MIGRATIONS}${name}`, 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function appliedHashes(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>('SELECT name, hash FROM public.sunlot_migration');
  return new Map(rows.map((row) => [row.name, row.hash]));
}

/** An older program on a newer database would write rows that the newer one takes for its own. */
function refuseNewer(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const unknown = [...applied.keys()].filter((name) => !migrations.some((m) => m.name === name));
  if (unknown.length > 0)
    throw new MigrationError(
      `数据库比程序新：程序没有迁移 ${unknown.join('、')}。请用新的程序；要退回旧程序，用升级前的备份恢复到新目录`,
    );
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  const applied = await appliedHashes(client);
  refuseNewer(applied, migrations);
  const edited = migrations.filter((m) => applied.has(m.name) && applied.get(m.name) !== m.hash);
  if (edited.length > 0)
    throw new MigrationError(`已执行的迁移被改动过：${edited.map((m) => m.name).join('、')}，请恢复原文件`);
  const done: string[] = [];
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue;
    await applyOne(client, migration);
    done.push(migration.name);
  }
  return done;
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL search_path = sunlot, public');
    await client.query(migration.sql);
    await client.query('INSERT INTO public.sunlot_migration (name, hash) VALUES ($1, $2)', [
      migration.name,
      migration.hash,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${migration.name} failed`, { cause: error });
  }
}
