import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { checkImport, importDirectory } from './actions/import.ts';
import { setSubdistricts } from './actions/save.ts';
import { done, neighbour, office, valueOf, SAMPLE_SUBDISTRICTS } from './sample.testing.ts';
import type { ImportBatch } from './types/imports.ts';
import type { DirectoryKind } from './types/vocabulary.ts';
import { directoryTemplate, exportDirectory, importErrors } from './workbooks.ts';

const HEAD = '单位名称,信用代码,街镇,行业领域,联系电话,特殊风险,备注';
const GOOD = '天津市西青区瑞恒金属制品有限公司,91120111MA0XQ00174,中北,机械,13900000001,粉尘涉爆，有限空间,老客户';
let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
  for (const actor of [office, neighbour])
    await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS }, actor);
});
afterAll(() => runtime.close());

describe('the workbooks', () => {
  test.each(['enterprise', 'officer', 'expert'] as const)(
    'the template of %s opens again and has no data',
    async (kind) => {
      const file = valueOf(await directoryTemplate(runtime, office, kind));
      expect(await checkRefusals(kind, file.bytes, file.fileName)).toEqual(['table-empty']);
    },
  );

  test.each([
    [
      'officer',
      '姓名,行政执法证号,身份证号码,有效期至,主办,专业\n测试乙,津0211777,１２０１１１１９９００３０７００１６,2027.12.31,√,粉尘、机械',
    ],
    [
      'expert',
      '专家姓名,编号,所在单位,服务企业,聘期止,手机\n测试丙,zj-0012,某研究院,甲公司；乙公司,2027年6月30日,+86 139-0000-0003',
    ],
    ['vehicle', '车牌,座位\n津A·12345,5'],
    ['equipment', '名称,编号,检定有效期\n执法记录仪,jl-01,20270101\n四合一气体检测仪,QT-2,2027/1/5'],
  ] as const)('an export of %s imports unchanged', async (kind, csv) => {
    const actor = actorOf(['group-office', 'equipment-keeper']);
    const batch = valueOf(
      await checkImport(runtime, actor, crypto.randomUUID(), { kind, fileName: 'a.csv', bytes: csvFile(csv).bytes }),
    );
    expect(batch.counts.bad).toBe(0);
    await done(runtime, importDirectory, { batchId: batch.batchId }, actor);
    const file = valueOf(await exportDirectory(runtime, actor, kind, { sort: 'name', fields: {} }, ['导出说明']));
    const again = valueOf(await checkImport(runtime, actor, crypto.randomUUID(), { kind, ...file }));
    expect(again).toMatchObject({
      counts: { new: 0, update: 0, bad: 0, duplicate: 0 },
      unknownColumns: [],
      otherSheets: [],
    });
    expect(again.counts.unchanged).toBeGreaterThan(0);
  });

  test('the faulty rows come back with their reasons and, mended, import', async () => {
    const batch = await checked([GOOD, '寅厂,91120111MA0XQ00170,中北镇,机械,139,,要改']);
    const file = valueOf(await importErrors(runtime, office, batch.batchId, ({ code }) => code));
    const workbook = valueOf(await readWorkbook({ name: file.fileName, bytes: file.bytes }));
    const texts = workbook.sheets[0]?.rows.map(({ cells }) => cells.map(({ value }) => value));
    expect(texts).toEqual([
      expect.arrayContaining(['单位名称', '错误原因']),
      [
        '寅厂',
        '91120111MA0XQ00170',
        '中北镇',
        '机械',
        expect.anything(),
        '要改',
        '3',
        expect.stringContaining('credit-code-check'),
      ],
    ]);
  });

  test('whoever may not see phones gets an export without them', async () => {
    await done(runtime, importDirectory, { batchId: (await checked([GOOD])).batchId });
    const file = valueOf(
      await exportDirectory(runtime, actorOf(['archivist']), 'enterprise', { sort: 'name', fields: {} }, []),
    );
    const workbook = valueOf(await readWorkbook({ name: 'a.xlsx', bytes: file.bytes }));
    expect(JSON.stringify(workbook)).toContain('瑞恒');
    expect(JSON.stringify(workbook)).not.toMatch(/联系电话|13900000001/);
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
