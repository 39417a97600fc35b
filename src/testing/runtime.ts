/** A runtime on a fresh database with two bureaus, for tests. @module */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { IN_PROCESS, type Actor, type Role } from '../core/actor.ts';
import { openBureau } from '../core/bureaus.ts';
import { manualClock, type ManualClock } from '../core/clock.ts';
import { openDatabase, type Database } from '../core/db.ts';
import { temporaryFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { temporaryLogKey } from '../core/log/key.ts';
import type { Runtime } from '../core/runtime.ts';
import { testDatabase } from './database.ts';

export interface TestRuntime extends Runtime {
  readonly clock: ManualClock;
  /** The database, for a process of its own. */
  readonly appUrl: string;
  /** The same database as its superuser. */
  readonly adminUrl: string;
  readonly ownerUrl: string;
  /** The folder of its files. */
  readonly folder: string;
  /** Works as the owner of the schema: what an administrator with the database in his hands could do. */
  asOwner(work: (owner: Kysely<Database>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Bureau 1 (`120111`) and bureau 2 (`120112`), both in demo mode so that the clock may stand in any year. */
export async function testRuntime(now = '2026-03-02T01:00:00Z'): Promise<TestRuntime> {
  const database = await testDatabase();
  const db = openDatabase(database.appUrl, 8);
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-test-'));
  const runtime = {
    db,
    clock: manualClock(now),
    files: openFileStore(folder),
    logKey: temporaryLogKey(),
    fieldCipher: temporaryFieldCipher(),
  };
  await db.transaction().execute(async (tx) => {
    for (const [bureauId, code, name] of [
      [1, '120111', '测试区应急管理局'],
      [2, '120112', '邻区应急管理局'],
    ] as const) {
      await openBureau(tx, { bureauId, code, name, origin: `${code}.test.example`, isDemo: true, profile: {} }, now);
    }
  });
  return {
    ...runtime,
    appUrl: database.appUrl,
    adminUrl: database.adminUrl,
    ownerUrl: database.ownerUrl,
    folder,
    asOwner: async (work) => {
      const owner = openDatabase(database.ownerUrl, 1);
      try {
        await work(owner);
      } finally {
        await owner.destroy();
      }
    },
    close: async () => {
      await db.destroy();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A person of bureau 1 (or another) with these roles; the id is the first role unless given. */
export function actorOf(roles: readonly [Role, ...Role[]], staffId: string = roles[0], bureauId = 1): Actor {
  return { bureauId, staffId, name: `测试${staffId}`, roles, authenticatedAt: IN_PROCESS };
}
