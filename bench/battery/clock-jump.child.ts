/**
 * People at work on a bureau in service while the clock of the machine is put back two hours and forward again: one JSON line of what was
 * acknowledged, refused and lost, and whether numbers, times and the log hold. Says `ready` when the clock may jump,
 * and takes a line on its input for each jump that was made. @module
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';
import { auditBureau } from '../../src/core/log/audit/audit.ts';
import { publishCheckpoints } from '../../src/core/log/checkpoint.ts';
import { withClient } from '../../src/core/postgres/roles.ts';
import { takeSerial } from '../../src/core/register/register.ts';
import { ok } from '../../src/core/result.ts';
import { read, transact } from '../../src/core/transact.ts';
import { SERIES } from '../../src/penalty/types/documents.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { actorOf } from '../../src/testing/runtime.ts';

/** Both program and database look at the hands of their clock once a second. */
const SETTLE_MS = 4_000;
const bench = await benchRuntime();
const runtime = { ...bench, clock: systemClock };
await withClient(bench.ownerUrl, (owner) => owner.query('UPDATE sunlot.bureau SET is_demo = false'));
const acknowledged: { readonly id: string; readonly serial: number }[] = [];
const phases: { readonly acknowledged: number; readonly program: string }[] = [];
let refused = 0;
let isOver = false;

const writers = [work(), work(), work()];
await phase();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') break;
  await phase();
  console.log('next');
}
isOver = true;
await Promise.all(writers);
await publishCheckpoints(runtime, 1);
const { problems } = await auditBureau(runtime, 1);
const rows = await read(runtime, 1, (tx) =>
  tx.db.selectFrom('deed').select(['seq', 'at', 'command_id']).where('bureau_id', '=', 1).orderBy('seq').execute(),
);
await bench.close();
const place = new Map(rows.map(({ command_id: id, seq }) => [id, seq]));
const serials = acknowledged.map(({ serial }) => serial).toSorted((a, b) => a - b);
console.log(
  JSON.stringify({
    acknowledged: acknowledged.length,
    refused,
    lost: acknowledged.filter(({ id }) => !place.has(id)).length,
    numbersTwice: serials.length - new Set(serials).size,
    // What was committed without an answer has its number too.
    numbersMissing: (serials.at(-1) ?? 0) - rows.length,
    outOfOrder: rows.filter(({ at }, n) => at < (rows[n - 1]?.at ?? '')).length,
    problems,
    phases,
  }),
);

async function work(): Promise<void> {
  while (!isOver) {
    const id = newId();
    try {
      const done = await transact(runtime, { id, actor: actorOf(['group-office']) }, async (tx) => {
        const { serial } = await takeSerial(tx, SERIES, id);
        tx.record({ kind: 'test.note', subject: `note/${id}`, facts: {} });
        return ok(serial);
      });
      if (done.ok) acknowledged.push({ id, serial: done.value });
    } catch {
      // While the two clocks are more than five minutes apart, the database takes nothing.
      refused += 1;
      await sleep(20);
    }
    await sleep(5);
  }
}

/** Lets the clocks settle, and counts what is acknowledged afterwards. */
async function phase(): Promise<void> {
  await sleep(SETTLE_MS);
  const before = acknowledged.length;
  await sleep(2_000);
  phases.push({ acknowledged: acknowledged.length - before, program: systemClock.now() });
}
