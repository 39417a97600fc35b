/**
 * The whole directory of enterprises as an export job, as a workbook and as related tables: time, memory of the process, what other
 * requests wait for meanwhile. `npm run bench -- export [rows]` @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { IN_PROCESS, type Actor } from '../src/core/actor.ts';
import { answer, execute } from '../src/core/command.ts';
import { newId } from '../src/core/ids.ts';
import { exportList } from '../src/directory/actions/export.ts';
import { exportedFile } from '../src/directory/exported-file.ts';
import { runExport } from '../src/directory/jobs/exports.ts';
import { NO_LATER_MODULES } from '../src/directory/types/later.ts';
import { directoryReadSpecs } from '../src/directory/routes.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { seedEnterprises } from '../src/testing/many-enterprises.ts';
import { printFigure } from './figure.ts';

const rows = Number(process.argv[2] ?? 100_000);
const office: Actor = {
  bureauId: 1,
  staffId: 'office',
  name: 'office',
  roles: ['group-office'],
  authenticatedAt: IN_PROCESS,
};
const list = directoryReadSpecs.find(({ path }) => path === '/api/directory/enterprises');
if (list === undefined) throw new Error('no list of enterprises');
const page = list;

const WAYS = { later: NO_LATER_MODULES, coverOf: () => ({ notes: ['说明'], mark: '内部资料' }) };
const runtime = await benchRuntime();
try {
  await seedEnterprises(runtime, rows);
  for (const format of ['xlsx', 'zip'] as const) {
    const asked = await execute(runtime, office, exportList, newId(), { kind: 'enterprise', conditions: {}, format });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
    const { exportId } = asked.value;
    const begun = performance.now();
    let isEnded = false;
    const running = runExport(runtime, 1, exportId, WAYS).finally(() => {
      isEnded = true;
    });
    const waits: number[] = [];
    const before = process.memoryUsage.rss();
    let memory = before;
    while (!isEnded) {
      const from = performance.now();
      await answer(runtime, office, page, { sort: 'name' });
      waits.push(performance.now() - from);
      memory = Math.max(memory, process.memoryUsage.rss());
      await sleep(20);
    }
    await running;
    const seconds = (performance.now() - begun) / 1000;
    const file = await exportedFile(runtime, office, exportId);
    if (!file.ok) throw new Error(JSON.stringify(file.refusals));
    let bytes = 0;
    for await (const piece of file.value.stream) bytes += (piece as Buffer).length;
    const sorted = waits.toSorted((a, b) => a - b);
    printFigure(`export.${format}.${rows}`, 's', [seconds], {
      megabytes: Math.round(memory / 2 ** 20),
      megabytesBefore: Math.round(before / 2 ** 20),
      fileMegabytes: Math.round(bytes / 2 ** 20),
      othersP99: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
      others: waits.length,
    });
  }
} finally {
  await runtime.close();
}
