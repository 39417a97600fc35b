import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../src/core/db.ts';
import { temporaryFieldCipher } from '../src/core/field-cipher.ts';
import { openFileStore } from '../src/core/files.ts';
import { auditChain } from '../src/core/log/audit.ts';
import { temporaryLogKey } from '../src/core/log/key.ts';
import { systemClock } from '../src/core/clock.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { read } from '../src/core/transact.ts';
import { testDatabase, type TestDatabase } from '../src/testing/database.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from './load.ts';

describe('loading the demo', () => {
  let database: TestDatabase;
  let runtime: Runtime;
  let folder: string;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'sunlot-demo-'));
    runtime = {
      db: openDatabase(database.appUrl, 8),
      clock: systemClock,
      files: openFileStore(folder),
      logKey: temporaryLogKey(),
      fieldCipher: temporaryFieldCipher(),
    };
    await loadDemo(runtime);
  }, 180_000);

  afterAll(async () => {
    await runtime.db.destroy();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test('leaves every deed in one unbroken chain', async () => {
    const { deeds, problems } = await read(runtime, 1, auditChain);
    expect(problems).toEqual([]);
    expect(deeds).toBeGreaterThan(80);
  });
});
