import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { creditCode, text } from './cell-types.ts';
import { markErrors } from './mark-errors.ts';
import { readWorkbook } from './read.ts';
import { column, table } from './spec.ts';
import { readTable, type TableReading } from './table.ts';
import { handMade, type HandMade } from './testing.ts';
import type { WorkbookData } from './workbook.ts';

const SPEC = table({
  sheet: '企业',
  title: '企业',
  columns: {
    name: column({ title: '企业名称', required: true, type: text({ max: 20 }) }),
    creditCode: column({ title: '信用代码', required: true, unique: true, type: creditCode() }),
  },
});
const cell = (place: string, value: string, style = 1): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;
const GOOD = `<row r="4" spans="1:3" ht="30" customHeight="1">${cell('A4', '瑞恒')}${cell('B4', '91120111MA0XQ00174')}<c r="C4"><f>1+1</f><v>2</v></c></row>`;
const BAD = `<row r="6" spans="1:3">${cell('A6', '=丙厂')}${cell('B6', '91120111MA0XQ00170')}${cell('C6', '我的备注')}</row>`;
const EMPTY = `<row r="7">${cell('B7', '91120111MA0XQ0025Y')}</row>`;
const HEAD = `<row r="1">${cell('A1', '我局的表')}</row><row r="3">${cell('A3', '企业名称')}${cell('B3', '信用代码')}</row>`;
const STYLES =
  '<fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs>';

function sheet(inner = '', tail = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C7"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>${inner}<sheetData>${HEAD}${GOOD}${BAD}${EMPTY}</sheetData>${tail}<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/></worksheet>`;
}
const WHOLE = sheet(
  '<cols><col min="1" max="1" width="33" customWidth="1"/></cols>',
  '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
);

describe('a workbook handed back', () => {
  test('is the user’s own: nothing of it changes but the marks', async () => {
    const { bytes } = await marked({ sheet: WHOLE, styles: STYLES, more: { 'xl/media/照片.png': strToU8('picture') } });
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    for (const kept of [
      cell('A4', '瑞恒'),
      '<c r="C4"><f>1+1</f><v>2</v></c>',
      cell('C6', '我的备注'),
      '<col min="1" max="1" width="33" customWidth="1"/>',
      '<mergeCell ref="A1:C1"/>',
      ' ht="30" customHeight="1"',
    ])
      expect(xml).toContain(kept);
    expect(partOf(bytes, 'xl/styles.xml')).toContain('<xf fontId="1" applyFont="1"/>');
    expect(partOf(bytes, 'xl/media/照片.png')).toBe('picture');
  });

  test('shows red exactly the faulty cells and their reasons, and only the rows that have one', async () => {
    const { bytes } = await marked({ sheet: WHOLE, styles: STYLES });
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(/<conditionalFormatting sqref="([^"]*)">/.exec(xml)?.[1]).toBe('B6 A7 D6 D7');
    const red = Number(/dxfId="(\d+)"/.exec(xml)?.[1]);
    expect([...partOf(bytes, 'xl/styles.xml').matchAll(/<dxf>.*?<\/dxf>/g)][red]?.[0]).toContain('FFFFC7CE');
    expect([...xml.matchAll(/<row r="(\d+)"[^>]*hidden="1"/g)].map(([, row]) => row)).toEqual(['4']);
    expect(xml).toMatch(/<autoFilter ref="A3:D7"><filterColumn colId="3">.*<mergeCells.*<conditionalFormatting/s);
    const rows = (await read(bytes)).sheets[0]?.rows;
    expect(rows?.map(({ number, cells }) => [number, cells.find((each) => each.column === 'D')?.value])).toEqual([
      [1, undefined],
      [3, '错误原因'],
      [4, undefined],
      [6, 'B列 信用代码：credit-code-check'],
      [7, 'A列 企业名称：cell-required'],
    ]);
  });

  test('mended in part it goes another round: old marks are gone, the column stays where it is', async () => {
    const first = await marked({ sheet: WHOLE, styles: STYLES });
    const mended = replaced(first.bytes, '91120111MA0XQ00170', '91120111MA0XQ0033R');
    const second = await mark(mended);
    const xml = partOf(second.bytes, 'xl/worksheets/sheet1.xml');
    expect(second.reading.rows.map(({ number }) => number)).toEqual([4, 6]);
    expect(second.reading.unknownColumns).toEqual([{ column: 'C', title: '', filled: 2 }]);
    expect(xml.match(/<conditionalFormatting/g)).toHaveLength(1);
    expect(xml).toContain('sqref="A7 D7"');
    expect(xml.match(/<autoFilter/g)).toHaveLength(1);
    expect(xml).not.toContain('credit-code-check');
    expect([...xml.matchAll(/<row r="(\d+)"[^>]*hidden="1"/g)].map(([, row]) => row)).toEqual(['4', '6']);
    expect(partOf(second.bytes, 'xl/styles.xml').match(/<dxf>/g)).toHaveLength(1);
  });

  test.each([
    ['a filter', '<autoFilter ref="A3:C7"/>'],
    ['a protection', '<sheetProtection sheet="1"/>'],
  ])('with %s of its own keeps it, and every row in sight', async (_what, tail) => {
    const { bytes } = await marked({ sheet: sheet('', tail), styles: STYLES });
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toContain('hidden="1"');
    expect(xml).toContain(tail);
    expect(xml).toContain('credit-code-check');
  });

  test('written without styles comes back by content, the faulty rows alone', async () => {
    const { bytes } = await marked({ sheet: WHOLE });
    const rows = (await read(bytes)).sheets[0]?.rows;
    expect(rows?.map(({ cells }) => cells.at(-1)?.value)).toEqual([
      '错误原因',
      'B列 信用代码：credit-code-check',
      'A列 企业名称：cell-required',
    ]);
  });
});

interface Marked {
  readonly bytes: Uint8Array;
  readonly reading: TableReading<unknown>;
}

async function marked(parts: HandMade): Promise<Marked> {
  return mark(handMade(parts).bytes);
}

async function mark(file: Uint8Array): Promise<Marked> {
  const workbook = await read(file);
  const reading = readTable(workbook, SPEC);
  return { bytes: await markErrors(file, workbook, reading, ({ code }) => code), reading };
}

async function read(bytes: Uint8Array): Promise<WorkbookData> {
  const result = await readWorkbook({ name: '企业.xlsx', bytes });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const { 'xl/worksheets/sheet1.xml': part = new Uint8Array(), ...rest } = unzipSync(bytes);
  return zipSync({ ...rest, 'xl/worksheets/sheet1.xml': strToU8(strFromU8(part).replace(from, to)) });
}

function partOf(bytes: Uint8Array, part: string): string {
  return strFromU8(unzipSync(bytes)[part] ?? new Uint8Array());
}
