import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { read } from '../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { cancelImport, checkImport, importDirectory, undoImport } from './actions/import.ts';
import { declareRecusal } from './actions/recusal.ts';
import { saveEnterprise, saveOfficer, setSubdistricts } from './actions/save.ts';
import { listUniverse } from './reads/pools.ts';
import { directoryReadSpecs } from './routes.ts';
import {
  done,
  lastDeed,
  neighbour,
  office,
  refusalsOf,
  valueOf,
  SAMPLE_SUBDISTRICTS,
  sampleEnterprise,
  sampleOfficer,
} from './sample.testing.ts';
import type { ImportBatch, ImportRow } from './types/imports.ts';
import type { DirectoryKind } from './types/vocabulary.ts';

const HEAD = '单位名称,信用代码,街镇,行业领域,联系电话,特殊风险,备注';
const GOOD = '天津市西青区瑞恒金属制品有限公司,91120111MA0XQ00174,中北,机械,13900000001,粉尘涉爆，有限空间,老客户';
const SECOND = '天津市西青区华宇塑料制品厂,91120111MA0XQ0025Y,120111101,轻工,022-27910002,,';
let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
  for (const actor of [office, neighbour])
    await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS }, actor);
});
afterAll(() => runtime.close());

describe('directory.check-import', () => {
  test('writes nothing, counts every row, names every bad cell and reports what it cannot read', async () => {
    const lines = [
      '天津市西青区甲厂,91120111MA0XQ00170,中北镇,机械,13900000001,,',
      '天津市西青区乙厂,91120111MA0XQ0033R,没有这个镇,养殖,123,粉尘,',
      ',91120111MA0XQ0041L,中北镇,机械,,,',
      '天津市西青区丙厂,91120111MA0XQ005XC,中北镇,机械,,,',
      '天津市西青区丙厂,91120111MA0XQ005XC,中北镇,机械,,,',
    ];
    const batch = await checked([GOOD, ...lines]);
    expect(batch).toMatchObject({
      state: 'checked',
      counts: { new: 1, update: 0, unchanged: 0, bad: 3, duplicate: 2 },
    });
    expect(batch.unknownColumns).toEqual([{ column: 'G', title: '备注', filled: 1 }]);
    expect(await universe()).toEqual([]);
    const rows = await rowsOf(batch);
    expect(
      rows.map(({ row, outcome, problems }) => [
        row,
        outcome,
        ...problems.map(({ column, code }) => `${column} ${code}`),
      ]),
    ).toEqual([
      [2, 'new'],
      [3, 'bad', 'B credit-code-check'],
      [4, 'bad', 'C cell-choice', 'D cell-choice', 'E phone-form'],
      [5, 'bad', 'A cell-required'],
      [6, 'duplicate', 'B cell-duplicate'],
      [7, 'duplicate', 'B cell-duplicate'],
    ]);
    expect(rows[2]?.problems[2]).toMatchObject({ title: '联系电话', found: '***' });
    expect(rows[1]).toMatchObject({ name: '天津市西青区甲厂', key: '91120111MA0XQ00170' });
  });

  test('keeps no phone readable, neither in its rows nor in the file it stores', async () => {
    const batch = await checked([GOOD]);
    const stored = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('import_row').selectAll().where('batch_id', '=', batch.batchId).execute(),
    );
    expect(JSON.stringify(stored)).not.toContain('13900000001');
    const { stored_sha256: name } = await read(runtime, 1, (tx) =>
      tx.db
        .selectFrom('import_batch')
        .select('stored_sha256')
        .where('batch_id', '=', batch.batchId)
        .executeTakeFirstOrThrow(),
    );
    expect((await runtime.files.get(name)).includes('瑞恒')).toBe(false);
  });

  test('refuses a file that is no workbook, a table without its headings, and a role that keeps another directory', async () => {
    expect(await checkRefusals('enterprise', new Uint8Array([1, 2, 3]), '企业.xlsx')).toEqual(['file-not-workbook']);
    expect(await checkRefusals('enterprise', csvFile('甲,乙\n1,2').bytes)).toEqual(['table-header-missing']);
    expect(await checkRefusals('enterprise', csvFile('企业名称,信用代码\n甲,91120111MA0XQ00174').bytes)).toEqual([
      'table-column-missing',
      'table-column-missing',
    ]);
    expect(await checkRefusals('vehicle', csvFile('车牌号,座位数\n津A12345,5').bytes)).toEqual(['not-allowed']);
  });

  test('the same upload sent twice is one batch', async () => {
    const id = crypto.randomUUID();
    const upload = { kind: 'enterprise' as const, fileName: '企业.csv', bytes: csvFile([HEAD, GOOD].join('\n')).bytes };
    const [first, second] = [
      await checkImport(runtime, office, id, upload),
      await checkImport(runtime, office, id, upload),
    ];
    expect(valueOf(first).batchId).toBe(valueOf(second).batchId);
  });
});

