import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { READ_LIMITS } from './limits.ts';
import { readWorkbook } from './read.ts';
import { csvFile, handMade } from './testing.ts';
import type { SheetData, UploadedFile, WorkbookData } from './workbook.ts';

describe('a workbook written by a library', () => {
  test('is read with its sheets, row numbers, kinds and dates', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '企业',
          rows: [
            ['名称', '人数', '成立', '重点'],
            [],
            ['瑞恒', 12, new Date(Date.UTC(2019, 3, 9)), true],
            ['', null, '  '],
          ],
        },
        { name: '隐藏', rows: [['x']], hidden: true },
        { name: '空', rows: [] },
      ],
    });
    const workbook = await read({ name: 'a.xlsx', bytes });
    expect(workbook.dateSystem).toBe('1900');
    expect(workbook.sheets.map(({ name, isHidden, rows }) => [name, isHidden, rows.length])).toEqual([
      ['企业', false, 2],
      ['隐藏', true, 1],
      ['空', false, 0],
    ]);
    expect(workbook.sheets[0]?.rows[1]).toEqual({
      number: 3,
      cells: [
        { column: 'A', kind: 'text', value: '瑞恒' },
        { column: 'B', kind: 'number', value: 12 },
        { column: 'C', kind: 'date', value: '2019-04-09' },
        { column: 'D', kind: 'boolean', value: true },
      ],
    });
  });

  test('in the 1904 system gives the same days', async () => {
    const rows = [[new Date(Date.UTC(2026, 0, 5))]];
    const workbook = await read({
      name: 'a.xlsx',
      bytes: await writeXlsx({ sheets: [{ name: 'x', rows }], dateSystem: '1904' }),
    });
    expect(workbook.dateSystem).toBe('1904');
    expect(values(workbook.sheets[0])).toEqual([['2026-01-05']]);
  });
});

describe('a workbook as WPS and other programs write it', () => {
  test('shared strings lose their phonetic runs and keep their rich runs', async () => {
    const sheet = await sheetOf({
      sheet: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
      sharedStrings:
        '<si><r><rPr><b/></rPr><t>天津市</t></r><r><t xml:space="preserve"> 西青区</t></r><rPh sb="0" eb="1"><t>てんしん</t></rPh><phoneticPr fontId="1"/></si><si><t>第一行_x000D_&#10;第二行 &lt;&amp;&quot;&#x4E2D;</t></si>',
    });
    expect(values(sheet)).toEqual([['天津市 西青区', '第一行\r\n第二行 <&"中']]);
  });

  test('inline strings, cells and rows without references, and prefixed tags', async () => {
    const sheet = await sheetOf({
      sheet:
        '<?xml version="1.0"?><!-- x --><x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t><x:rPh sb="0" eb="1"><x:t>jia</x:t></x:rPh></x:is></x:c><x:c/><x:c><x:v>3.5</x:v></x:c></x:row><x:row r="7"><x:c r="C7" t="inlineStr"><x:is><x:r><x:t>乙</x:t></x:r><x:r><x:t><![CDATA[<丙>]]></x:t></x:r></x:is></x:c></x:row><x:row><x:c t="b"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect(sheet.rows).toEqual([
      {
        number: 1,
        cells: [
          { column: 'A', kind: 'text', value: '甲' },
          { column: 'C', kind: 'number', value: 3.5 },
        ],
      },
      { number: 7, cells: [{ column: 'C', kind: 'text', value: '乙<丙>' }] },
      { number: 8, cells: [{ column: 'A', kind: 'boolean', value: false }] },
    ]);
  });

  test('part names absolute, relative, with dots, in another case', async () => {
    for (const sheetTarget of ['/xl/worksheets/sheet1.xml', 'worksheets/sheet1.xml', '../xl/./worksheets/Sheet1.xml']) {
      expect(values(await sheetOf({ sheet: '<row r="1"><c r="A1"><v>1</v></c></row>', sheetTarget }))).toEqual([[1]]);
    }
  });

  test('dates known by their style alone, built in, Chinese or custom', async () => {
    const sheet = await sheetOf({
      sheet: `<row r="1">${['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter, index) => `<c r="${letter}1" s="${index}"><v>46027</v></c>`).join('')}</row>`,
      styles:
        '<numFmts count="3"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="[Red]0.00_ &quot;days&quot;"/><numFmt numFmtId="178" formatCode="G/通用格式"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="57"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs>',
    });
    expect(values(sheet)).toEqual([[46027, '2026-01-05', '2026-01-05', '2026-01-05', '2026-01-05', 46027, 46027]]);
  });

  test('formulas give their saved result; without one they say so, and errors stay errors', async () => {
    const sheet = await sheetOf({
      sheet:
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>A2&amp;""</f><v>二</v></c><c r="C2"><f>SUM(A1)</f></c><c r="D2" t="str"><f>""</f><v></v></c><c r="E2" t="e"><f>NA()</f><v>#N/A</v></c><c r="F2" t="inlineStr"><is><t>#REF!</t></is></c><c r="G2" t="d"><v>2026-01-05T00:00:00Z</v></c></row>',
    });
    expect(sheet.rows[0]?.cells).toEqual([
      { column: 'A', kind: 'number', value: 2 },
      { column: 'B', kind: 'text', value: '二' },
      { column: 'C', kind: 'formula', value: '' },
      { column: 'E', kind: 'error', value: '#N/A' },
      { column: 'F', kind: 'error', value: '#REF!' },
      { column: 'G', kind: 'date', value: '2026-01-05' },
    ]);
  });

  test('rows and cells that are only formatted, or hold only blanks, are no content', async () => {
    const empty = Array.from(
      { length: 3_000 },
      (_, index) =>
        `<row r="${index + 2}" s="1"><c r="A${index + 2}" s="1"/><c r="B${index + 2}" t="inlineStr"><is><t>　 \u200B</t></is></c></row>`,
    ).join('');
    const sheet = await sheetOf({ sheet: `<row r="1"><c r="A1"><v>1</v></c></row>${empty}` });
    expect(sheet.rows).toHaveLength(1);
  });

  test('a greater-than sign inside an attribute ends no tag, and text in other places is no cell', async () => {
    const sheet = await sheetOf({
      sheet:
        '<?xml version="1.0"?><worksheet><sheetData><row note="a > b" r="4"><c note=\'">\' r="C4"><f t="shared" ref="A1:A2" note=\'">"\'>1</f><v>5</v></c></row></sheetData><conditionalFormatting><c r="Z9"><v>9</v></c></conditionalFormatting></worksheet>',
    });
    expect(sheet.rows).toEqual([{ number: 4, cells: [{ column: 'C', kind: 'number', value: 5 }] }]);
  });
});

