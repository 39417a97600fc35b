/** The demo district on a database and a folder of their own, on the first morning after its end, for stories that only look at it. @module */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../demo/load.ts';
import { manualClock } from '../src/core/clock.ts';
import { openDatabase } from '../src/core/db.ts';
import { temporaryFieldCipher } from '../src/core/field-cipher.ts';
import { openFileStore } from '../src/core/files.ts';
import { temporaryLogKey } from '../src/core/log/key.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { testDatabase } from '../src/testing/database.ts';

export interface DemoStage {
  readonly runtime: Runtime;
  close(): Promise<void>;
}

export async function openDemo(): Promise<DemoStage> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-story-'));
  const runtime = {
    db: openDatabase(database.appUrl, 8),
    clock: manualClock('2026-11-02T01:00:00Z'),
    files: openFileStore(folder),
    logKey: temporaryLogKey(),
    fieldCipher: temporaryFieldCipher(),
  };
  await loadDemo(runtime);
  return {
    runtime,
    close: async () => {
      await runtime.db.destroy();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
