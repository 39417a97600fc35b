import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { creditCode, day, text } from './cell-types.ts';
import { choice, choices } from './choice-types.ts';
import { integer } from './number-types.ts';
import { readWorkbook } from './read.ts';
import { column, table } from './spec.ts';
import { PROBLEMS_KEPT, readTable } from './table.ts';
import { csvFile } from './testing.ts';
import type { CellData, SheetData, WorkbookData } from './workbook.ts';
import { columnLetters } from './workbook.ts';

const SPEC = table({
  sheet: '企业',
  title: '检查对象名录',
  columns: {
    name: column({ title: '企业名称', aliases: ['单位名称', '被检查单位'], required: true, type: text({ max: 50 }) }),
    creditCode: column({ title: '统一社会信用代码', required: true, unique: true, type: creditCode() }),
    sector: column({
      title: '行业领域',
      required: false,
      type: choice([
        { value: 'metallurgy', label: '冶金' },
        { value: 'machinery', label: '机械' },
      ]),
    }),
    flags: column({
      title: '特殊标识',
      required: false,
      type: choices([
        { value: 'dust', label: '粉尘涉爆' },
        { value: 'ammonia', label: '涉氨制冷' },
      ]),
    }),
    employees: column({ title: '从业人数（人）', required: false, type: integer({ min: 0, max: 1_000_000 }) }),
    foundedOn: column({ title: '成立日期', required: false, type: day() }),
  },
});
const HEADINGS = ['企业名称', '统一社会信用代码', '行业领域', '特殊标识', '从业人数（人）', '成立日期'];
const GOOD = ['瑞恒金属', '91120111MA0XQ00174', '冶金', '粉尘涉爆、涉氨制冷', 12, '2019.4.9'];
const OTHER = ['恒远机械', '91120111MA0XQ0025Y', '机械', '', '', ''];

