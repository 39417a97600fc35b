import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { correctEntry, withdrawEntry } from '../disclosure/actions.ts';
import { must, plantCanaries, publishedEntry, REVIEWER } from '../disclosure/sample.testing.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { codes } from '../testing/refusal-codes.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { exportPack, registerReceipt, setMapping } from './actions.ts';
import { findBatch, findMapping, listBatches, listBatchRows, listPending, pendingView } from './reads/packs.ts';
import { mappingRefusals } from './rules.ts';
import type { Mapping, PackName, PendingView } from './types.ts';
import { SOURCES, type SourceName } from './types/fields.ts';
import { PACKS } from './types/packs.ts';

const office = actorOf(['group-office']);
const PACK = 'inspection-result';
let runtime: TestRuntime;
let district: District;
let drawId: string;
let first: string;
let second: string;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 5);
  drawId = await carryTo(runtime, 'released', { planId: district.planId });
  first = await publishedEntry(runtime, district, { n: 0, drawId, conclusion: 'no-problem', findings: [] });
  second = await publishedEntry(runtime, district, { n: 1, drawId, findings: ['=HYPERLINK("x")'] });
}, 60_000);
afterAll(() => runtime.close());

function pending(pack: PackName = PACK, bureauId = 1): Promise<PendingView> {
  return read(runtime, bureauId, async (tx) =>
    pendingView(tx, pack, (await findMapping(tx, pack)).mapping, await listPending(tx, pack)),
  );
}

async function sendOut(leaveOut = false): Promise<string> {
  const { seen } = await pending();
  const input = { pack: PACK, format: 'csv', seen, leaveOut } as const;
  return (await must(execute(runtime, office, exportPack, newId(), input))).batchId;
}

async function fileOf(batchId: string): Promise<string> {
  const batch = await read(runtime, 1, (tx) => findBatch(tx, batchId));
  return (await runtime.files.get(batch?.sha256 ?? '')).toString('utf8');
}

const rowsOf = (batchId: string) => read(runtime, 1, (tx) => listBatchRows(tx, batchId));

describe('the tables that come with the product', () => {
  test('use fields of their source alone, each heading once, and say how sure they are', () => {
    for (const { columns, source, basis } of Object.values(PACKS)) {
      expect(mappingRefusals({ columns: [...columns] }, source)).toEqual([]);
      expect(basis).not.toBe('');
    }
    for (const source of Object.keys(SOURCES) as SourceName[]) {
      const titles = Object.values(SOURCES[source].fields).map(({ title }) => title);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });
});

describe('an export', () => {
  test('is the rows of the moment under the headings of the table, every cell text, and stands in the log', async () => {
    expect((await pending()).counts).toEqual({ add: 2, change: 0, withdraw: 0 });
    const batchId = await sendOut();
    const text = await fileOf(batchId);
    expect(text.startsWith('\uFEFF企业名称,统一社会信用代码,')).toBe(true);
    expect(text).toContain('发现问题已责令改正');
    expect(text).toContain('新增');
    expect(text).not.toContain('金丝雀');
    const deed = await read(runtime, 1, ({ db }) =>
      db.selectFrom('deed').select('entry').where('kind', '=', 'exchange.export').executeTakeFirstOrThrow(),
    );
    expect(JSON.parse(deed.entry.toString())).toMatchObject({ facts: { pack: PACK, number: 1, rows: 2, leftOut: 0 } });
  });

  test('of nothing is refused; what one saw before somebody else exported is refused too', async () => {
    const { seen } = await pending();
    const input = { pack: PACK, format: 'csv', seen, leaveOut: false } as const;
    expect(codes(await execute(runtime, office, exportPack, newId(), input))).toEqual(['exchange-nothing']);
    expect(codes(await execute(runtime, office, exportPack, newId(), { ...input, seen: 'a'.repeat(64) }))).toEqual([
      'exchange-moved',
    ]);
  });

  test('afterwards has only what was corrected or withdrawn since, and says which', async () => {
    await must(
      execute(runtime, REVIEWER, correctEntry, newId(), {
        entryId: second,
        wording: [{ at: 'findings.1.text', text: '配电箱未上锁' }],
        reason: '用词更正',
      }),
    );
    await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId: first, reason: '检查决定被撤销' }));
    const third = await publishedEntry(runtime, district, { n: 2, drawId });
    const batchId = await sendOut();
    expect((await rowsOf(batchId)).map(({ operation }) => operation).toSorted()).toEqual(['add', 'change', 'withdraw']);
    expect((await pending()).counts).toEqual({ add: 0, change: 0, withdraw: 0 });
    expect(third).toBeDefined();
  });

  test('by two people at once goes out once', async () => {
    await publishedEntry(runtime, district, { n: 3, drawId });
    const { seen } = await pending();
    const input = { pack: PACK, format: 'csv', seen, leaveOut: false } as const;
    const both = await Promise.all([1, 2].map(() => execute(runtime, office, exportPack, newId(), input)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(['exchange-moved']);
  });

  test('opens in a spreadsheet with headings in its first row and no formula', async () => {
    const other = await publishedEntry(runtime, district, { n: 4, drawId, findings: ['=1+1'] });
    const mapping: Mapping = {
      columns: [
        { heading: '编号', from: { kind: 'field', field: 'recordId' }, required: true },
        { heading: '问题', from: { kind: 'field', field: 'findingTexts' }, required: false },
        { heading: '公式', from: { kind: 'constant', text: '=2+3' }, required: false },
        { heading: '结论', from: { kind: 'field', field: 'conclusion' }, required: true, words: { corrected: '3' } },
      ],
    };
    await must(execute(runtime, office, setMapping, newId(), { pack: PACK, version: 0, mapping }));
    const { seen } = await pending();
    const { batchId } = await must(
      execute(runtime, office, exportPack, newId(), { pack: PACK, format: 'xlsx', seen, leaveOut: false }),
    );
    const batch = await read(runtime, 1, (tx) => findBatch(tx, batchId));
    const folder = await mkdtemp(join(tmpdir(), 'sunlot-exchange-'));
    await writeFile(join(folder, 'a.xlsx'), await runtime.files.get(batch?.sha256 ?? ''));
    await promisify(execFile)('libreoffice', [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1',
      '--outdir',
      folder,
      join(folder, 'a.xlsx'),
    ]);
    const [heading, line] = (await readFile(join(folder, 'a.csv'), 'utf8')).trim().split('\n');
    // In quotes: LibreOffice holds each for text.
    expect(heading).toBe('"编号","问题","公式","结论"');
    expect(line).toBe(`"${other}","1. =1+1","=2+3","3"`);
    await rm(folder, { recursive: true, force: true });
  }, 120_000);
});