describe('a damaged workbook', () => {
  test.each([
    ['a sheet that is cut off', { sheet: '<?xml version="1.0"?><worksheet><sheetData><row r="1"><c r="A1"><v>1</v>' }],
    ['closing tags without opening ones', { sheet: '<?xml version="1.0"?></worksheet>' }],
    [
      'a shared string that is not there',
      { sheet: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>', sharedStrings: '<si><t>a</t></si>' },
    ],
    ['a number that is none', { sheet: '<row r="1"><c r="A1"><v>abc</v></c></row>' }],
    [
      'rows in the wrong order',
      { sheet: '<row r="5"><c r="A5"><v>1</v></c></row><row r="5"><c r="B5"><v>1</v></c></row>' },
    ],
    ['a row that cannot exist', { sheet: '<row r="1048577"><c><v>1</v></c></row>' }],
    ['a column that cannot exist', { sheet: '<row r="1"><c r="XFE1"><v>1</v></c></row>' }],
    ['a cell twice', { sheet: '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>' }],
    ['a relation to a part that is not there', { sheet: '', sheetTarget: 'worksheets/sheet9.xml' }],
    [
      'bytes that are no UTF-8',
      { sheet: '', more: { 'xl/worksheets/sheet1.xml': Uint8Array.from([60, 97, 62, 0xff, 0xfe, 60, 47, 97, 62]) } },
    ],
    ['a list of no sheets', { sheet: '', more: { 'xl/workbook.xml': new TextEncoder().encode('<workbook/>') } }],
  ])('with %s is refused', async (_what, parts) => {
    expect(await readWorkbook(handMade(parts))).toEqual({ ok: false, refusals: [{ code: 'file-damaged' }] });
  });
});

describe('the limits of reading', () => {
  const rows = (count: number): string =>
    Array.from(
      { length: count },
      (_, index) => `<row r="${index + 1}"><c><v>${index}</v></c><c><v>1</v></c></row>`,
    ).join('');

  test('too many rows on a sheet are refused with its name', async () => {
    const refused = await readWorkbook(handMade({ sheet: rows(61) }), { ...READ_LIMITS, sheetRows: 50 });
    expect(refused).toEqual({
      ok: false,
      refusals: [{ code: 'file-too-many-rows', facts: { sheet: '企业', limit: 50 } }],
    });
    expect((await readWorkbook(handMade({ sheet: rows(60) }), { ...READ_LIMITS, sheetRows: 50 })).ok).toBe(true);
  });
  test('too many cells are refused', async () => {
    expect(await readWorkbook(handMade({ sheet: rows(60) }), { ...READ_LIMITS, cells: 119 })).toMatchObject({
      refusals: [{ code: 'file-too-many-cells' }],
    });
  });
  test('a file that takes too long is stopped', async () => {
    expect(await readWorkbook(handMade({ sheet: rows(60) }), { ...READ_LIMITS, seconds: 0.001 })).toMatchObject({
      refusals: [{ code: 'file-too-slow' }],
    });
  });
  test('a file that takes too much memory is stopped, and the next one is read', async () => {
    const strings = Array.from({ length: 300_000 }, (_, index) => `<si><t>${'企业'.repeat(10)}${index}</t></si>`).join(
      '',
    );
    const heavy = handMade({ sheet: rows(1), sharedStrings: strings });
    expect(await readWorkbook(heavy, { ...READ_LIMITS, heapMegabytes: 16 })).toMatchObject({
      refusals: [{ code: 'file-too-complex' }],
    });
    expect((await readWorkbook(heavy)).ok).toBe(true);
  });
  test('a sheet that names one part a thousand times pays for each reading', async () => {
    const sheets = Array.from(
      { length: 1_000 },
      (_, index) => `<sheet name="s${index}" sheetId="${index}" r:id="rId1"/>`,
    ).join('');
    const workbook = `<workbook xmlns:r="urn:r"><sheets>${sheets}</sheets></workbook>`;
    const file = handMade({ sheet: rows(2_000), more: { 'xl/workbook.xml': new TextEncoder().encode(workbook) } });
    const refused = await readWorkbook(file, { ...READ_LIMITS, ratio: 100_000, contentBytes: 20 * 1024 * 1024 });
    expect(refused).toMatchObject({ refusals: [{ code: 'file-too-much-content' }] });
  });
});

describe('a CSV', () => {
  const text = '企业名称,备注\r\n"瑞恒, 金属","两\n行"\r\n\r\n="00123",4.5';
  const expected = [
    ['企业名称', '备注'],
    ['瑞恒, 金属', '两\n行'],
    ['00123', '4.5'],
  ];

  test.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with its mark', new TextEncoder().encode(`\uFEFF${text}`)],
    ['GB 18030 from Excel', gbk(text)],
    ['UTF-16 from Excel', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
  ])('in %s is read', async (_encoding, bytes) => {
    const workbook = await read({ name: '企业.csv', bytes });
    expect(values(workbook.sheets[0])).toEqual(expected);
    expect(workbook.sheets[0]?.rows.map(({ number }) => number)).toEqual([1, 2, 4]);
  });
  test.each([['\t'], [';'], [',']])('is read with the separator %j', async (separator) => {
    const workbook = await read(
      csvFile(['名称', '地址', '人数'].join(separator) + '\n' + ['甲', '乙', '3'].join(separator)),
    );
    expect(values(workbook.sheets[0])).toEqual([
      ['名称', '地址', '人数'],
      ['甲', '乙', '3'],
    ]);
  });
  test('that is no text is refused', async () => {
    expect(await readWorkbook({ name: 'a.csv', bytes: Uint8Array.from([0, 1, 2, 255, 255, 0]) })).toEqual({
      ok: false,
      refusals: [{ code: 'file-encoding' }],
    });
  });
});

async function read(file: UploadedFile): Promise<WorkbookData> {
  const result = await readWorkbook(file);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

async function sheetOf(parts: Parameters<typeof handMade>[0]): Promise<SheetData> {
  const [sheet] = (await read(handMade(parts))).sheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

function values(sheet: SheetData | undefined): unknown[][] {
  return (sheet?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value));
}

/** The characters of the text above in GB 18030. */
function gbk(text: string): Uint8Array {
  const codes: Readonly<Record<string, string>> = {
    企: 'c6f3',
    业: 'd2b5',
    名: 'c3fb',
    称: 'b3c6',
    备: 'b1b8',
    注: 'd7a2',
    瑞: 'c8f0',
    恒: 'bae3',
    金: 'bdf0',
    属: 'caf4',
    两: 'c1bd',
    行: 'd0d0',
  };
  return Buffer.concat(
    Array.from(text, (character) =>
      character in codes ? Buffer.from(codes[character] ?? '', 'hex') : Buffer.from(character, 'latin1'),
    ),
  );
}
