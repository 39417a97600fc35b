/** Bureaus by the thousand, for benches and tests: each a copy of bureau 1, row by row, made by SQL as the superuser. @module */
import { sql } from 'kysely';
import { openDatabase } from '../core/db.ts';

/** Bureaus in one statement: what the server holds of it in memory stays small. */
const AT_ONCE = 250;

/**
 * Adds the bureaus `from` to `to`, each with every row of bureau 1 but its accounts, which are unique over all. Deeds and checkpoints
 * are copied too: they are rows of the right number and size, and name bureau 1 in their text.
 */
export async function copyBureaus(adminUrl: string, from: number, to: number): Promise<void> {
  const pool = openDatabase(adminUrl, 1);
  await pool.connection().execute(async (db) => {
    // No foreign key is looked up again: what is copied held in bureau 1.
    await sql`SET session_replication_role = replica`.execute(db);
    await sql`SET synchronous_commit = off`.execute(db);
    await sql`SET statement_timeout = 0`.execute(db);
    const { rows: tables } = await sql<{ name: string; columns: string[] }>`
      SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attname <> 'bureau_id') AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = 'sunlot'::regnamespace AND c.relkind = 'r' AND c.relname <> 'bureau' AND c.relname NOT LIKE 'identity\\_%'
      GROUP BY c.relname HAVING bool_or(a.attname = 'bureau_id') ORDER BY c.relname`.execute(db);
    for (let first = from; first <= to; first += AT_ONCE) {
      const numbers = sql`generate_series(${first}::int, ${Math.min(to, first + AT_ONCE - 1)}::int) AS n`;
      await sql`
        INSERT INTO bureau (bureau_id, code, name, origin, is_demo, profile, created_at)
        SELECT n, 'B' || lpad(n::text, 6, '0'), '测试第' || n || '应急管理局', 'b' || n || '.test.example', is_demo, profile, created_at
        FROM bureau, ${numbers} WHERE bureau_id = 1`.execute(db);
      for (const { name, columns } of tables) {
        const refs = sql.join(columns.map((column) => sql.ref(column)));
        await sql`
          INSERT INTO ${sql.table(name)} (bureau_id, ${refs}) OVERRIDING SYSTEM VALUE
          SELECT n, ${refs} FROM ${sql.table(name)}, ${numbers} WHERE bureau_id = 1`.execute(db);
      }
    }
    // As the server does by itself some minutes after so many rows.
    await sql`VACUUM ANALYZE`.execute(db);
    await sql`CHECKPOINT`.execute(db);
  });
  await pool.destroy();
}
