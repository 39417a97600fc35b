/** What a connection prepares, asked of the connection itself. */
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { openDatabase, type Database } from './db.ts';

describe('a connection', () => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  beforeAll(async () => {
    database = await testDatabase();
    db = openDatabase(database.appUrl, 1);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const bureau = (code: string) => db.selectFrom('bureau').select('name').where('code', '=', code).execute();
  const prepared = async (part: string) =>
    (
      await sql<{ statement: string; asked: number }>`
        SELECT statement, generic_plans + custom_plans AS asked FROM pg_prepared_statements`.execute(db)
    ).rows.filter(({ statement }) => statement.includes(part));

  test('plans a question by key once, however often it is asked', async () => {
    for (let n = 0; n < 10; n += 1) await bureau('120111');
    expect(await prepared('"bureau"')).toEqual([{ statement: expect.any(String), asked: 10 }]);
  });

  test('plans a pattern or a list with its values, each time', async () => {
    for (let n = 0; n < 3; n += 1) {
      await sql`SELECT 1 FROM bureau WHERE name LIKE ${'阳光%'}`.execute(db);
      await sql`SELECT 2 FROM bureau WHERE code = ANY (${['120111']})`.execute(db);
    }
    expect(await prepared('LIKE')).toEqual([]);
    expect(await prepared('ANY')).toEqual([]);
  });

  test('plans a long question once, and each time what writes many rows', async () => {
    const many = sql.join(Array.from({ length: 101 }, (_, n) => sql`${n}::int`));
    for (let n = 0; n < 3; n += 1) {
      await sql`SELECT ${sql.raw(`'${'x'.repeat(9_000)}'`)} AS long, ${n}::int AS n`.execute(db);
      await sql`SELECT ARRAY[${many}] AS many`.execute(db);
    }
    expect((await prepared('xxx')).map(({ asked }) => asked)).toEqual([3]);
    expect(await prepared('ARRAY')).toEqual([]);
  });

  test('goes on after a prepared question that failed', async () => {
    const half = (divisor: number) => sql<{ half: number }>`SELECT 10 / ${divisor}::int AS half`.execute(db);
    await expect(half(0)).rejects.toThrow(/division by zero/);
    expect((await half(5)).rows).toEqual([{ half: 2 }]);
  });

  test('is given up when another program has changed a table under what it prepared', async () => {
    const all = () => db.selectFrom('job_cursor').selectAll().where('bureau_id', '=', 1).execute();
    await all();
    await database.ownerPool.query('ALTER TABLE sunlot.job_cursor ADD COLUMN noted text');
    await expect(all()).rejects.toThrow(/cached plan/);
    expect(await all()).toEqual([]);
  });

  test('keeps two hundred and asks the others all the same', async () => {
    for (let n = 0; n < 220; n += 1)
      expect((await sql`SELECT ${sql.lit(n)}::int + ${1}::int AS sum`.execute(db)).rows).toEqual([{ sum: n + 1 }]);
    expect((await prepared('')).length).toBe(200);
  });
});
