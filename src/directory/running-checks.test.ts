import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import type { Result } from '../core/result.ts';
import type { ColumnSpecs } from '../core/spreadsheet/spec.ts';
import { writeTable } from '../core/spreadsheet/write.ts';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { read } from '../core/transact.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { workbookOf } from './columns/workbook.ts';
import type { RunningCheck } from './types/imports.ts';
import { cancelCheck, checkImport, importDirectory } from './actions/import.ts';
import { listRunningChecks } from './running-checks.ts';
import { done, lastDeed, neighbour, office, refusalsOf } from './sample.testing.ts';

const ROWS = 6_000;
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
  const checkId = crypto.randomUUID();
  const checking = checkImport(runtime, office, checkId, upload);
  const seen = await phasesOf(checkId, checking);
  expect(await checking).toMatchObject({ ok: true, value: { counts: { new: ROWS } } });
  // Looking for repeats may be over before it is a word worth.
  expect([...seen.keys()].filter((phase) => phase !== 'comparing null')).toEqual([
    'opening null',
    'reading null',
    `judging ${ROWS}`,
    'closing null',
  ]);
  // The database takes 30 pieces; what is told is finer than that.
  expect(seen.get(`judging ${ROWS}`)?.size).toBeGreaterThan(3);
  expect(listRunningChecks(runtime, 1)).toEqual([]);
});

test('what is unpacked of a workbook is told before and while its rows are read, against the whole of it', async () => {
  const columns = workbookOf('officer', []);
  const rows = Array.from({ length: 2_000 }, (_, n) => ({ name: `测试${n}`, certificateNumber: `律${n}` }));
  const named = { name: columns.columns['name'], certificateNumber: columns.columns['certificateNumber'] };
  const bytes = await writeTable({ ...columns, columns: named as ColumnSpecs }, rows);
  const seen: RunningCheck[] = [];
  const checking = checkImport(runtime, office, crypto.randomUUID(), { kind: 'officer', fileName: '人员.xlsx', bytes });
  await whileRunning(checking, () => seen.push(...listRunningChecks(runtime, 1)));
  const opened = seen.filter(({ phase }) => phase === 'opening').at(-1)?.bytes ?? 0;
  expect(opened).toBeGreaterThan(bytes.length);
  const read = seen.filter(({ phase }) => phase === 'reading');
  expect(new Set(read.map(({ totalBytes }) => totalBytes))).toEqual(new Set([opened]));
  for (const state of read) expect(state.bytes).toBeLessThanOrEqual(opened);
});

test('an import tells how much of it is written; stopped by a deed it leaves the directory and the batch as they were', async () => {
  const batch = await checkImport(runtime, office, crypto.randomUUID(), upload);
  if (!batch.ok) throw new Error('not checked');
  const { batchId } = batch.value;
  const input = { batchId, isOnlyGood: true };
  const write = (): Promise<Result<unknown>> => execute(runtime, office, importDirectory, crypto.randomUUID(), input);

  const stopped = write();
  while (listRunningChecks(runtime, 1).every(({ phase }) => phase !== 'writing'))
    await new Promise((resolve) => setImmediate(resolve));
  await done(runtime, cancelCheck, { checkId: batchId });
  expect(await stopped).toEqual({ ok: false, refusals: [{ code: 'import-stopped' }] });
  expect(await countOfficers()).toBe(0);

  const writing = write();
  const seen = await phasesOf(batchId, writing);
  expect(await writing).toEqual({ ok: true, value: { inserted: ROWS, updated: 0 } });
  expect([...seen.keys()]).toEqual([`rechecking ${ROWS}`, `writing ${ROWS}`, `hashing ${ROWS}`]);
  expect(seen.get(`writing ${ROWS}`)?.size).toBeGreaterThan(3);
  expect(await countOfficers()).toBe(ROWS);
  expect(listRunningChecks(runtime, 1)).toEqual([]);
});

test('stopped by a deed it ends at once and leaves nothing', async () => {
  const checkId = crypto.randomUUID();
  const before = await countBatches();
  const checking = checkImport(runtime, office, checkId, upload);
  await readsRows();
  await done(runtime, cancelCheck, { checkId });
  expect(await checking).toEqual({ ok: false, refusals: [{ code: 'file-reading-stopped' }] });
  expect(await countBatches()).toBe(before);
  expect((await lastDeed(runtime)).kind).toBe('directory.cancel-check');
  expect(await refusalsOf(runtime, cancelCheck, { checkId })).toEqual(['check-not-found']);
});

test('a check goes on while its end is not in the log: a command that failed has stopped nothing, and stops it when sent again', async () => {
  const planted = (change: string): Promise<void> =>
    runtime.asOwner(async (owner) => {
      await sql.raw(`ALTER TABLE deed ${change}`).execute(owner);
    });
  await planted("ADD CONSTRAINT planted CHECK (kind <> 'directory.cancel-check') NOT VALID");
  const checkId = crypto.randomUUID();
  const checking = checkImport(runtime, office, checkId, upload);
  await readsRows();
  const commandId = crypto.randomUUID();
  const stop = () => execute(runtime, office, cancelCheck, commandId, { checkId });
  await expect(stop()).rejects.toThrow('planted');
  expect(await refusalsOf(runtime, cancelCheck, { checkId }, neighbour), 'another bureau').toEqual(['check-not-found']);
  await planted('DROP CONSTRAINT planted');
  expect(listRunningChecks(runtime, 1)).toMatchObject([{ checkId }]);
  expect(await stop()).toEqual({ ok: true, value: {} });
  expect(await checking).toEqual({ ok: false, refusals: [{ code: 'file-reading-stopped' }] });
});

test('after one that was stopped, and beside one that is refused, the next workbooks are checked as if alone', async () => {
  const small = { ...upload, bytes: csvFile('姓名,执法证号,有效期至\n测试甲,验1,2027-12-31').bytes };
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

/** Until a check has begun to read. */
async function readsRows(): Promise<void> {
  while (listRunningChecks(runtime, 1).every(({ rows }) => rows === 0))
    await new Promise((resolve) => setImmediate(resolve));
}

async function whileRunning(work: Promise<unknown>, look: () => void): Promise<void> {
  let isRunning = true;
  void work.finally(() => {
    isRunning = false;
  });
  while (isRunning) {
    look();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Each phase with its total, and the counts of rows that were told in it; of this one alone, and never to another bureau. */
async function phasesOf(id: string, work: Promise<unknown>): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const seen = new Map<string, Set<number>>();
  await whileRunning(work, () => {
    for (const { checkId, phase, total, rows } of listRunningChecks(runtime, 1)) {
      expect(checkId).toBe(id);
      const key = `${phase} ${total}`;
      seen.set(key, (seen.get(key) ?? new Set()).add(rows));
    }
    expect(listRunningChecks(runtime, 2)).toEqual([]);
  });
  return seen;
}

async function countOfficers(): Promise<number> {
  const rows = await read(runtime, 1, (tx) => tx.db.selectFrom('officer').select('officer_id').execute());
  return rows.length;
}

async function countBatches(): Promise<number> {
  const rows = await read(runtime, 1, (tx) => tx.db.selectFrom('import_batch').select('batch_id').execute());
  return rows.length;
}
