import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { declareRecusal } from './actions/recusal.ts';
import { saveEnterprise, saveExpert, saveOfficer, setSubdistricts } from './actions/save.ts';
import { recordSearch } from './reads/record-search.ts';
import { directoryReadSpecs } from './routes.ts';
import {
  done,
  neighbour,
  office,
  SAMPLE_SUBDISTRICTS,
  sampleEnterprise,
  sampleExpert,
  sampleOfficer,
  valueOf,
} from './sample.testing.ts';

let runtime: TestRuntime;
const ids: Record<string, string> = {};

beforeAll(async () => {
  runtime = await testRuntime();
  for (const actor of [office, neighbour])
    await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS }, actor);
  const enterprises = [
    { creditCode: '91120111MA0XQ00174', name: '天津市西青区瑞恒金属制品有限公司' },
    {
      creditCode: '91120111MA0XQ0025Y',
      name: '重庆长安100%食品有限公司',
      safetyDomain: 'light-industry',
      specialFlags: ['ammonia'],
      riskColor: 'red',
      creditClass: 'C',
      sizeClass: 'large',
      keyUnit: true,
    },
    {
      creditCode: '91120111MA0XQ0033R',
      name: '安康化工_西青',
      safetyDomain: 'hazchem',
      subdistrictCode: '120111101',
      status: 'suspended',
      standardizationLevel: '2',
      regulatorLevel: 'city',
      creditClass: 'A',
    },
  ] as const;
  for (const more of enterprises) {
    const content = sampleEnterprise({
      ...more,
      specialFlags: 'specialFlags' in more ? [...more.specialFlags] : ['dust'],
    });
    ids[more.creditCode] = (await done(runtime, saveEnterprise, { target: null, reason: '新增', content })).recordId;
  }
  const content = sampleOfficer({ idNo: '120111199003070016', certificateExpiresOn: '2026-03-01' });
  ids['officer'] = (await done(runtime, saveOfficer, { target: null, reason: '新增', content })).recordId;
  ids['expert'] = (
    await done(runtime, saveExpert, {
      target: null,
      reason: '新增',
      content: sampleExpert({ staffId: 'zj', phone: '13900000001' }),
    })
  ).recordId;
});
afterAll(() => runtime.close());

describe('a list of another module', () => {
  test.each([
    ['', ['案1', '案2']],
    ['RHJS', ['案1']],
    ['zhongbei', ['案1']],
    ['ruiheng 阻碍', ['案1']],
    ['瑞恒 没有这个案由', []],
    ['0017 4', ['案1']],
    ['wang xiaoer', []],
    ['王小二', ['案2']],
    ['（2026）', ['案2']],
    ['%', []],
  ])('by %j finds %j', async (q, found) => {
    const rows = await read(runtime, 1, async (tx) => {
      const isFound = await recordSearch(tx, q, {
        creditCode: sql`row.code`,
        texts: [sql`row.name`, sql`row.cause`],
      });
      return sql<{ id: string }>`SELECT row.id FROM (VALUES
        ('案1', '91120111MA0XQ00174', '改名以前的名称', '阻碍检查'),
        ('案2', '', '王 小二', '津应急（2026）1号')) AS row (id, code, name, cause)
        WHERE ${isFound} ORDER BY row.id`.execute(tx.db);
    });
    expect(rows.rows.map(({ id }) => id)).toEqual(found);
  });
});

