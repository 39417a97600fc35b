import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from './database.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(() => Promise.all([first.drop(), second.drop()]));

test('two test databases made at once share nothing', async () => {
  await first.ownerPool.query('CREATE TABLE public.only_here (id int)');
  const { rows } = await second.ownerPool.query("SELECT to_regclass('public.only_here') AS found");
  expect(rows).toEqual([{ found: null }]);
});

test('the application logs in with its own role and owns nothing', async () => {
  const { rows } = await first.pool.query(
    'SELECT current_user AS who, count(*)::int AS owned FROM pg_class WHERE relowner = current_user::regrole',
  );
  expect(rows).toEqual([{ who: 'sunlot_login', owned: 0 }]);
});

test('the application may not make a temporary table to shadow one', async () => {
  await expect(first.pool.query('CREATE TEMP TABLE deed (id int)')).rejects.toThrow(
    /permission denied to create temporary/,
  );
});

test('every migration is in the copy', async () => {
  const { rows } = await first.pool.query<{ name: string }>('SELECT name FROM public.sunlot_migration ORDER BY name');
  expect(rows[0]?.name).toBe('0001_core.sql');
});
