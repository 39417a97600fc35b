/** A fresh, migrated database for a test file. @module */
import pg from 'pg';
import { inject } from 'vitest';
import { newSecret } from '../core/ids.ts';
import { createDatabase, dropDatabase } from '../core/postgres/roles.ts';
import { TEMPLATE } from './global-setup.ts';

export interface TestDatabase {
  /** The superuser: what an administrator with the server in his hands could do. */
  readonly adminUrl: string;
  /** The role that owns the tables, for what only migrations may do. */
  readonly ownerUrl: string;
  /** The role of the running application. */
  readonly appUrl: string;
  readonly pool: pg.Pool;
  readonly ownerPool: pg.Pool;
  /** Ends the pools and removes the database, whoever is still in it. */
  drop(): Promise<void>;
}

/** Copies a database, the migrated one unless told otherwise: a few hundredths of a second. Call `drop` when the file is done. */
export async function testDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `test_${newSecret(8)}`;
  const { adminUrl, ownerUrl, appUrl } = await createDatabase(server, name, template);
  const [pool, ownerPool] = [openPool(appUrl), openPool(ownerUrl)];
  return {
    adminUrl,
    ownerUrl,
    appUrl,
    pool,
    ownerPool,
    drop: async () => {
      await Promise.all([pool.end(), ownerPool.end()]);
      await dropDatabase(server, name);
    },
  };
}

function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 4, options: '-c search_path=sunlot,public' });
  // `end` does not wait for the sockets to close: the server's goodbye at `drop` may still reach one.
  pool.on('error', () => undefined);
  return pool;
}
