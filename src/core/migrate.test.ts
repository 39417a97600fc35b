/** A program and a database that do not fit each other do not work together. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { migrate, MigrationError, pendingMigrations } from './migrate.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('an older program refuses a newer database, as its owner and as the application, and changes nothing', async () => {
  await database.ownerPool.query(
    "INSERT INTO public.sunlot_migration (name, hash) VALUES ('9999_of-tomorrow.sql', 'x')",
  );
  await expect(migrate(database.ownerUrl)).rejects.toThrow(/9999_of-tomorrow\.sql.*升级前的备份/);
  await expect(pendingMigrations(database.appUrl)).rejects.toThrow(MigrationError);
  await database.ownerPool.query("DELETE FROM public.sunlot_migration WHERE name = '9999_of-tomorrow.sql'");
  expect(await migrate(database.ownerUrl)).toEqual([]);
  expect(await pendingMigrations(database.appUrl)).toEqual([]);
});

test('a migration that was edited after it was applied is refused', async () => {
  await database.ownerPool.query("UPDATE public.sunlot_migration SET hash = 'another' WHERE name = '0001_core.sql'");
  await expect(migrate(database.ownerUrl)).rejects.toThrow(/0001_core\.sql/);
});
