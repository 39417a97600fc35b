import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import type { Actor } from '../core/actor.ts';
import { writeTable } from '../core/spreadsheet/write.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { checkImport, importDirectory } from './actions/import.ts';
import { setSubdistricts } from './actions/save.ts';
import { workbookOf } from './columns/workbook.ts';
import { done, neighbour, office, valueOf, SAMPLE_SUBDISTRICTS } from './sample.testing.ts';
import type { ImportBatch } from './types/imports.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from './types/vocabulary.ts';
import type { ExportFacts } from './types/views.ts';
import { exported } from './exported.testing.ts';
import type { ExportWish } from './types/exports.ts';
import { directoryTemplate, importErrors } from './workbooks.ts';

const EVERYTHING: Omit<ExportWish, 'kind'> = { conditions: { sort: 'name' }, format: 'xlsx' };
const cover = (): { notes: string[]; mark: string } => ({ notes: ['导出说明'], mark: '内部资料，测试于今日导出' });
const HEAD = '单位名称,信用代码,街镇,行业领域,联系电话,特殊风险,备注';
const GOOD = '天津市西青区瑞恒金属制品有限公司,91120111MA0XQ00174,中北,机械,13900000001,粉尘涉爆，有限空间,老客户';
const keeper = actorOf(['group-office', 'equipment-keeper']);
let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
  for (const actor of [office, neighbour])
    await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS }, actor);
});
afterAll(() => runtime.close());

