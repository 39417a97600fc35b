/** A process that takes serials one after the other until it is killed; says each that is committed, and stops inside the last. @module */
import { tmpdir } from 'node:os';
import { IN_PROCESS, type Actor } from '../core/actor.ts';
import { manualClock } from '../core/clock.ts';
import { openDatabase } from '../core/db.ts';
import { temporaryFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { newId } from '../core/ids.ts';
import { temporaryLogKey } from '../core/log/key.ts';
import { takeSerial } from '../core/register/register.ts';
import { ok } from '../core/result.ts';
import { transact } from '../core/transact.ts';

const [appUrl = '', stopsAt = '0'] = process.argv.slice(2);
const runtime = {
  db: openDatabase(appUrl, 2),
  clock: manualClock('2026-03-02T02:00:00Z'),
  files: openFileStore(tmpdir()),
  logKey: temporaryLogKey(),
  fieldCipher: temporaryFieldCipher(),
};
const actor: Actor = { bureauId: 1, staffId: 'child', name: '测试', roles: ['officer'], authenticatedAt: IN_PROCESS };
for (let n = 1; ; n += 1) {
  await transact(runtime, { id: newId(), actor }, async (tx) => {
    const { serial } = await takeSerial(tx, 'inspection', newId());
    process.stdout.write(`took ${serial}\n`);
    if (n === Number(stopsAt)) await new Promise(() => setInterval(() => undefined, 1_000));
    return ok(serial);
  });
}
