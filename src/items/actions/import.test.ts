import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../../demo/items.ts';
import { execute } from '../../core/command.ts';
import { answer } from '../../core/command.ts';
import { filled, writeTable, writeTables } from '../../core/spreadsheet/write.ts';
import { read } from '../../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { itemsWorkbook, workbookOfItems } from '../import.ts';
import { POINT_TABLE, pointRowsOf, type PointRow } from '../points-workbook.ts';
import { listItemsOf } from '../reads.ts';
import { itemsReadSpecs } from '../routes.ts';
import { parseCitations } from '../rules/citations.ts';
import type { ImportPreview } from '../types/import.ts';
import { contentOfRow, ITEM_TABLE, rowOfContent } from '../workbook.ts';
import { importItems } from './import.ts';

const drafter = actorOf(['group-office'], 'drafter');
const HEADINGS = '事项编码,事项名称,类别,检查内容要点,检查依据(义务条款),处罚条款,检查方式,适用对象,频次,备注';

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime('2026-01-05T01:00:00Z');
});
afterAll(() => runtime.close());

async function upload(
  bytes: Uint8Array,
  fileName = '事项清单.xlsx',
): Promise<{ fileName: string; fileSha256: string }> {
  return { fileName, fileSha256: await runtime.files.put(bytes) };
}

async function uploadCsv(...rows: readonly string[]): Promise<{ fileName: string; fileSha256: string }> {
  return upload(new TextEncoder().encode([HEADINGS, ...rows].join('\n')), '事项清单.csv');
}

async function importFile(file: object) {
  return execute(runtime, drafter, importItems, crypto.randomUUID(), file);
}

async function preview(file: object): Promise<ImportPreview> {
  const spec = itemsReadSpecs.find(({ path }) => path === '/api/item-import');
  if (spec === undefined) throw new Error('the read is not declared');
  const result = await answer(runtime, drafter, spec, file);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value as ImportPreview;
}

