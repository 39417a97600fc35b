/** A process that does jobs one after the other until there is none, or until it is killed; says when it begins. @module */
import { tmpdir } from 'node:os';
import { manualClock } from '../core/clock.ts';
import { openDatabase } from '../core/db.ts';
import { temporaryFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { follow } from '../core/follow.ts';
import { temporaryLogKey } from '../core/log/key.ts';
import { jobsOf } from './many-jobs.ts';

const [appUrl = '', seed = '', isCareless = ''] = process.argv.slice(2);
const db = openDatabase(appUrl, 8);
const runtime = {
  db,
  clock: manualClock('2026-03-02T02:00:00Z'),
  files: openFileStore(tmpdir()),
  logKey: temporaryLogKey(),
  fieldCipher: temporaryFieldCipher(),
};
await db.selectFrom('bureau').select('bureau_id').execute();
process.stdout.write('begins\n');
await Promise.all(jobsOf(runtime, seed, isCareless === 'true').map((job) => follow(runtime, 1, job)));
await db.destroy();