describe('the workbooks', () => {
  test.each(codesOf(DIRECTORY_KINDS))('the template of %s opens again and has no data', async (kind) => {
    const file = valueOf(await directoryTemplate(runtime, keeper, kind));
    expect(await checkRefusals(kind, file.bytes, file.fileName, keeper)).toEqual(['table-empty']);
  });

  test('the template of enterprises offers the 街镇 of this moment', async () => {
    const offered = async (): Promise<boolean> => {
      const { bytes } = valueOf(await directoryTemplate(runtime, keeper, 'enterprise'));
      return Object.values(unzipSync(bytes)).some((part) => strFromU8(part).includes('新设街道'));
    };
    expect(await offered()).toBe(false);
    const subdistricts = [...SAMPLE_SUBDISTRICTS, { code: '120111999', name: '新设街道', aliases: [] }];
    await done(runtime, setSubdistricts, { subdistricts }, office);
    expect(await offered()).toBe(true);
  });

  test.each([
    [
      'enterprise',
      '单位名称,信用代码,街镇,行业领域,联系电话,特殊风险,许可证,从业人数,法定代表人,原名称,经纬度,营业收入,来源,核实日期\n=1+1塑料厂,91120111MA0XQ0025Y,中北,轻工,022-27910002,粉尘；有限空间,排污许可证|PW-1|2027-05-31；食品经营许可证,0,-某,华宇塑料厂；津西塑料厂,"117.0123,39.1456",1250,街镇上报,2026-2-27',
    ],
    [
      'officer',
      '姓名,行政执法证号,身份证号码,有效期至,主办,专业,职务,法律资格,培训\n测试乙,津0211777,１２０１１１１９９００３０７００１６,2027.12.31,√,粉尘、机械,副科长,是,2026-03 执法资格培训 16学时；2025-09 粉尘防爆培训',
    ],
    [
      'expert',
      '专家姓名,编号,所在单位,服务企业,聘期止,手机,资格证书\n测试丙,zj-0012,某研究院,甲公司；乙公司,2027年6月30日,+86 139-0000-0003,注册安全工程师',
    ],
    [
      'assistant',
      '姓名,编号,类别,所属单位,协助事项,聘期至,手机,培训\n测试丁,fz-0003,网格员,中北镇人民政府,引路；记录,2027年6月30日,139-0000-0004,2026-03 岗前培训 16学时',
    ],
    ['vehicle', '车牌,座位\n津A·12345,5'],
    ['equipment', '名称,编号,检定有效期\n执法记录仪,jl-01,20270101\n四合一气体检测仪,QT-2,2027/1/5'],
  ] as const)('an export of %s imports unchanged', async (kind, csv) => {
    const actor = keeper;
    const batch = valueOf(
      await checkImport(runtime, actor, crypto.randomUUID(), { kind, fileName: 'a.csv', bytes: csvFile(csv).bytes }),
    );
    expect(batch.counts.bad).toBe(0);
    await done(runtime, importDirectory, { batchId: batch.batchId }, actor);
    const formats = { xlsx: EVERYTHING, csv: { ...EVERYTHING, format: 'csv' } } as const;
    for (const filter of Object.values(formats)) {
      const file = await exported(runtime, actor, { kind, ...filter }, cover);
      const again = valueOf(await checkImport(runtime, actor, crypto.randomUUID(), { kind, ...file }));
      expect(again).toMatchObject({
        counts: { new: 0, update: 0, bad: 0, duplicate: 0 },
        unknownColumns: [],
        otherSheets: [],
      });
      expect(again.counts.unchanged).toBeGreaterThan(0);
    }
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

  test('the file handed back, only its wrong rows mended, imports exactly those', async () => {
    const spec = workbookOf('vehicle', []);
    const rows = ['津A10001', '津A10002', '津A10003'].map((plate) => ({
      plate,
      kind: 'general',
      seats: 5,
      tags: [],
      status: 'available',
    }));
    const own = await writeTable(spec, rows);
    const spoilt = replaced(own, '<c r="C3"><v>5</v>', '<c r="C3"><v>500</v>');
    const upload = { kind: 'vehicle', fileName: '车.xlsx' } as const;
    const first = valueOf(await checkImport(runtime, keeper, crypto.randomUUID(), { ...upload, bytes: spoilt }));
    expect(first.counts).toMatchObject({ new: 2, bad: 1 });
    await done(runtime, importDirectory, { batchId: first.batchId, isOnlyGood: true }, keeper);
    const back = valueOf(await importErrors(runtime, keeper, first.batchId, ({ code }) => code));
    const mended = replaced(back.bytes, '<v>500</v>', '<v>7</v>');
    const second = valueOf(await checkImport(runtime, keeper, crypto.randomUUID(), { ...upload, bytes: mended }));
    expect(second.counts).toEqual({ new: 1, update: 0, unchanged: 2, bad: 0, duplicate: 0 });
    expect(second.unknownColumns).toEqual([]);
    expect(await done(runtime, importDirectory, { batchId: second.batchId }, keeper)).toEqual({
      inserted: 1,
      updated: 0,
    });
  });

  test('whoever may not see phones gets an export without them', async () => {
    await done(runtime, importDirectory, { batchId: (await checked([GOOD])).batchId });
    const file = await exported(runtime, actorOf(['archivist']), { kind: 'enterprise', ...EVERYTHING }, cover);
    const workbook = valueOf(await readWorkbook({ name: 'a.xlsx', bytes: file.bytes }));
    expect(JSON.stringify(workbook)).toContain('瑞恒');
    expect(JSON.stringify(workbook)).not.toMatch(/联系电话|13900000001/);
  });
});

describe('what leaves besides the whole list', () => {
  test('the columns on the screen with the identity, what the filter was, what each column means and what is missing', async () => {
    const facts: ExportFacts[] = [];
    const file = await exported(
      runtime,
      office,
      {
        kind: 'enterprise',
        format: 'xlsx',
        conditions: { q: '塑料', sort: 'name', status: 'active', specialFlags: 'dust' },
        columns: ['name', 'riskColor'],
      },
      (_kind, _at, _who, told) => {
        facts.push(told);
        return { notes: [...told.conditions], mark: '内部资料，测试于今日导出' };
      },
    );
    expect(facts).toMatchObject([
      {
        count: 1,
        conditions: ['“塑料”', '经营状态：在营', '特殊风险：粉尘涉爆'],
        definitions: ['企业名称：不超过120字', '统一社会信用代码：18位统一社会信用代码', '风险等级：红、橙、黄、蓝'],
      },
    ]);
    expect(facts[0]?.omitted).toContain('联系电话');
    const workbook = valueOf(await readWorkbook({ name: file.fileName, bytes: file.bytes }));
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['说明', '企业名录', '字典']);
    expect(workbook.sheets[1]?.rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([
      ['随机抽查对象名录　内部资料，测试于今日导出'],
      ['企业名称*', '统一社会信用代码*', '风险等级'],
      ['=1+1塑料厂', '91120111MA0XQ0025Y'],
    ]);
  });

  test('related tables: each licence and each flag on a row of its own, under the identity, safe to open', async () => {
    const file = await exported(
      runtime,
      office,
      { kind: 'enterprise', conditions: { q: '塑料', sort: 'name' }, format: 'zip' },
      cover,
    );
    const tables = unzipSync(file.bytes);
    expect(Object.keys(tables).toSorted()).toEqual(
      ['企业名录.csv', '企业名录-曾用名.csv', '企业名录-特殊风险.csv', '企业名录-许可证.csv', '说明.txt'].toSorted(),
    );
    const key = "'=1+1塑料厂,91120111MA0XQ0025Y";
    expect(strFromU8(tables['企业名录-许可证.csv'] ?? new Uint8Array()).replace('\uFEFF', '')).toBe(
      `企业名称,统一社会信用代码,许可证名称,证号,有效期至\r\n${key},排污许可证,PW-1,2027-05-31\r\n${key},食品经营许可证,,`,
    );
    expect(strFromU8(tables['企业名录-特殊风险.csv'] ?? new Uint8Array())).toContain(`${key},有限空间`);
    expect(strFromU8(tables['说明.txt'] ?? new Uint8Array())).toContain('内部资料，测试于今日导出');
  });
});

/** The first occurrence in the data sheet. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const parts = unzipSync(bytes);
  const sheet = strFromU8(parts[DATA] ?? new Uint8Array());
  expect(sheet).toContain(from);
  return zipSync({ ...parts, [DATA]: strToU8(sheet.replace(from, to)) });
}

const DATA = 'xl/worksheets/sheet1.xml';

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

async function checkRefusals(
  kind: DirectoryKind,
  bytes: Uint8Array,
  fileName: string,
  actor: Actor,
): Promise<string[]> {
  const result = await checkImport(runtime, actor, crypto.randomUUID(), { kind, fileName, bytes });
  return result.ok ? [] : result.refusals.map(({ code }) => code);
}
