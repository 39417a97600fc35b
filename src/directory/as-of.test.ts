import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import { inBureau } from '../core/transact.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { checkImport, importDirectory, undoImport } from './actions/import.ts';
import { saveEnterprise, saveOfficer, setSubdistricts } from './actions/save.ts';
import { exportList } from './actions/export.ts';
import { exported } from './exported.testing.ts';
import { directoryReadSpecs } from './routes.ts';
import type { ExportFacts } from './types/views.ts';
import {
  done,
  neighbour,
  office,
  refusalsOf,
  SAMPLE_SUBDISTRICTS,
  sampleEnterprise,
  sampleOfficer,
  valueOf,
} from './sample.testing.ts';

let runtime: TestRuntime;
const CODES = ['91120111MA0XQ00174', '91120111MA0XQ0025Y', '91120111MA0XQ0033R'] as const;

// The whole history happens in three days of March; each test looks back at one of them.
beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS });
  const kept = await add(CODES[0], '安康化工厂');
  await add(CODES[1], '重庆食品厂');
  await done(runtime, saveOfficer, { target: null, reason: '新增', content: sampleOfficer() });

  // Half an hour before midnight in Tianjin.
  runtime.clock.set('2026-03-03T15:30:00Z');
  await amend(kept, 1, '安康新材料厂', 'active', '更名');
  const batch = await checked();
  await done(runtime, importDirectory, { batchId: batch });

  runtime.clock.set('2026-03-04T01:00:00Z');
  await done(runtime, undoImport, { batchId: batch });
  await amend(kept, 2, '安康新材料厂', 'closed', '已关闭');
});
afterAll(() => runtime.close());

describe('the directory of a past day', () => {
  test.each([
    ['2026-03-01', []],
    ['2026-03-02', ['安康化工厂', '重庆食品厂']],
    ['2026-03-03', ['安康新材料厂', '重庆食品厂', '天津包装厂']],
    ['2026-03-04', ['安康新材料厂', '重庆食品厂']],
  ])('on %s had %j', async (day, names) => {
    const { total, rows } = await asOf({ day });
    expect(rows.map(({ content }) => content['name'])).toEqual(names);
    expect(total).toBe(names.length);
  });

  test('is searched by what the records were called then, and filtered by what they were', async () => {
    expect(await asOf({ day: '2026-03-02', q: 'akhg' })).toMatchObject({ total: 1, rows: [{ version: 1 }] });
    expect(await asOf({ day: '2026-03-04', q: 'akhg' })).toMatchObject({ total: 0 });
    expect(await asOf({ day: '2026-03-02', q: 'zhongbei 化工' })).toMatchObject({ total: 1 });
    expect(await asOf({ day: '2026-03-02', q: 'yangliuqing' })).toMatchObject({ total: 0 });
    expect(await asOf({ day: '2026-03-04', status: 'closed' })).toMatchObject({ total: 1, rows: [{ version: 3 }] });
    expect(await asOf({ day: '2026-03-03', status: 'closed' })).toMatchObject({ total: 0 });
  });

  test('is filtered by whatever today’s list is filtered by, as the records were then', async () => {
    const all = { day: '2026-03-03', riskColor: 'yellow', safetyDomain: 'machinery', specialFlags: 'dust' };
    expect(await asOf({ ...all, subdistrictCode: '120111100' })).toMatchObject({ total: 2 });
    expect(await asOf({ ...all, subdistrictCode: '120111101' })).toMatchObject({ total: 0 });
    expect(await asOf({ day: '2026-03-03', specialFlags: 'ammonia' })).toMatchObject({ total: 0 });
    const several = { ...all, riskColor: 'red,yellow', specialFlags: 'ammonia,dust', status: 'active,closed' };
    expect(await asOf(several)).toMatchObject({ total: 2 });
    expect(await asOf({ day: '2026-03-04', specialFlags: 'dust', status: 'closed' })).toMatchObject({ total: 1 });
    expect(await answer(runtime, office, specOf(ENTERPRISES), { day: '2026-03-03', riskColor: 'pink' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'input-invalid' }],
    });
  });

  test('has pages, and knows its size beyond the last one', async () => {
    expect(await asOf({ day: '2026-03-03', size: '1', page: '2' })).toMatchObject({
      total: 3,
      rows: [{ content: { name: '重庆食品厂' } }],
    });
    expect(await asOf({ day: '2026-03-03', page: '9' })).toMatchObject({ total: 3, rows: [] });
  });

  test('judges certificates by that day, shows no ID number, and nothing of another bureau', async () => {
    const path = '/api/directory/as-of/officer';
    expect(await asOf({ day: '2026-03-04' }, path)).toMatchObject({ total: 1, rows: [{ barred: [] }] });
    expect(JSON.stringify(await asOf({ day: '2026-03-04' }, path))).not.toContain('idNo');
    expect(await asOf({ day: '2026-03-04' }, path, neighbour)).toMatchObject({ total: 0 });
  });

  test('leaves as a file with its day in it: the columns and conditions on the screen, in its order', async () => {
    const facts: ExportFacts[] = [];
    const wish = { kind: 'enterprise', format: 'xlsx', asOfOn: '2026-03-03', columns: ['name', 'status'] } as const;
    const { fileName, bytes } = await exported(
      runtime,
      office,
      { ...wish, columns: [...wish.columns], conditions: { status: 'active', q: '厂' } },
      (_kind, _at, _who, each) => {
        facts.push(each);
        return { notes: [`截至${each.asOfOn}`], mark: '内部资料' };
      },
    );
    expect(fileName).toBe('企业名录（2026-03-03）.xlsx');
    expect(facts).toMatchObject([{ asOfOn: '2026-03-03', count: 3, conditions: ['“厂”', '经营状态：在营'] }]);
    const { sheets } = valueOf(await readWorkbook({ name: fileName, bytes }));
    const [cover, list] = sheets.map(({ rows }) => rows.map(({ cells }) => cells.map(({ value }) => value)));
    expect(JSON.stringify(cover)).toContain('截至2026-03-03');
    expect(list?.slice(2).map(([name, , status]) => [name, status])).toEqual([
      ['安康新材料厂', '在营'],
      ['重庆食品厂', '在营'],
      ['天津包装厂', '在营'],
    ]);
    const closed = await exported(
      runtime,
      office,
      { kind: 'enterprise', format: 'csv', asOfOn: '2026-03-04', conditions: { status: 'closed' } },
      () => ({ notes: [], mark: '内部资料' }),
    );
    expect(new TextDecoder().decode(closed.bytes).split('\r\n')).toHaveLength(2);
  });

  test('cannot be exported of a day to come, nor by conditions that day’s list does not have', async () => {
    const wish = { kind: 'enterprise', format: 'xlsx', conditions: {}, asOfOn: '2026-03-05' } as const;
    expect(await refusalsOf(runtime, exportList, wish)).toEqual(['day-in-future']);
    const scoped = { ...wish, asOfOn: '2026-03-04', conditions: { scope: 'in' } };
    expect(await refusalsOf(runtime, exportList, scoped)).toEqual(['export-conditions']);
  });

  test('does not exist before the day has come', async () => {
    expect(await answer(runtime, office, specOf(ENTERPRISES), { day: '2026-03-05' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'day-in-future' }],
    });
  });
});