describe('a table', () => {
  test('gives typed rows with their Excel numbers; empty optional cells are null', () => {
    const { rows, problems, header } = readTable(workbook([HEADINGS, GOOD, OTHER]), SPEC);
    expect(problems).toEqual([]);
    expect(header?.rowNumber).toBe(1);
    expect(rows).toEqual([
      {
        number: 2,
        value: {
          name: '瑞恒金属',
          creditCode: '91120111MA0XQ00174',
          sector: 'metallurgy',
          flags: ['dust', 'ammonia'],
          employees: 12,
          foundedOn: '2019-04-09',
        },
      },
      {
        number: 3,
        value: {
          name: '恒远机械',
          creditCode: '91120111MA0XQ0025Y',
          sector: 'machinery',
          flags: null,
          employees: null,
          foundedOn: null,
        },
      },
    ]);
    const name: string | undefined = rows[0]?.value.name;
    const sector: 'metallurgy' | 'machinery' | null | undefined = rows[0]?.value.sector;
    expect([name, sector]).toEqual(['瑞恒金属', 'metallurgy']);
  });

  test('is found under a title, in any order, by aliases, widths, marks, brackets and line breaks', () => {
    const headings = [
      ' ＊成立\n日期 ',
      '从业人数',
      '* 统一社会信用代码：',
      '单位名称(必填)',
      '特殊 标识',
      '【行业领域】',
    ];
    const line = ['2019.4.9', 12, '91120111ＭＡ0XQ00174', '瑞恒金属', '涉氨制冷', '冶金'];
    const { rows, unknownColumns, header } = readTable(
      workbook([['检查对象名录（2026年）'], [], headings, line]),
      SPEC,
    );
    expect(header?.rowNumber).toBe(3);
    expect(unknownColumns).toEqual([]);
    expect(rows).toMatchObject([
      { number: 4, value: { name: '瑞恒金属', creditCode: '91120111MA0XQ00174', sector: 'metallurgy', employees: 12 } },
    ]);
  });

  test('skips the row of hints under the headings, and says so; a row of data is no hint', () => {
    const foreign = ['填写说明：全称', '18位', '从下拉列表中单选', '从字典中复选', '请填写数字', 'YYYY-MM-DD'];
    const own = Object.values(SPEC.columns).map(({ type }) => type.hint);
    for (const hints of [foreign, own]) {
      const { header, rows, problems } = readTable(workbook([HEADINGS, hints, GOOD]), SPEC);
      expect({ hintRow: header?.hintRowNumber, rows: rows.length, problems }).toEqual({
        hintRow: 2,
        rows: 1,
        problems: [],
      });
    }
    expect(readTable(workbook([HEADINGS, GOOD]), SPEC).header?.hintRowNumber).toBeUndefined();
  });

  test('names every fault with sheet, row, column, what was found and why, all at once', () => {
    const bad = ['', '911201110000000000', '冶炼', '粉尘涉爆、噪声', '12人', '2026-02-30'];
    const { rows, badRows, problems, problemCount } = readTable(workbook([HEADINGS, GOOD, bad]), SPEC);
    expect(rows).toHaveLength(1);
    expect(badRows).toEqual([3]);
    expect(problemCount).toBe(6);
    expect(problems.map(({ row, column: letters, title, found, code }) => [row, letters, title, found, code])).toEqual([
      [3, 'A', '企业名称', '', 'cell-required'],
      [3, 'B', '统一社会信用代码', '911201110000000000', 'credit-code-check'],
      [3, 'C', '行业领域', '冶炼', 'cell-choice'],
      [3, 'D', '特殊标识', '粉尘涉爆、噪声', 'cell-choice'],
      [3, 'E', '从业人数（人）', '12人', 'cell-integer'],
      [3, 'F', '成立日期', '2026-02-30', 'cell-day-missing'],
    ]);
    expect(problems.every(({ sheet }) => sheet === '企业')).toBe(true);
  });

  test('refuses every row that shares a unique value, naming the others, also when one is written differently', () => {
    const twin = ['另一家', '91120111ma0xq00174'];
    const { rows, problems } = readTable(workbook([HEADINGS, GOOD, OTHER, twin]), SPEC);
    expect(rows.map(({ number }) => number)).toEqual([3]);
    expect(problems.map(({ row, column: letters, code, facts }) => [row, letters, code, facts])).toEqual([
      [2, 'B', 'cell-duplicate', { rows: ['4'], count: 1 }],
      [4, 'B', 'cell-duplicate', { rows: ['2'], count: 1 }],
    ]);
  });

  test('tells columns it does not know, with and without heading, and how much stands in them', () => {
    const { unknownColumns, rows } = readTable(
      workbook([[...HEADINGS, '法人电话', ''], [...GOOD, '022-27000000', '散落'], OTHER]),
      SPEC,
    );
    expect(rows).toHaveLength(2);
    expect(unknownColumns).toEqual([
      { column: 'G', title: '法人电话', filled: 1 },
      { column: 'H', title: '', filled: 1 },
    ]);
  });

  test('without a required column says which and gives no rows, but still judges the other columns', () => {
    const { rows, badRows, problems } = readTable(
      workbook([
        ['企业名称', '成立日期'],
        ['瑞恒', '2026-02-30'],
        ['恒远', ''],
      ]),
      SPEC,
    );
    expect(rows).toEqual([]);
    expect(badRows).toEqual([2, 3]);
    expect(problems.map(({ code, row, facts }) => [code, row, facts['title'] ?? null])).toEqual([
      ['table-column-missing', null, '统一社会信用代码'],
      ['cell-day-missing', 2, null],
    ]);
  });

  test('with a column twice says which, and reads the first', () => {
    const { problems, rows } = readTable(
      workbook([
        [...HEADINGS, '单位名称'],
        [...GOOD, '别名'],
      ]),
      SPEC,
    );
    expect(rows[0]?.value.name).toBe('瑞恒金属');
    expect(problems).toMatchObject([
      { code: 'table-column-twice', column: 'G', row: 1, facts: { title: '单位名称', column: 'G' } },
    ]);
  });

  test('without headings, or without data, is a problem and not an exception', () => {
    expect(readTable(workbook([['随便'], ['写写']]), SPEC)).toMatchObject({
      sheet: null,
      rows: [],
      problems: [{ code: 'table-header-missing' }],
      otherSheets: ['企业'],
    });
    expect(readTable({ dateSystem: '1900', sheets: [] }, SPEC)).toMatchObject({
      problems: [{ code: 'table-header-missing' }],
    });
    expect(readTable(workbook([HEADINGS]), SPEC)).toMatchObject({ rows: [], problems: [{ code: 'table-empty' }] });
  });

  test('is looked for on the sheet of its name, else where most headings stand; hidden sheets do not count', () => {
    const sheets = [
      sheetOf('说明', [
        ['企业名称', '行业领域'],
        ['填写要求', '见下'],
      ]),
      sheetOf('Sheet2', [HEADINGS, GOOD]),
      { ...sheetOf('企业', [HEADINGS, OTHER]), isHidden: true },
    ];
    expect(readTable({ dateSystem: '1900', sheets }, SPEC)).toMatchObject({ sheet: 'Sheet2', otherSheets: ['说明'] });
    expect(
      readTable({ dateSystem: '1900', sheets: [...sheets.slice(0, 2), sheetOf(' 企业', [HEADINGS, OTHER])] }, SPEC)
        .sheet,
    ).toBe(' 企业');
  });

  test('wrong in every cell keeps a bounded list and the whole count', () => {
    const lines = Array.from({ length: 3_000 }, () => ['', 'x', 'x', 'x', 'x', 'x']);
    const { problems, problemCount, badRows } = readTable(workbook([HEADINGS, ...lines]), SPEC);
    expect(problems).toHaveLength(PROBLEMS_KEPT);
    expect(problemCount).toBeGreaterThanOrEqual(18_000);
    expect(badRows).toHaveLength(3_000);
  });

  test('with doubts gives the row and the warning', () => {
    const { rows, warnings } = readTable(workbook([HEADINGS, ['老企业', '911201111234567817']]), SPEC);
    expect(rows).toHaveLength(1);
    expect(warnings).toMatchObject([
      { code: 'credit-code-organisation', row: 2, column: 'B', title: '统一社会信用代码' },
    ]);
  });

  test('reads the same from CSV', async () => {
    const file = await readWorkbook(
      csvFile('单位名称,统一社会信用代码,特殊标识\n瑞恒金属,91120111MA0XQ00174,"粉尘涉爆,涉氨制冷"\n恒远,9.11E+17,\n'),
    );
    if (!file.ok) throw new Error('refused');
    const { rows, problems } = readTable(file.value, SPEC);
    expect(rows.map(({ value }) => value.flags)).toEqual([['dust', 'ammonia']]);
    expect(problems).toMatchObject([{ row: 3, column: 'B', code: 'cell-digits-lost' }]);
  });

  test('reads what LibreOffice made of a CSV: dates by style, and a code of digits it turned into a number', async () => {
    const bytes = readFileSync(new URL('./fixtures/libreoffice-from-csv.xlsx', import.meta.url));
    const file = await readWorkbook({ name: '企业.xlsx', bytes });
    if (!file.ok) throw new Error('refused');
    const { rows, problems } = readTable(file.value, SPEC);
    expect(rows).toMatchObject([{ number: 2, value: { name: '瑞恒金属', employees: 12, foundedOn: '2019-04-09' } }]);
    expect(problems).toMatchObject([{ row: 3, column: 'B', code: 'cell-digits-lost', found: '911201110001235000' }]);
  });

  test('declared with two columns of one heading is a bug', () => {
    const name = column({ title: '企业名称', required: true, type: text({ max: 5 }) });
    expect(() => table({ sheet: 'x', title: 'x', columns: { a: name, b: { ...name, title: '企业 名称*' } } })).toThrow(
      'two columns',
    );
  });
});

function workbook(rows: readonly (readonly (string | number)[])[]): WorkbookData {
  return { dateSystem: '1900', sheets: [sheetOf('企业', rows)] };
}

function sheetOf(name: string, rows: readonly (readonly (string | number)[])[]): SheetData {
  const numbered = rows.map((row, index) => ({
    number: index + 1,
    cells: row.flatMap((content, at) => cell(content, columnLetters(at + 1))),
  }));
  return { name, isHidden: false, rows: numbered.filter(({ cells }) => cells.length > 0) };
}

function cell(content: string | number, letters: string): CellData[] {
  if (content === '') return [];
  return [{ column: letters, kind: typeof content === 'number' ? 'number' : 'text', value: content }];
}