describe('the list of enterprises', () => {
  test.each([
    ['瑞恒', ['天津市西青区瑞恒金属制品有限公司']],
    ['ruiheng', ['天津市西青区瑞恒金属制品有限公司']],
    ['RHJS', ['天津市西青区瑞恒金属制品有限公司']],
    ['cqca', ['重庆长安100%食品有限公司']],
    ['0025y', ['重庆长安100%食品有限公司']],
    ['１００％', ['重庆长安100%食品有限公司']],
    ['_西', ['安康化工_西青']],
    ['安 康', ['安康化工_西青']],
    ['没有这家', []],
    ['食品 重庆', ['重庆长安100%食品有限公司']],
    ['杨柳青', ['安康化工_西青']],
    ['ylq 安康', ['安康化工_西青']],
    ['杨柳青 瑞恒', []],
  ])('finds %s', async (q, names) => {
    expect((await list({ q })).rows.map(({ content }) => content['name'])).toEqual(names);
  });

  test.each([
    [{ riskColor: 'red' }, 1],
    [{ specialFlags: 'ammonia' }, 1],
    [{ safetyDomain: 'hazchem', subdistrictCode: '120111101' }, 1],
    [{ safetyDomain: 'hazchem', subdistrictCode: '120111100' }, 0],
    [{ status: 'active' }, 2],
    [{ status: 'active,suspended' }, 3],
    [{ safetyDomain: 'hazchem,light-industry' }, 2],
    [{ safetyDomain: 'hazchem,light-industry', status: 'active' }, 1],
    [{ specialFlags: 'ammonia,dust', subdistrictCode: '120111100,120111101' }, 3],
    [{ creditClass: 'A,C' }, 2],
    [{ sizeClass: 'large,micro' }, 1],
    [{ standardizationLevel: '1,2' }, 1],
    [{ regulatorLevel: 'city' }, 1],
    [{ keyUnit: 'yes' }, 1],
    [{ keyUnit: 'yes,no' }, 3],
    [{ attention: 'unverified,licence-expired' }, 3],
    [{}, 3],
  ])('filtered by %j has %i', async (filter, total) => {
    expect((await list(filter)).total).toBe(total);
  });

  test('what begins with the initials typed stands before what only has them, unless an order is asked for', async () => {
    const named = async (sort?: string): Promise<unknown[]> =>
      (await list({ q: 'ca', ...(sort === undefined ? {} : { sort }) })).rows.map(({ content }) => content['name']);
    for (const [creditCode, name] of [
      ['91120111MA0XQ0041L', '长安化工'],
      ['91120111MA0XQ005XC', '北辰长安化工贸易'],
    ] as const)
      await done(runtime, saveEnterprise, {
        target: null,
        reason: '新增',
        content: sampleEnterprise({ creditCode, name }),
      });
    expect((await named())[0]).toBe('长安化工');
    expect((await named('name'))[0]).toBe('北辰长安化工贸易');
    await runtime.asOwner(async (owner) => {
      await owner.updateTable('enterprise').set({ removed: true }).where('name', 'like', '%长安化工%').execute();
    });
  });

  test('is in the order of pinyin, turned round on demand, and knows its size on a page beyond its end', async () => {
    const names = async (sort: string): Promise<unknown[]> =>
      (await list({ sort })).rows.map(({ content }) => String(content['name']).slice(0, 2));
    expect(await names('name')).toEqual(['安康', '重庆', '天津']);
    expect(await names('-key')).toEqual(['安康', '重庆', '天津']);
    expect(await list({ page: '2', size: '2' })).toMatchObject({
      total: 3,
      rows: [{ content: { name: '天津市西青区瑞恒金属制品有限公司' } }],
    });
    expect(await list({ page: '9' })).toMatchObject({ total: 3, rows: [] });
  });

  test("holds no phone, nothing of another bureau, and nothing for an expert's account", async () => {
    expect(JSON.stringify(await list({}))).not.toContain('27910001');
    expect(await get('/api/directory/enterprises', {}, neighbour)).toMatchObject({ total: 0 });
    expect(await answer(runtime, actorOf(['expert']), specOf('/api/directory/enterprises'), {})).toMatchObject({
      ok: false,
      refusals: [{ code: 'not-allowed' }],
    });
  });

  test('refuses a filter that is no code instead of ignoring it', async () => {
    expect(await answer(runtime, office, specOf('/api/directory/enterprises'), { riskColor: 'pink' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'input-invalid', at: 'riskColor.0' }],
    });
  });
});

