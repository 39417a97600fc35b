/** An app process without its web: the worker's rounds over a database that others work on too, until it is told to stop. @module */
import { manualClock } from '../core/clock.ts';
import { openDatabase } from '../core/db.ts';
import { openFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { openLogKey } from '../core/log/key.ts';
import { FOLLOWERS } from '../http/modules.ts';
import { workOnce } from '../jobs/worker.ts';

const [appUrl = '', folder = '', now = ''] = process.argv.slice(2);
const runtime = {
  db: openDatabase(appUrl, 4),
  clock: manualClock(now),
  files: openFileStore(`${folder}/files`),
  logKey: await openLogKey(`${folder}/log-key.pem`),
  fieldCipher: await openFieldCipher(`${folder}/field-key`),
};
let isOver = false;
process.stdin.once('data', () => {
  isOver = true;
});
for (let round = 0; !isOver; round += 1) {
  await workOnce(runtime, FOLLOWERS);
  process.stdout.write(`round ${round}\n`);
}
await runtime.db.destroy();
process.stdin.destroy();