describe('the workbook', () => {
  test('of the demo list reads back as the same items', async () => {
    const file = await upload(await writeTable(ITEM_TABLE, DEMO_ITEMS.map(rowOfContent)));
    const { rows, problems } = await preview(file);
    expect(problems).toEqual([]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(DEMO_ITEMS.map(() => 'new'));
    for (const [index, item] of DEMO_ITEMS.entries()) {
      expect(rows[index]?.content.bases, item.code).toEqual([
        ...item.bases.filter(({ role }) => role === 'duty'),
        ...item.bases.filter(({ role }) => role === 'penalty'),
      ]);
      expect(rows[index]?.content.points.map(({ question }) => question)).toEqual(
        item.points.map(({ question }) => question),
      );
      expect(rows[index]?.content).toMatchObject({
        scope: item.scope,
        methods: item.methods,
        category: item.category,
        subject: item.subject,
      });
    }
  });

  test('a point keeps its evidence and severity as long as its wording stays', () => {
    const known = DEMO_ITEMS.find(({ code }) => code === 'FC-01');
    if (known === undefined) throw new Error('no FC-01');
    const row = { ...rowOfContent(known), points: ['新增要点', ...known.points.map(({ question }) => question)] };
    const { points } = contentOfRow(row, known, '某局');
    expect(points[0]).toEqual({ no: 1, question: '新增要点', evidence: '', severity: 'general' });
    expect(points[1]).toEqual({ ...known.points[0], no: 2 });
  });
});

describe('whom an item is for, and who comes along', () => {
  const given = DEMO_ITEMS[0];
  if (given === undefined) throw new Error('no items');
  const written = {
    ...given,
    scope: {
      domains: ['hazchem' as const],
      flags: [],
      riskColors: ['red' as const, 'orange' as const],
      sizes: ['large' as const],
    },
    joint: ['某某区市场监督管理局', '某某区消防救援局'],
    kind: 'special' as const,
    subject: '某某区应急管理局执法大队',
    selection: 'full-coverage' as const,
    ratio: 4050,
    cap: 3,
    channelUrl: 'https://yingji.example/qingdan/ZH-01',
  };

  test('risk colours, sizes and joint departments read back as they were written', async () => {
    const { rows, problems } = await preview(await upload(await workbookOfItems([written])));
    expect(problems).toEqual([]);
    expect(rows[0]?.content).toMatchObject({ scope: written.scope, joint: written.joint });
  });

  test('every attribute of §2.5 reads back, also those that no cell limits', async () => {
    for (const content of [written, { ...written, ratio: null, cap: null }]) {
      const { rows, problems } = await preview(await upload(await workbookOfItems([content])));
      expect(problems).toEqual([]);
      expect(rows[0]?.content).toEqual(content);
    }
  });

  test('a share, an address that cannot be read are told; an empty cell leaves what was, 无 ends the channel', async () => {
    const row = rowOfContent(written);
    const silent = { ...row, kind: null, subject: null, selection: null, ratio: null, cap: null, channelUrl: null };
    expect(contentOfRow(silent, written, '某局')).toEqual(written);
    expect(contentOfRow({ ...row, channelUrl: '无' }, written, '某局')).not.toHaveProperty('channelUrl');
    for (const [heading, wrong, code] of [
      ['抽查比例', '四成', 'ratio-unread'],
      ['抽查比例', '120%', 'ratio-unread'],
      ['公布渠道', 'javascript:alert(1)', 'channel-unread'],
      ['公布渠道', '政府网站', 'channel-unread'],
      ['频次上限', '很多次', 'frequency-unread'],
    ] as const) {
      const bytes = new TextEncoder().encode(
        `${HEADINGS},${heading}\nZH-01,甲,一般,要点,安全生产法第四条,,现场,全部,1次/年,,${wrong}`,
      );
      const { problems } = await preview(await upload(bytes, '事项清单.csv'));
      expect(
        problems.map((each) => each.code),
        wrong,
      ).toEqual([code]);
    }
  });

  test('an empty cell leaves the joint departments, 无 ends them', () => {
    const row = rowOfContent(written);
    expect(contentOfRow({ ...row, joint: null }, written, '某局').joint).toEqual(written.joint);
    expect(contentOfRow({ ...row, joint: [] }, written, '某局')).not.toHaveProperty('joint');
  });
});

describe('the sheet of check points', () => {
  const known = DEMO_ITEMS.filter(({ code }) => ['ZH-08', 'WH-02'].includes(code));
  const sheets = (points: readonly PointRow[]) =>
    writeTables([filled(ITEM_TABLE, known.map(rowOfContent)), filled(POINT_TABLE, points)]);

  test('brings method, standard, evidence, citations, severity and criterion, and reads back unchanged', async () => {
    const { rows, problems } = await preview(await upload(await workbookOfItems(DEMO_ITEMS)));
    expect(problems).toEqual([]);
    for (const [index, { points }] of DEMO_ITEMS.entries()) expect(rows[index]?.content.points).toEqual(points);
  });

  test('must ask what the list asks: a difference, a stranger, a stray citation, a missing criterion are told by row', async () => {
    const [first, ...others] = known.flatMap(pointRowsOf);
    if (first === undefined) throw new Error('no point');
    const law = parseCitations('安全生产法第一条', 'duty').bases;
    const { problems } = await preview(
      await upload(
        await sheets([
          { ...first, question: '改过的问题' },
          ...others.map((row, index) => (index === 0 ? { ...row, severity: 'major' as const, duties: law } : row)),
          { ...first, code: 'ZH-77' },
        ]),
      ),
    );
    expect(problems.map(({ code, sheet, row }) => [code, sheet, row])).toEqual([
      ['points-differ', '事项清单', 3],
      ['criterion-missing', '检查要点', 4],
      ['point-basis-stray', '检查要点', 4],
      ['point-without-item', '检查要点', 3 + others.length + 1],
    ]);
  });

  test('left empty, or missing, leaves the points to the list', async () => {
    for (const points of [[], undefined]) {
      const file = points === undefined ? await writeTable(ITEM_TABLE, known.map(rowOfContent)) : await sheets(points);
      const { rows, problems } = await preview(await upload(file));
      expect(problems).toEqual([]);
      expect(rows[0]?.content.points.length).toBe(known[0]?.points.length);
    }
  });
});

describe('what cannot be read', () => {
  test('is named cell by cell, with what stood there; nothing is guessed or dropped', async () => {
    const { problems, rows } = await preview(
      await uploadCsv(
        'ZH-1,甲,重点,要点,安全生产法第四条,,现场,全部,1次/年,',
        'ZH-02,乙,特别,要点,有关规定,,无人机,渔业,经常,',
        'ZH-03,,一般,,安全生产法第四条,第九十四条,查阅,全部,13次/年,',
        'ZH-04,丁,一般,一；二,安全生产法第四条,安全生产法第九十四条,现场、查阅,机械、粉尘涉爆,每年一次,正常',
        'ZH-04,重复,一般,一,安全生产法第四条,,现场,全部,1,',
      ),
    );
    expect(rows).toEqual([]);
    const byRow = (row: number): string[] => problems.filter((problem) => problem.row === row).map(({ code }) => code);
    expect(byRow(2)).toEqual(['cell-code-form']);
    expect(byRow(3)).toEqual(['cell-choice', 'citation-unread', 'cell-choice', 'scope-unknown', 'frequency-unread']);
    expect(byRow(4)).toEqual(['cell-required', 'cell-required', 'citation-unread', 'frequency-unread']);
    expect(byRow(5)).toEqual(['cell-duplicate']);
    expect(problems.find(({ code }) => code === 'scope-unknown')).toMatchObject({
      column: 'H',
      found: '渔业',
      facts: { unknown: ['渔业'] },
    });
  });

  test('cells that say nothing, or more than an item holds, are problems of theirs; a tab is a space', async () => {
    const many = Array.from({ length: 41 }, (_, index) => `安全生产法第${index + 1}条`).join('；');
    const { problems, rows } = await preview(
      await uploadCsv(
        'ZH-01,甲,一般,；,安全生产法第9999条,,现场,、,1次/年,',
        `ZH-02,乙,一般,要点,${many},,现场,全部,1次/年,`,
        'ZH-03,丙\t丁,一般,一\t二,安全生产法第四条,,现场,全部,1次/年,注\t意',
      ),
    );
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'points-unread'],
      [2, 'citation-unread'],
      [2, 'scope-unknown'],
      [3, 'too-many-citations'],
    ]);
    expect(rows.map(({ content }) => [content.name, content.points[0]?.question, content.note])).toEqual([
      ['丙 丁', '一 二', '注 意'],
    ]);
  });

  test('顿号 divides points only where no line and no semicolon does', async () => {
    const rest = '安全生产法第四条,,现场,机械、粉尘涉爆,每年一次,';
    const { rows } = await preview(
      await uploadCsv(`ZH-04,甲,一般,责任人、范围；记录,${rest}`, `ZH-05,乙,一般,制定、执行、更新,${rest}`),
    );
    expect(rows.map(({ content }) => content.points.map(({ question }) => question))).toEqual([
      ['责任人、范围', '记录'],
      ['制定', '执行', '更新'],
    ]);
    expect(rows[0]?.content).toMatchObject({ scope: { domains: ['machinery'], flags: ['dust'] }, frequency: 1 });
  });
});