test('the database refuses a change by hand that has no reason', async () => {
  const without = inBureau(runtime, 1, (tx) =>
    sql`
      INSERT INTO directory_version (bureau_id, kind, record_id, version, content, deed, reason, batch_id, actor_id, command_id, at)
      SELECT bureau_id, kind, record_id, version + 100, content, deed, NULL, batch_id, actor_id, command_id, at
      FROM directory_version WHERE bureau_id = 1 AND deed = 'directory.save-officer'`.execute(tx.db),
  );
  await expect(without).rejects.toThrow('directory_version_reason');
});

const ENTERPRISES = '/api/directory/as-of/enterprise';

interface Listed {
  readonly total: number;
  readonly rows: readonly { readonly version: number; readonly content: Readonly<Record<string, unknown>> }[];
}

async function asOf(query: Readonly<Record<string, string>>, path = ENTERPRISES, actor = office): Promise<Listed> {
  return valueOf(await answer(runtime, actor, specOf(path), query)) as Listed;
}

function specOf(path: string): (typeof directoryReadSpecs)[number] {
  const spec = directoryReadSpecs.find((each) => each.path === path);
  if (spec === undefined) throw new Error(`no read at ${path}`);
  return spec;
}

async function add(creditCode: string, name: string): Promise<string> {
  const content = sampleEnterprise({ creditCode, name });
  return (await done(runtime, saveEnterprise, { target: null, reason: '新增', content })).recordId;
}

async function amend(
  recordId: string,
  version: number,
  name: string,
  status: 'active' | 'closed',
  reason: string,
): Promise<void> {
  const content = sampleEnterprise({ creditCode: CODES[0], name, status });
  await done(runtime, saveEnterprise, { target: { recordId, version }, reason, content });
}

async function checked(): Promise<string> {
  const { bytes } = csvFile(['单位名称,信用代码,街镇,行业领域', `天津包装厂,${CODES[2]},中北,轻工`].join('\n'));
  const upload = { kind: 'enterprise', fileName: 'a.csv', bytes } as const;
  return valueOf(await checkImport(runtime, office, crypto.randomUUID(), upload)).batchId;
}