describe('directory.import', () => {
  test('writes all good rows in one deed, once; a second check then finds nothing new', async () => {
    const batch = await checked([GOOD, SECOND]);
    expect(await done(runtime, importDirectory, { batchId: batch.batchId })).toEqual({ inserted: 2, updated: 0 });
    expect(await universe()).toMatchObject([
      { creditCode: '91120111MA0XQ00174', subdistrictCode: '120111100', specialFlags: ['dust', 'confined-space'] },
      { creditCode: '91120111MA0XQ0025Y', subdistrictCode: '120111101', specialFlags: [] },
    ]);
    const deed = await lastDeed(runtime);
    expect(deed.kind).toBe('directory.import');
    expect(JSON.parse(deed.entry.toString())).toMatchObject({
      subject: `import/${batch.batchId}`,
      facts: {
        kind: 'enterprise',
        inserted: 2,
        updated: 0,
        fileSha256: batch.fileSha256,
        contentSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(await refusalsOf(runtime, importDirectory, { batchId: batch.batchId })).toEqual(['import-not-open']);
    const again = await checked([GOOD, SECOND]);
    expect(again.counts).toMatchObject({ unchanged: 2, new: 0 });
    expect(await refusalsOf(runtime, importDirectory, { batchId: again.batchId })).toEqual(['import-writes-nothing']);
  });

  test('updates what differs, says which columns, and leaves what the file does not state', async () => {
    const batch = await checked(['天津市西青区瑞恒金属制品（集团）有限公司,91120111MA0XQ00174,中北镇,机械,,粉尘涉爆,']);
    expect((await rowsOf(batch))[0]).toMatchObject({
      outcome: 'update',
      changes: ['name', 'formerNames', 'specialFlags'],
    });
    expect(await done(runtime, importDirectory, { batchId: batch.batchId })).toEqual({ inserted: 0, updated: 1 });
    const exported = await exportedRows();
    expect(exported[0]).toMatchObject({
      creditCode: '91120111MA0XQ00174',
      name: '天津市西青区瑞恒金属制品（集团）有限公司',
      phone: '13900000001',
    });
  });

  test('with faulty rows only when the user says to leave them out', async () => {
    const batch = await checked(['天津市西青区丁厂,91120111MA0XQ0033R,中北镇,机械,,,', '戊厂,123,中北镇,机械,,,']);
    expect(await refusalsOf(runtime, importDirectory, { batchId: batch.batchId })).toEqual(['import-has-faults']);
    expect(await done(runtime, importDirectory, { batchId: batch.batchId, isOnlyGood: true })).toEqual({
      inserted: 1,
      updated: 0,
    });
  });

  test('refuses when the directory has moved on since the check, and changes nothing', async () => {
    const batch = await checked([
      '天津市西青区己厂,91120111MA0XQ0041L,中北镇,机械,,,',
      '庚厂,91120111MA0XQ005XC,中北镇,机械,,,',
    ]);
    await done(runtime, saveEnterprise, {
      target: null,
      reason: '新增',
      content: sampleEnterprise({ creditCode: '91120111MA0XQ0041L', name: '先到' }),
    });
    const before = await universe();
    const result = await execute(runtime, office, importDirectory, crypto.randomUUID(), { batchId: batch.batchId });
    expect(result).toMatchObject({
      ok: false,
      refusals: [{ code: 'directory-changed', facts: { count: 1, names: ['天津市西青区己厂'] } }],
    });
    expect(await universe()).toEqual(before);
  });

  test('pressed twice at once, it is written once', async () => {
    const batch = await checked(['庚厂,91120111MA0XQ005XC,中北镇,机械,,,']);
    const press = (): Promise<string[]> => refusalsOf(runtime, importDirectory, { batchId: batch.batchId });
    expect((await Promise.all([press(), press()])).flat()).toEqual(['import-not-open']);
  });

  test('two batches with the same new enterprise: the second is refused', async () => {
    const line = '辛厂,9144030071526726XG,中北镇,机械,,,';
    const batches = [await checked([line]), await checked([line])];
    const answers = await Promise.all(batches.map(({ batchId }) => refusalsOf(runtime, importDirectory, { batchId })));
    expect(answers.flat()).toEqual(['directory-changed']);
  });

  test("does not see another bureau's batch", async () => {
    const batch = await checked(['壬厂,91330100716105852F,中北镇,机械,,,']);
    for (const spec of [importDirectory, cancelImport, undoImport]) {
      expect(await refusalsOf(runtime, spec, { batchId: batch.batchId }, neighbour)).toEqual(['import-not-found']);
    }
    expect(
      await refusalsOf(runtime, importDirectory, { batchId: batch.batchId }, actorOf(['equipment-keeper'])),
    ).toEqual(['not-allowed']);
  });
});

describe('directory.cancel-import', () => {
  test('closes a checked batch for good', async () => {
    const batch = await checked(['壬厂,91330100716105852F,中北镇,机械,,,']);
    await done(runtime, cancelImport, { batchId: batch.batchId });
    expect(await refusalsOf(runtime, importDirectory, { batchId: batch.batchId })).toEqual(['import-not-open']);
    expect(await refusalsOf(runtime, cancelImport, { batchId: batch.batchId })).toEqual(['import-not-open']);
    expect((await lastDeed(runtime)).kind).toBe('directory.cancel-import');
  });
});

describe('directory.undo-import', () => {
  test('takes new records away and puts changed ones back as they were; both can come again', async () => {
    const before = await universe();
    const lines = ['癸厂,91110000802100433B,中北镇,机械,,,', '改名厂,91120111MA0XQ0025Y,中北镇,机械,,,'];
    const batch = await checked(lines);
    expect(await done(runtime, importDirectory, { batchId: batch.batchId })).toEqual({ inserted: 1, updated: 1 });
    expect(await done(runtime, undoImport, { batchId: batch.batchId })).toEqual({ removed: 1, restored: 1 });
    expect((await universe()).map(({ version: _version, ...entry }) => entry)).toEqual(
      before.map(({ version: _version, ...entry }) => entry),
    );
    expect(await refusalsOf(runtime, undoImport, { batchId: batch.batchId })).toEqual(['import-not-written']);
    expect((await checked(lines)).counts).toMatchObject({ new: 1, update: 1 });
  });

  test('is refused once a row was changed or a recusal names it', async () => {
    const batch = await checked(['子厂,91110108551385082Q,中北镇,机械,,,', '丑厂,111201110001234577,中北镇,机械,,,']);
    await done(runtime, importDirectory, { batchId: batch.batchId });
    const entries = await universe();
    const [first, second] = ['91110108551385082Q', '111201110001234577'].map((code) =>
      entries.find(({ creditCode }) => creditCode === code),
    );
    const { recordId: personId } = await done(runtime, saveOfficer, {
      target: null,
      reason: '新增',
      content: sampleOfficer(),
    });
    await done(runtime, declareRecusal, {
      personType: 'officer',
      personId,
      enterpriseId: first?.enterpriseId,
      reason: 'OWN',
    });
    const content = sampleEnterprise({ creditCode: '111201110001234577' });
    await done(runtime, saveEnterprise, {
      target: { recordId: second?.enterpriseId, version: 1 },
      reason: '更正',
      content,
    });
    expect(await refusalsOf(runtime, undoImport, { batchId: batch.batchId })).toEqual([
      'import-row-changed',
      'import-used-by-recusal',
    ]);
  });
});

function csv(lines: readonly string[]): Uint8Array {
  // A field of several values carries commas of its own.
  return csvFile([HEAD, ...lines.map((line) => line.replace('粉尘涉爆，有限空间', '"粉尘涉爆，有限空间"'))].join('\n'))
    .bytes;
}

async function checked(lines: readonly string[]): Promise<ImportBatch> {
  return valueOf(
    await checkImport(runtime, office, crypto.randomUUID(), {
      kind: 'enterprise',
      fileName: '企业.csv',
      bytes: csv(lines),
    }),
  );
}

async function checkRefusals(kind: DirectoryKind, bytes: Uint8Array, fileName = '企业.csv'): Promise<string[]> {
  const result = await checkImport(runtime, office, crypto.randomUUID(), { kind, fileName, bytes });
  return result.ok ? [] : result.refusals.map(({ code }) => code);
}

async function rowsOf(batch: ImportBatch): Promise<ImportRow[]> {
  const spec = directoryReadSpecs.find(({ path }) => path.endsWith('/rows'));
  if (spec === undefined) throw new Error('no read of rows');
  const page = valueOf(await answer(runtime, office, spec, { batchId: batch.batchId, size: '100' })) as {
    rows: ImportRow[];
  };
  return page.rows;
}

async function exportedRows(): Promise<readonly unknown[]> {
  const spec = directoryReadSpecs.find(({ path }) => path === '/api/directory/enterprises/:recordId');
  if (spec === undefined) throw new Error('no read of records');
  return Promise.all(
    (await universe()).map(
      async ({ enterpriseId }) =>
        (valueOf(await answer(runtime, office, spec, { recordId: enterpriseId })) as { content: unknown }).content,
    ),
  );
}

function universe(): ReturnType<typeof listUniverse> {
  return read(runtime, 1, (tx) => listUniverse(tx));
}
