import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { creditCode, day, text, yesNo } from './cell-types.ts';
import { choice, choices } from './choice-types.ts';
import { decimal, integer } from './number-types.ts';
import { readWorkbook } from './read.ts';
import { column, table } from './spec.ts';
import { readTable } from './table.ts';
import { csvFile } from './testing.ts';
import { visibleText, type WorkbookData } from './workbook.ts';
import { writeErrors } from './write-errors.ts';
import { writeTable, writeTemplate } from './write.ts';

const SECTORS = Array.from({ length: 40 }, (_, index) => ({ value: `s${index}`, label: `行业领域第${index}类` }));
const SPEC = table({
  sheet: '企业',
  title: '检查对象名录',
  columns: {
    name: column({ title: '企业名称', required: true, type: text({ max: 200 }) }),
    creditCode: column({ title: '统一社会信用代码', required: true, unique: true, type: creditCode() }),
    sector: column({ title: '行业领域', required: true, type: choice(SECTORS) }),
    flags: column({
      title: '特殊标识',
      required: false,
      type: choices([
        { value: 'dust', label: '粉尘涉爆' },
        { value: 'ammonia', label: '涉氨制冷' },
      ]),
    }),
    employees: column({ title: '从业人数', required: false, type: integer({ min: 0, max: 1_000_000 }) }),
    revenue: column({ title: '营业收入（万元）', required: false, type: decimal({ min: 0, max: 1e9, places: 2 }) }),
    isKey: column({ title: '重点单位', required: true, type: yesNo() }),
    foundedOn: column({ title: '成立日期', required: false, type: day() }),
    note: column({ title: '备注', required: false, type: text({ max: 500, keepsLines: true }) }),
  },
});
const ROW = {
  name: '瑞恒金属',
  creditCode: '91120111MA0XQ00174',
  sector: 's3',
  flags: ['dust'],
  employees: 12,
  revenue: 0.3,
  isKey: true,
  foundedOn: '2019-04-09',
  note: '甲\n乙',
} as const;

describe('a template', () => {
  test('holds title, headings with marks, hints; filled in it reads without the hints', async () => {
    const bytes = await writeTemplate(SPEC);
    const workbook = await read(bytes);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['企业', '字典']);
    expect(workbook.sheets[0]?.rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([
      ['检查对象名录'],
      [
        '企业名称*',
        '统一社会信用代码*',
        '行业领域*',
        '特殊标识',
        '从业人数',
        '营业收入（万元）',
        '重点单位*',
        '成立日期',
        '备注',
      ],
      [
        '不超过200字',
        '18位统一社会信用代码',
        '从下拉列表中选择一项',
        '可填多项，用顿号“、”分隔',
        '整数',
        '数字，最多2位小数',
        '是 或 否',
        'YYYY-MM-DD',
        '不超过500字',
      ],
    ]);
    expect(readTable(workbook, SPEC)).toMatchObject({
      header: { rowNumber: 2, hintRowNumber: 3 },
      problems: [{ code: 'table-empty' }],
    });
  });

  test('has drop-downs that point at the dictionary sheet, longer than 255 characters, and none that forbids several', async () => {
    const xml = partOf(await writeTemplate(SPEC), 'xl/worksheets/sheet1.xml');
    const drops = [...xml.matchAll(/<dataValidation [^>]*>.*?<\/dataValidation>/g)].map(([drop]) => drop);
    expect(drops.map((drop) => /sqref="([^"]*)"/.exec(drop)?.[1])).toEqual(['C3:C2002', 'D3:D2002', 'G3:G2002']);
    expect(drops[0]).toMatch(/<formula1>'字典'!\$A\$2:\$A\$41<\/formula1>/);
    expect(
      drops.map((drop) => drop.includes('showErrorMessage="1"') || drop.includes('showErrorMessage="true"')),
    ).toEqual([true, false, true]);
  });

  test('keeps the headings in view, and code columns as text far below', async () => {
    const bytes = await writeTemplate(SPEC);
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<pane [^>]*ySplit="2"[^>]*state="frozen"/);
    const style = Number(/<c r="B2002" s="(\d+)"\/>/.exec(xml)?.[1]);
    const styles = partOf(bytes, 'xl/styles.xml');
    const formats = [
      ...(/<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '').matchAll(/<xf [^>]*numFmtId="(\d+)"/g),
    ];
    expect(styles).toContain(`numFmtId="${formats[style]?.[1]}" formatCode="@"`);
    expect(xml).not.toContain('<c r="E2002"'); // numbers are typed as numbers
  });
});