describe('a record', () => {
  const path = '/api/directory/enterprises/:recordId';

  test('shows the phone to whoever visits or calls, and a part of it to others', async () => {
    const recordId = ids['91120111MA0XQ00174'];
    expect(await get(path, { recordId }, actorOf(['officer']))).toMatchObject({
      content: { phone: '022-27910001' },
      masked: [],
    });
    expect(await get(path, { recordId }, actorOf(['archivist']))).toMatchObject({
      content: { phone: '022-27****01' },
      masked: ['phone'],
    });
  });

  test('tells its history, the newest first, without the values of sealed fields', async () => {
    const recordId = ids['91120111MA0XQ00174'];
    const content = sampleEnterprise({ phone: '13900000009', riskColor: 'red' });
    await done(runtime, saveEnterprise, { target: { recordId, version: 1 }, reason: '年度核实', content });
    const record = await get(path, { recordId });
    expect(record).toMatchObject({
      version: 2,
      history: [
        { version: 2, deed: 'directory.save-enterprise', reason: '年度核实' },
        { version: 1, reason: '新增', changes: [] },
      ],
    });
    const [newest] = (record as { history: { changes: unknown[] }[] }).history;
    expect(newest?.changes).toEqual(
      expect.arrayContaining([{ field: 'riskColor', before: 'yellow', after: 'red' }, { field: 'phone' }]),
    );
    expect(JSON.stringify(newest)).not.toContain('13900000009');
  });

  test('of another bureau does not exist', async () => {
    expect(await answer(runtime, neighbour, specOf(path), { recordId: ids['91120111MA0XQ00174'] })).toMatchObject({
      ok: false,
      refusals: [{ code: 'record-not-found' }],
    });
  });

  test('of an officer says that the certificate has run out, and hides the ID number from all but its keepers', async () => {
    const input = { recordId: ids['officer'] };
    expect(await get('/api/directory/officers/:recordId', input)).toMatchObject({
      content: { idNo: '120111199003070016' },
      barred: [{ code: 'certificate-expired' }],
    });
    expect(await get('/api/directory/officers/:recordId', input, actorOf(['section-chief']))).toMatchObject({
      content: { idNo: '120111********0016' },
    });
    expect(await get('/api/directory/officers', {})).toMatchObject({
      rows: [{ barred: [{ code: 'certificate-expired' }] }],
    });
  });
});

describe("an expert's own recusals", () => {
  test('can be declared by account, with an enterprise found by name', async () => {
    const expert = actorOf(['expert'], 'zj');
    expect(await get('/api/directory/own-recusals', {}, expert)).toEqual({
      persons: [{ personType: 'expert', personId: ids['expert'], name: '测试专家甲' }],
      rows: [],
    });
    const { rows } = (await get('/api/directory/enterprise-choices', { q: 'ankang' }, expert)) as {
      rows: { enterpriseId: string }[];
    };
    await done(
      runtime,
      declareRecusal,
      { personType: 'expert', personId: ids['expert'], enterpriseId: rows[0]?.enterpriseId, reason: 'ADVISER' },
      expert,
    );
    const expected = {
      rows: [{ personName: '测试专家甲', enterpriseName: '安康化工_西青', reason: 'ADVISER', withdrawnAt: null }],
    };
    expect(await get('/api/directory/own-recusals', {}, expert)).toMatchObject(expected);
    expect(await get('/api/directory/recusals', {})).toMatchObject(expected);
    expect(await get('/api/directory/own-recusals', {}, actorOf(['expert'], 'nobody'))).toEqual({
      persons: [],
      rows: [],
    });
  });
});

interface Listed {
  readonly total: number;
  readonly rows: readonly { readonly content: Readonly<Record<string, unknown>> }[];
}

async function list(query: Readonly<Record<string, string>>): Promise<Listed> {
  return (await get('/api/directory/enterprises', query)) as Listed;
}

async function get(path: string, input: unknown, actor = office): Promise<unknown> {
  return valueOf(await answer(runtime, actor, specOf(path), input));
}

function specOf(path: string): (typeof directoryReadSpecs)[number] {
  const spec = directoryReadSpecs.find((each) => each.path === path);
  if (spec === undefined) throw new Error(`no read at ${path}`);
  return spec;
}