describe('what is missing', () => {
  test('is named row by row with every heading; the complete rows can go, the others wait', async () => {
    await publishedEntry(runtime, district, { n: 5, drawId });
    await publishedEntry(runtime, district, { n: 6, drawId: newId() });
    const { mapping, version } = await read(runtime, 1, (tx) => findMapping(tx, PACK));
    const columns = [
      ...mapping.columns,
      { heading: '任务', from: { kind: 'field' as const, field: 'drawName' }, required: true },
      { heading: '任务编号', from: { kind: 'field' as const, field: 'drawId' }, required: true },
    ];
    await must(execute(runtime, office, setMapping, newId(), { pack: PACK, version, mapping: { columns } }));
    const view = await pending();
    expect(view.counts.add).toBe(2);
    expect(view.problems.map(({ missing }) => missing)).toEqual([['任务', '任务编号']]);
    const input = { pack: PACK, format: 'csv', seen: view.seen, leaveOut: false } as const;
    expect(codes(await execute(runtime, office, exportPack, newId(), input))).toEqual(['exchange-incomplete']);
    const { rows } = await must(execute(runtime, office, exportPack, newId(), { ...input, leaveOut: true }));
    expect(rows).toBe(1);
    expect((await pending()).counts.add).toBe(1);
  });
});

describe('a table', () => {
  test('takes fields of the closed list alone, one heading once, codes that exist; the last saved one counts', async () => {
    const column = { heading: '甲', from: { kind: 'field', field: 'phone' }, required: false } as const;
    const words = { ...column, from: { kind: 'field', field: 'conclusion' }, words: { good: '1' } } as const;
    const { version } = await read(runtime, 1, (tx) => findMapping(tx, PACK));
    const input = { pack: PACK, version, mapping: { columns: [column, words] } } as const;
    expect(codes(await execute(runtime, office, setMapping, newId(), input)).toSorted()).toEqual([
      'exchange-code-unknown',
      'exchange-field-unknown',
      'exchange-heading-twice',
    ]);
    const plain = { columns: [{ heading: '甲', from: { kind: 'constant', text: '' }, required: false }] } as const;
    const stale = { pack: PACK, version: 0, mapping: plain } as const;
    expect(codes(await execute(runtime, office, setMapping, newId(), stale))).toEqual(['exchange-mapping-moved']);
    expect(codes(await execute(runtime, actorOf(['officer']), setMapping, newId(), input))).toEqual(['not-allowed']);
  });
});

describe('a receipt', () => {
  test('brings back what was rejected, comes once, and knows only the lines of its batch', async () => {
    await publishedEntry(runtime, district, { n: 7, drawId });
    const batchId = await sendOut(true);
    const answer = (input: object) =>
      execute(runtime, office, registerReceipt, newId(), { batchId, rejected: [], ...input });
    expect(codes(await answer({}))).toEqual(['exchange-receipt-empty']);
    expect(codes(await answer({ sha256: 'b'.repeat(64) }))).toEqual(['exchange-receipt-unknown']);
    const twice = [
      { line: 1, reason: '代码不存在' },
      { line: 1, reason: '代码不存在' },
      { line: 99, reason: '代码不存在' },
    ];
    expect(codes(await answer({ number: 'HZ-1', rejected: twice }))).toEqual(['exchange-line-unknown']);
    expect((await pending()).counts.add).toBe(1);
    await must(answer({ number: 'HZ-1', rejected: twice.slice(0, 1) }));
    expect((await pending()).counts.add).toBe(2);
    expect(await rowsOf(batchId)).toMatchObject([{ line: 1, rejected: '代码不存在' }]);
    const [batch] = await read(runtime, 1, (tx) => listBatches(tx, PACK));
    expect(batch).toMatchObject({ state: 'receipted', receiptNumber: 'HZ-1', rejected: 1 });
    expect(codes(await answer({ number: 'HZ-2' }))).toEqual(['exchange-receipted']);
    const elsewhere = execute(runtime, actorOf(['group-office'], 'other', 2), registerReceipt, newId(), {
      batchId,
      number: 'HZ-1',
      rejected: [],
    });
    expect(codes(await elsewhere)).toEqual(['exchange-batch-not-found']);
    expect((await pending(PACK, 2)).counts).toEqual({ add: 0, change: 0, withdraw: 0 });
  });
});
