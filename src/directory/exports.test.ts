import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { cancelExport, exportList } from './actions/export.ts';
import { checkImport, importDirectory } from './actions/import.ts';
import { exportPart } from './export-pieces.ts';
import { exportedFile } from './exported-file.ts';
import { openExports, runExport } from './jobs/exports.ts';
import { findExport, listExports } from './reads/exports.ts';
import { done, lastDeed, neighbour, office, refusalsOf, valueOf } from './sample.testing.ts';
import type { ExportWish } from './types/exports.ts';
import { NO_LATER_MODULES } from './types/later.ts';

const ROWS = 2_001;
const HEAD = '姓名,执法证号,身份证号码,有效期至,职务';
const LINES = Array.from({ length: ROWS }, (_, index) => `=测试${index},津${index},,2027-12-31,@科员`);
const cover = (): { notes: string[]; mark: string } => ({ notes: ['导出说明'], mark: '内部资料' });
const WAYS = { later: NO_LATER_MODULES, coverOf: cover };
const WISH: ExportWish = { kind: 'officer', conditions: {}, format: 'xlsx' };
const clerk = actorOf(['archivist'], 'clerk');
let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
  await imported(csvFile([HEAD, ...LINES].join('\n')).bytes);
});
afterAll(() => runtime.close());

describe('directory.export', () => {
  test('comes whole, imports unchanged, and leaves its row in the log', async () => {
    for (const format of ['xlsx', 'csv'] as const) {
      const exportId = await asked({ ...WISH, format });
      expect(await lastDeed(runtime)).toMatchObject({ kind: 'directory.export' });
      await runExport(runtime, 1, exportId, WAYS);
      expect(await stateOf(exportId)).toMatchObject({ state: 'done', total: ROWS, done: ROWS });
      const { fileName, bytes } = await downloaded(exportId);
      const again = valueOf(
        await checkImport(runtime, office, crypto.randomUUID(), { kind: 'officer', fileName, bytes }),
      );
      expect(again.counts, format).toEqual({ new: 0, update: 0, unchanged: ROWS, bad: 0, duplicate: 0 });
      await done(runtime, cancelExport, { exportId });
    }
  });

  test('the conditions of the list, its order and the columns on the screen hold; others are refused', async () => {
    const exportId = await asked({ ...WISH, conditions: { q: '测试200', sort: '-key' }, columns: ['post'] });
    await runExport(runtime, 1, exportId, WAYS);
    const { fileName, bytes } = await downloaded(exportId);
    const workbook = valueOf(await readWorkbook({ name: fileName, bytes }));
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['说明', '执法人员名录']);
    const texts = workbook.sheets[1]?.rows.map(({ cells }) => cells.map(({ value }) => value));
    expect(texts?.slice(1, 4)).toEqual([
      ['执法证号*', '职务'],
      ['津2000', '@科员'],
      ['津200', '@科员'],
    ]);
    expect(texts).toHaveLength(4);
    await done(runtime, cancelExport, { exportId });
    for (const conditions of [{ colour: 'red' }, { status: 'nowhere' }])
      expect(await refusalsOf(runtime, exportList, { ...WISH, conditions })).toEqual(['export-conditions']);
  });

  test('is its own person’s alone, and nobody’s who may see less than the file holds', async () => {
    const exportId = await asked(WISH);
    expect(await refused(exportId)).toEqual(['export-not-done']);
    await runExport(runtime, 1, exportId, WAYS);
    expect(await refused(exportId, clerk)).toEqual(['export-not-found']);
    expect(await refused(exportId, neighbour)).toEqual(['export-not-found']);
    expect(await refused(exportId, actorOf(['archivist'], office.staffId))).toEqual(['export-role-changed']);
    expect(await refusalsOf(runtime, cancelExport, { exportId }, clerk)).toEqual(['export-not-found']);
    expect(await read(runtime, 1, (tx) => listExports(tx, clerk.staffId))).toEqual([]);
    await done(runtime, cancelExport, { exportId });
  });

  test('three wait or run for one person; a fourth is refused until one is stopped', async () => {
    const ids = [await asked(WISH), await asked(WISH), await asked(WISH)];
    expect(await refusalsOf(runtime, exportList, WISH)).toEqual(['export-too-many']);
    for (const exportId of ids) await done(runtime, cancelExport, { exportId });
    expect(await refusalsOf(runtime, cancelExport, { exportId: ids[0] ?? '' })).toEqual(['export-not-found']);
  });
});

