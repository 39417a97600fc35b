/** The process that is killed: dice, check, result. Says so when its first step begins. @module */
import { tmpdir } from 'node:os';
import { manualClock } from '../../src/core/clock.ts';
import { openDatabase } from '../../src/core/db.ts';
import { temporaryFieldCipher } from '../../src/core/field-cipher.ts';
import { openFileStore } from '../../src/core/files.ts';
import { temporaryLogKey } from '../../src/core/log/key.ts';
import type { ChildTask } from '../../src/testing/draw-battery.ts';
import { carryOn } from '../../src/testing/draw-ceremony.ts';

const { appUrl, drawId, batch }: ChildTask = JSON.parse(process.argv[2] ?? '');
const db = openDatabase(appUrl, 2);
const runtime = {
  db,
  clock: manualClock('2026-03-02T02:00:00Z'),
  files: openFileStore(tmpdir()),
  logKey: temporaryLogKey(),
  fieldCipher: temporaryFieldCipher(),
};
await db.selectFrom('bureau').select('bureau_id').execute();
process.stdout.write('begins\n');
await carryOn(runtime, drawId, batch, 'revealed', 'drawn');
await db.destroy();
