import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { read } from '../core/transact.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { cancelCheck, checkImport } from './actions/import.ts';
import { listRunningChecks } from './running-checks.ts';
import { done, lastDeed, neighbour, office, refusalsOf } from './sample.testing.ts';

const ROWS = 12_000;
const CSV = [
  '姓名,执法证号,有效期至',
  ...Array.from({ length: ROWS }, (_, index) => `测试${index},津${index},2027-12-31`),
].join('\n');
const upload = { kind: 'officer', fileName: '人员.csv', bytes: csvFile(CSV).bytes } as const;
let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

test('a check tells how far it is, to its own bureau only, and is gone from the list when it is done', async () => {
  const seen = new Set<string>();
  const checkId = crypto.randomUUID();
  const checking = checkImport(runtime, office, checkId, upload);
  let isRunning = true;
  void checking.finally(() => {
    isRunning = false;
  });
  while (isRunning) {
    for (const { checkId: id, phase, total } of listRunningChecks(runtime, 1))
      seen.add(`${id === checkId} ${phase} ${total}`);
    expect(listRunningChecks(runtime, 2)).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await checking).toMatchObject({ ok: true, value: { counts: { new: ROWS } } });
  expect([...seen]).toEqual(['true reading null', `true judging ${ROWS}`]);
  expect(listRunningChecks(runtime, 1)).toEqual([]);
});

test('stopped by a deed it ends at once and leaves nothing; another bureau cannot stop it', async () => {
  const checkId = crypto.randomUUID();
  const before = await countBatches();
  const checking = checkImport(runtime, office, checkId, upload);
  while (listRunningChecks(runtime, 1).every(({ rows }) => rows === 0))
    await new Promise((resolve) => setImmediate(resolve));
  expect(await refusalsOf(runtime, cancelCheck, { checkId }, neighbour)).toEqual(['check-not-found']);
  await done(runtime, cancelCheck, { checkId });
  expect(await checking).toEqual({ ok: false, refusals: [{ code: 'file-reading-stopped' }] });
  expect(await countBatches()).toBe(before);
  expect((await lastDeed(runtime)).kind).toBe('directory.cancel-check');
  expect(await refusalsOf(runtime, cancelCheck, { checkId })).toEqual(['check-not-found']);
});

test('after one that was stopped, and beside one that is refused, the next workbooks are checked as if alone', async () => {
  const small = { ...upload, bytes: csvFile('姓名,执法证号,有效期至\n测试甲,津1,2027-12-31').bytes };
  const wrong = { ...upload, bytes: csvFile('什么,都不是\n1,2').bytes };
  const results = await Promise.all(
    [small, wrong, small].map((each) => checkImport(runtime, office, crypto.randomUUID(), each)),
  );
  expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
  for (let n = 0; n < 3; n += 1)
    expect(await checkImport(runtime, office, crypto.randomUUID(), small)).toMatchObject({
      ok: true,
      value: { counts: { new: 1, bad: 0 } },
    });
});

async function countBatches(): Promise<number> {
  const rows = await read(runtime, 1, (tx) => tx.db.selectFrom('import_batch').select('batch_id').execute());
  return rows.length;
}