describe('the file of an export', () => {
  test('is sealed where it lies, and a piece in another’s place is found out', async () => {
    const exportId = await asked({ ...WISH, format: 'csv' });
    await runExport(runtime, 1, exportId, WAYS);
    const part = exportPart(exportId);
    const lying = await runtime.files.parts.read(part);
    expect(lying.toString('utf8')).not.toContain('测试');
    const other = await asked({ ...WISH, format: 'csv' });
    await runExport(runtime, 1, other, WAYS);
    await runtime.files.parts.remove(part);
    await runtime.files.parts.append(part, 0, await runtime.files.parts.read(exportPart(other)));
    await expect(downloaded(exportId)).rejects.toThrow();
    await runtime.files.parts.remove(part);
    await runtime.files.parts.append(part, 0, lying.subarray(0, -1));
    await expect(downloaded(exportId)).rejects.toThrow();
    for (const id of [exportId, other]) await done(runtime, cancelExport, { exportId: id });
  });

  test('a server stopped half-way begins again and ends with the same rows', async () => {
    const exportId = await asked({ ...WISH, format: 'csv' });
    const faults: unknown[] = [];
    const first = openExports(runtime, NO_LATER_MODULES, cover, (error) => faults.push(error));
    await first.startNext(1);
    await first.stop();
    expect(await stateOf(exportId)).toMatchObject({ state: 'running' });
    const second = openExports(runtime, NO_LATER_MODULES, cover, (error) => faults.push(error));
    await second.startNext(1);
    await expect.poll(() => stateOf(exportId), { timeout: 20_000 }).toMatchObject({ state: 'done', done: ROWS });
    await second.stop();
    expect((await downloaded(exportId)).bytes.toString('utf8').split('\r\n')).toHaveLength(ROWS + 1);
    expect(faults).toEqual([]);
    await done(runtime, cancelExport, { exportId });
  });

  test('stopped by its person it ends and leaves no file', async () => {
    const exportId = await asked(WISH);
    const coverOf = (): ReturnType<typeof cover> => {
      stopped = done(runtime, cancelExport, { exportId });
      return cover();
    };
    const running = runExport(runtime, 1, exportId, { ...WAYS, coverOf });
    let stopped: Promise<unknown> = sleep(0);
    await running;
    await stopped;
    expect(await stateOf(exportId)).toMatchObject({ state: 'removed' });
    expect(await runtime.files.parts.size(exportPart(exportId))).toBe(0);
  });

  test('one that fails is shown as failed, and the next one runs', async () => {
    const exportId = await asked(WISH);
    const faults: unknown[] = [];
    const exports = openExports(
      runtime,
      NO_LATER_MODULES,
      () => {
        throw new Error('no words');
      },
      (error) => faults.push(error),
    );
    await exports.startNext(1);
    await expect.poll(() => stateOf(exportId)).toMatchObject({ state: 'failed' });
    expect(faults).toMatchObject([{ message: 'no words' }]);
    await exports.stop();
    await done(runtime, cancelExport, { exportId });
  });

  test('is removed when it is deleted, and seven days after it was done', async () => {
    const [deleted, old] = [await asked(WISH), await asked(WISH)];
    for (const id of [deleted, old]) await runExport(runtime, 1, id, WAYS);
    await done(runtime, cancelExport, { exportId: deleted });
    const exports = openExports(runtime, NO_LATER_MODULES, cover, () => undefined);
    await exports.startNext(1);
    expect(await runtime.files.parts.size(exportPart(deleted))).toBe(0);
    expect(await runtime.files.parts.size(exportPart(old))).toBeGreaterThan(0);
    runtime.clock.advance((7 * 24 + 1) * 3_600);
    await exports.startNext(1);
    expect(await runtime.files.parts.size(exportPart(old))).toBe(0);
    expect(await refused(old)).toEqual(['export-not-found']);
    await exports.stop();
  });
});

async function imported(bytes: Uint8Array): Promise<void> {
  const upload = { kind: 'officer', fileName: '人员.csv', bytes } as const;
  const { batchId } = valueOf(await checkImport(runtime, office, crypto.randomUUID(), upload));
  await done(runtime, importDirectory, { batchId });
}

async function asked(wish: ExportWish): Promise<string> {
  return (await done(runtime, exportList, wish)).exportId;
}

function stateOf(exportId: string): Promise<unknown> {
  return read(runtime, 1, (tx) => findExport(tx, exportId));
}

async function downloaded(exportId: string): Promise<{ fileName: string; bytes: Buffer }> {
  const { fileName, stream } = valueOf(await exportedFile(runtime, office, exportId));
  return { fileName, bytes: Buffer.concat(await stream.toArray()) };
}

async function refused(exportId: string, actor: Actor = office): Promise<string[]> {
  const file = await exportedFile(runtime, actor, exportId);
  return file.ok ? [] : file.refusals.map(({ code }) => code);
}