describe('items.import', () => {
  const GOOD = 'ZH-01,责任制,一般,一；二,安全生产法第四条,,查阅,全部,1次/年,';

  test('a file with one problem writes nothing at all', async () => {
    const refused = await importFile(await uploadCsv(GOOD, 'ZH-02,乙,特别,要点,安全生产法第四条,,现场,全部,1次/年,'));
    expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'import-has-problems', facts: { count: 1 } }] });
    expect(await read(runtime, 1, ({ db }) => db.selectFrom('item_catalogue').select('edition').execute())).toEqual([]);
  });

  test('a file nobody uploaded, a file that is no workbook, an officer: refused', async () => {
    expect(await importFile({ fileName: 'a.xlsx', fileSha256: '0'.repeat(64) })).toMatchObject({
      refusals: [{ code: 'upload-not-found' }],
    });
    expect(await importFile(await upload(new TextEncoder().encode('<html></html>'), 'a.xlsx'))).toMatchObject({
      refusals: [{ code: 'file-html' }],
    });
    const byOfficer = await execute(
      runtime,
      actorOf(['officer']),
      importItems,
      crypto.randomUUID(),
      await uploadCsv(GOOD),
    );
    expect(byOfficer).toMatchObject({ refusals: [{ code: 'not-allowed' }] });
  });

  test('writes new and changed items, leaves the others, and says so in the log', async () => {
    const first = await uploadCsv(GOOD, 'ZH-02,规程,一般,要点,安全生产法第四条,,现场,全部,1次/年,');
    expect(await importFile(first)).toMatchObject({ value: { edition: 1, added: 2, changed: 0, unchanged: 0 } });
    expect(await importFile(first)).toMatchObject({ refusals: [{ code: 'import-changes-nothing' }] });
    const second = await uploadCsv(
      GOOD.replace('1次/年', '2次/年'),
      'ZH-03,投入,一般,要点,安全生产法第二十三条,,查阅,全部,1次/年,',
    );
    expect(await importFile(second)).toMatchObject({ value: { added: 1, changed: 1, unchanged: 0 } });
    const items = await read(runtime, 1, (tx) => listItemsOf(tx, 1));
    expect(items.map(({ content, version }) => [content.code, content.frequency, version])).toEqual([
      ['ZH-01', 2, 1],
      ['ZH-02', 1, 1],
      ['ZH-03', 1, 1],
    ]);
    // What the list exports imports without a change.
    const exported = await upload(await read(runtime, 1, (tx) => itemsWorkbook(tx, 1)));
    expect((await preview(exported)).rows.map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    const deeds = await read(runtime, 1, ({ db }) =>
      db.selectFrom('deed').select('kind').where('bureau_id', '=', 1).execute(),
    );
    expect(deeds).toEqual([{ kind: 'items.import' }, { kind: 'items.import' }]);
  });
});