describe('an export', () => {
  test('reads back unchanged, with its notes before the data', async () => {
    const rows = [
      ROW,
      {
        ...ROW,
        creditCode: '91120111MA0XQ0025Y',
        flags: null,
        employees: null,
        revenue: null,
        isKey: false,
        foundedOn: null,
        note: null,
      },
    ];
    const workbook = await read(
      await writeTable(SPEC, rows, {
        notes: ['导出条件：西青区', '=HYPERLINK("http://x")'],
        mark: '内部资料 R&D 测试 2026年11月28日',
      }),
    );
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['说明', '企业', '字典']);
    expect(workbook.sheets[1]?.rows[0]?.cells[0]?.value).toBe('检查对象名录　内部资料 R&D 测试 2026年11月28日');
    const reading = readTable(workbook, SPEC);
    expect(reading.problems).toEqual([]);
    expect(reading.rows.map(({ value }) => value)).toEqual(rows);
    expect(reading.unknownColumns).toEqual([]);
  });

  test('of any text reads back as that text', async () => {
    const anyText = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((written) => visibleText(written).replace(/\s+/g, ' '))
      .filter((written) => written !== '' && !/^#[A-Z]/.test(written));
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 20 }), async (names) => {
        const spec = table({
          sheet: '表',
          title: '表',
          columns: {
            name: column({ title: '名称', required: true, type: text({ max: 500 }) }),
            kind: column({ title: '类别', required: true, type: text({ max: 9 }) }),
          },
        });
        const reading = readTable(
          await read(
            await writeTable(
              spec,
              names.map((name) => ({ name, kind: '企业' })),
            ),
          ),
          spec,
        );
        expect(reading.rows.map(({ value }) => value.name)).toEqual(names);
      }),
      { numRuns: 15 },
    );
  });

  test('turns nothing into a formula, whatever it begins with', async () => {
    const names = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      "'=1",
      '＝1+1',
      '=HYPERLINK("http://x","y")',
      "=cmd|' /C calc'!A0",
      'a_x0041_b',
      '_x000D_',
    ];
    const rows = names.map((name) => ({ ...ROW, name }));
    const bytes = await writeTable(SPEC, rows, { notes: names, mark: '=1+1' });
    for (const part of ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml', 'xl/worksheets/sheet3.xml'])
      expect(partOf(bytes, part)).not.toMatch(/<f[ >/]/);
    const [, sheet] = (await read(bytes)).sheets;
    expect(sheet?.rows.slice(2).map(({ cells }) => cells[0]?.value)).toEqual(names.map((name) => name.toWellFormed()));
  });

  test('of a value outside its dictionary is a bug, not a silent gap', async () => {
    await expect(writeTable(SPEC, [{ ...ROW, sector: 'unknown' }])).rejects.toThrow('not in the dictionary');
  });
});

describe('the faulty rows handed back', () => {
  const csv =
    '企业名称,统一社会信用代码,行业领域,重点单位,法人电话\n瑞恒,91120111MA0XQ00174,行业领域第1类,是,022-27000000\n,91120111MA0XQ0025Y,冶炼,是,022-27000001\n恒远,91120111MA0XQ0033R,行业领域第2类,?,\n';

  test('hold the user’s columns, the faulty rows only, the reasons with column letters, and red cells', async () => {
    const { workbook, reading } = await readCsv(csv);
    const bytes = await writeErrors(workbook, reading, ({ code }) => code);
    const [sheet] = (await read(bytes)).sheets;
    expect(sheet?.rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([
      ['企业名称', '统一社会信用代码', '行业领域', '重点单位', '法人电话', '原行号', '错误原因'],
      [
        '91120111MA0XQ0025Y',
        '冶炼',
        '是',
        '022-27000001',
        '3',
        'A列 企业名称：cell-required\nC列 行业领域：cell-choice',
      ],
      ['恒远', '91120111MA0XQ0033R', '行业领域第2类', '?', '4', 'D列 重点单位：cell-yes-no'],
    ]);
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    const styleOf = (ref: string): string | undefined =>
      new RegExp(`<c r="${ref}"[^>]* s="(\\d+)"|<c r="${ref}" s="(\\d+)"`)
        .exec(xml)
        ?.slice(1)
        .find((style) => style !== undefined);
    expect(styleOf('A2')).toBeDefined();
    expect(new Set([styleOf('A2'), styleOf('C2'), styleOf('D3')]).size).toBe(1);
    expect(styleOf('B2')).not.toBe(styleOf('A2'));
  });

  test('upload again as they are: our two columns are ignored, a second round does not grow', async () => {
    const { workbook, reading } = await readCsv(csv);
    const once = await read(await writeErrors(workbook, reading, ({ code }) => code));
    const again = readTable(once, SPEC);
    expect(again.unknownColumns).toEqual([{ column: 'E', title: '法人电话', filled: 1 }]);
    expect(again.badRows).toEqual([2, 3]);
    const twice = await read(await writeErrors(once, again, ({ code }) => code));
    expect(twice.sheets[0]?.rows[0]?.cells).toEqual(once.sheets[0]?.rows[0]?.cells);
  });
});

async function read(bytes: Uint8Array): Promise<WorkbookData> {
  const result = await readWorkbook({ name: 'a.xlsx', bytes });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

async function readCsv(
  csv: string,
): Promise<{ workbook: WorkbookData; reading: ReturnType<typeof readTable<typeof SPEC.columns>> }> {
  const result = await readWorkbook(csvFile(csv));
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return { workbook: result.value, reading: readTable(result.value, SPEC) };
}

function partOf(bytes: Uint8Array, part: string): string {
  return strFromU8(unzipSync(bytes)[part] ?? new Uint8Array());
}
