/** The demo district for tests: loaded once in a run, by whoever asks first, and each works on a copy of his own. @module */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { manualClock } from '../src/core/clock.ts';
import { openDatabase } from '../src/core/db.ts';
import { openFieldCipher } from '../src/core/field-cipher.ts';
import { openFileStore } from '../src/core/files.ts';
import { openLogKey } from '../src/core/log/key.ts';
import { createDatabase, dropDatabase, urlsOf, withClient, type DatabaseUrls } from '../src/core/postgres/roles.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { testDatabase } from '../src/testing/database.ts';
import { TEMPLATE } from '../src/testing/global-setup.ts';
import { loadDemo } from './load.ts';

export interface DemoStage {
  /** On the first morning after the demo's end. */
  readonly runtime: Runtime;
  /** The database as its superuser. */
  readonly adminUrl: string;
  close(): Promise<void>;
}

/** A copy of the demo's database and files. Whoever comes while it is being loaded waits, for minutes. */
export async function openDemo(): Promise<DemoStage> {
  const loaded = inject('demoFolder');
  await loadOnce(inject('postgres'), loaded);
  const database = await testDatabase(LOADED);
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-demo-'));
  await cp(loaded, folder, { recursive: true });
  const runtime = await runtimeOn(database.appUrl, folder);
  return {
    runtime,
    adminUrl: database.adminUrl,
    close: async () => {
      await runtime.db.destroy();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const LOADED = 'sunlot_demo';
/** Its name until it is whole: what broke off is begun anew by the next who asks. */
const LOADING = 'sunlot_demo_loading';

async function loadOnce(server: DatabaseUrls, folder: string): Promise<void> {
  await withClient(urlsOf(server, 'postgres').adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [LOADED]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [LOADED]);
    if (rowCount === 1) return;
    await dropDatabase(server, LOADING);
    await rm(folder, { recursive: true, force: true });
    const runtime = await runtimeOn((await createDatabase(server, LOADING, TEMPLATE)).appUrl, folder);
    await loadDemo(runtime);
    await runtime.db.destroy();
    await client.query(`ALTER DATABASE ${LOADING} RENAME TO ${LOADED}`);
  });
}

async function runtimeOn(appUrl: string, folder: string): Promise<Runtime> {
  return {
    db: openDatabase(appUrl, 8),
    clock: manualClock('2026-11-02T01:00:00Z'),
    files: openFileStore(folder),
    logKey: await openLogKey(join(folder, 'log.key')),
    fieldCipher: await openFieldCipher(join(folder, 'field.key')),
  };
}
