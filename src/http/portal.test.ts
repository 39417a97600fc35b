import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { openDatabase } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { inBureau } from '../core/transact.ts';
import { correctEntry, withdrawEntry } from '../disclosure/actions.ts';
import { CANARIES, draftedEntry, must, plantCanaries, publishedEntry, REVIEWER } from '../disclosure/sample.testing.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { API_DATASETS } from '../opendata/rules/openapi.ts';
import { DATASET_NAMES } from '../opendata/types/datasets.ts';
import { buildDrawBundle } from '../draw/bundle.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { buildDistrict, PUBLISHED_ITEM, type District } from '../testing/draw-district.ts';
import { testDatabase } from '../testing/database.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { portalRoutes } from './portal.ts';

const WORDS = '配电箱未锁闭';
const DRAW = '120111-2026-T1-1';
let runtime: TestRuntime;
let app: FastifyInstance;
let district: District;
let published: string;
let corrected: string;
let withdrawn: string;
let drafted: string;
let creditCode: string;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 20);
  const drawId = await carryTo(runtime, 'released', { planId: district.planId });
  await buildDrawBundle(runtime, 1, drawId);
  published = await publishedEntry(runtime, district, { n: 0, findings: [WORDS] });
  corrected = await publishedEntry(runtime, district, { n: 1, conclusion: 'follow-up' });
  await must(
    execute(runtime, REVIEWER, correctEntry, newId(), {
      entryId: corrected,
      wording: [{ at: 'findings.1.text', text: '配电箱未上锁' }],
      reason: '用词更正',
    }),
  );
  withdrawn = await publishedEntry(runtime, district, { n: 2, findings: ['撤回前的问题'] });
  await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId: withdrawn, reason: '检查决定被撤销' }));
  drafted = await draftedEntry(runtime, district, { n: 3, findings: ['尚未公开的问题'] });
  for (let n = 4; n < 20; n += 1)
    await publishedEntry(runtime, district, { n, conclusion: 'no-problem', findings: [] });
  await publishCheckpoints(runtime, 1);
  await refreshOpenData(runtime, 1);
  const row = await inBureau(runtime, 1, ({ db }) =>
    db
      .selectFrom('enterprise')
      .select('credit_code')
      .where('enterprise_id', '=', district.enterpriseIds[0] ?? '')
      .executeTakeFirstOrThrow(),
  );
  creditCode = row.credit_code;
  app = await appOver(runtime);
});
afterAll(async () => {
  await app.close();
  await runtime.close();
});

async function appOver(over: TestRuntime): Promise<FastifyInstance> {
  return buildApp({
    runtime: over,
    logging: false,
    identify: () => Promise.resolve(undefined),
    extend: (portal) => Promise.resolve(portalRoutes(portal, over)),
  });
}

async function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ method: 'GET', url, headers });
}

const everyAddress = (): string[] => [
  '/',
  '/items',
  `/items/${PUBLISHED_ITEM}`,
  '/plans',
  `/plans/${district.planId}`,
  '/draws',
  `/draws/${DRAW}`,
  `/draws/${DRAW}?unit=${creditCode}`,
  `/draws/${DRAW}/rows/${creditCode}.json`,
  `/draws/${DRAW}/bundle.zip`,
  '/draws/none',
  '/draws/none/bundle.zip',
  '/results',
  '/results?q=%E6%9C%89%E9%99%90&conclusion=corrected&subdistrict=120111100&from=2026-01-01&to=2026-12-31',
  `/results/${published}`,
  `/results/${corrected}`,
  `/results/${withdrawn}`,
  `/results/${drafted}`,
  `/enterprises/${creditCode}`,
  '/about',
  '/data',
  '/data/en',
  '/data/dictionary',
  '/data/datasets/visits',
  '/data/catalog.jsonld',
  '/data/v1',
  ...API_DATASETS.map((name) => `/data/v1/${name}?limit=1000`),
  ...DATASET_NAMES.flatMap((name) => [`/data/files/${name}/2026.csv`, `/data/files/${name}/2026.json`]),
  `/data/id/visits/${published}`,
  `/data/id/visits/${withdrawn}`,
  `/data/id/visits/${drafted}`,
  '/search',
  '/search?q=%E6%B5%8B%E8%AF%95',
  '/nowhere',
];

describe('personal values', () => {
  test('stand in no byte of any public address, however one searches', async () => {
    const searches = Object.values(CANARIES).flatMap((value) => [
      `/search?q=${encodeURIComponent(value)}`,
      `/results?q=${encodeURIComponent(value)}`,
    ]);
    for (const url of everyAddress()) {
      const { body, headers } = await get(url);
      for (const [field, value] of Object.entries(CANARIES))
        expect(`${body}${JSON.stringify(headers)}`.includes(value), `${field} at ${url}`).toBe(false);
    }
    // What was searched for comes back in the field, and nothing else does.
    for (const url of searches)
      expect((await get(url)).body).not.toMatch(/href="\/enterprises\/|href="\/results\/[0-9a-f]/);
  });

  test('the same canaries are found where they may stand, so the test can fail', async () => {
    const rows = await inBureau(runtime, 1, ({ db }) => db.selectFrom('enterprise').selectAll().execute());
    expect(JSON.stringify(rows)).toContain(CANARIES.representative);
    expect((await get(`/results/${published}`)).body).toContain(WORDS);
  });
});

describe('what is not public', () => {
  test('a draft is nowhere, and its address is as if it were not', async () => {
    expect((await get(`/results/${drafted}`)).statusCode).toBe(404);
    for (const url of everyAddress()) expect((await get(url)).body).not.toContain('尚未公开的问题');
  });

  test('a withdrawn result leaves its reason and nothing of what it said', async () => {
    const { statusCode, body } = await get(`/results/${withdrawn}`);
    expect(statusCode).toBe(410);
    expect(body).toContain('检查决定被撤销');
    expect(body).toContain('<meta name="robots" content="noindex" />');
    for (const url of everyAddress()) expect((await get(url)).body).not.toContain('撤回前的问题');
  });

  test('another bureau has no place on this portal', async () => {
    for (const url of everyAddress()) expect((await get(url)).body).not.toContain('邻区应急管理局');
  });
});

describe('every page', () => {
  test('has one h1, its own title, no script, and is small', async () => {
    const titles = new Map<string, string>();
    for (const url of [
      '/',
      '/items',
      `/items/${PUBLISHED_ITEM}`,
      '/plans',
      `/plans/${district.planId}`,
      '/draws',
      `/draws/${DRAW}`,
      '/results',
      `/results/${published}`,
      `/enterprises/${creditCode}`,
      '/about',
      '/data',
      '/data/en',
      '/data/dictionary',
      '/search',
      '/nowhere',
    ]) {
      const { body, headers } = await get(url);
      expect(body.match(/<h1/g), url).toHaveLength(1);
      expect(body, url).not.toMatch(/<script|\son[a-z]+=|style=/i);
      expect(Buffer.byteLength(body), url).toBeLessThan(100_000);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      const title = /<title>([^<]+)/.exec(body)?.[1] ?? '';
      expect(titles.get(title), url).toBeUndefined();
      titles.set(title, url);
    }
  });

  test('is asked for again with its tag and costs nothing, even when the minute has changed', async () => {
    const first = await get('/results');
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    runtime.clock.advance(120);
    const again = await get('/results', { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get('/items', { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(200);
  });

  test('what leads nowhere is a 404 in the same frame; the API keeps its own answer', async () => {
    for (const url of [
      '/nowhere',
      '/items/XX-99',
      '/plans/none',
      '/draws/none',
      '/results/none',
      '/enterprises/none',
    ]) {
      const { statusCode, body } = await get(url);
      expect(statusCode, url).toBe(404);
      expect(body, url).toContain('没有这一页');
    }
    expect((await get('/api/nowhere')).headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  test('shows what somebody typed as text', async () => {
    const { body } = await get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain('<script');
    expect(body).toContain('&lt;script&gt;');
  });

  test('nonsense in the address is no error', async () => {
    for (const url of [
      '/results?page=-1&from=gestern&conclusion=x&subdistrict=%00',
      '/results?q=a&q=b',
      '/results?page=99999',
      '/draws/%00',
      '/enterprises/%25',
      '/results?q=%5C%25_',
    ])
      expect((await get(url)).statusCode, url).toBeLessThan(500);
  });
});

describe('draws', () => {
  test('the page has the result, every dot, and the bundle with its fingerprint', async () => {
    const { body } = await get(`/draws/${DRAW}`);
    expect(body).toContain('20 家中抽中 8 家');
    expect(body.match(/<circle/g)).toHaveLength(20);
    expect(body.match(/class="drawn"/g)).toHaveLength(8);
    const bundle = await get(`/draws/${DRAW}/bundle.zip`);
    expect(bundle.headers['content-disposition']).toBe(`attachment; filename="${DRAW}.zip"`);
    const sha256 = createHash('sha256').update(bundle.rawPayload).digest('hex');
    expect(body.replaceAll(/<[^>]+>/g, '')).toContain(sha256);
  });

  test('a unit asks by credit code or name and is told: once in the list, its number, drawn or not', async () => {
    const byCode = await get(`/draws/${DRAW}?unit=${creditCode.toLowerCase()}`);
    expect(byCode.body).toMatch(/在名录中列第 \d+ 位（共 20 家），只出现一次。(没有)?被抽中/);
    const byName = await get(`/draws/${DRAW}?unit=${encodeURIComponent('测试第20有限公司')}`);
    expect(byName.body).toContain('只出现一次');
    expect((await get(`/draws/${DRAW}?unit=${encodeURIComponent('测试第1')}`)).body).toContain('有多家单位符合');
    expect((await get(`/draws/${DRAW}?unit=91440300192203821X`)).body).toContain('名录中没有这个单位');
  });

  test('a unit takes its row of the list along, and there is none of who is not in it', async () => {
    const page = (await get(`/draws/${DRAW}?unit=${creditCode}`)).body;
    expect(page).toContain(`href="/draws/${DRAW}/rows/${creditCode}.json"`);
    expect((await get(`/draws/${DRAW}/rows/${creditCode.toLowerCase()}.json`)).json()).toMatchObject({ size: 20 });
    for (const other of ['91440300192203821X.json', creditCode, 'x.json'])
      expect((await get(`/draws/${DRAW}/rows/${other}`)).statusCode).toBe(404);
    expect((await get(`/draws/120111-2026-T1-9/rows/${creditCode}.json`)).statusCode).toBe(404);
  });

  test('as many units are told that they were drawn as were drawn', async () => {
    const rows = await inBureau(runtime, 1, ({ db }) => db.selectFrom('enterprise').select('credit_code').execute());
    const pages = await Promise.all(rows.map(({ credit_code: code }) => get(`/draws/${DRAW}?unit=${code}`)));
    expect(pages.filter(({ body }) => body.includes('只出现一次。被抽中'))).toHaveLength(8);
    expect(pages.filter(({ body }) => body.includes('只出现一次。没有被抽中'))).toHaveLength(12);
  });
});

describe('results', () => {
  test('pages and conditions stand in the address', async () => {
    const { body } = await get('/results?conclusion=no-problem');
    expect(body).toContain('共 16 条');
    expect(body).toMatch(/<option value="no-problem" selected>/);
    expect((await get('/results?q=%E4%B8%8D%E5%AD%98%E5%9C%A8')).body).toContain('没有符合条件的结果');
  });

  test('a correction stands beside the version before', async () => {
    const { body } = await get(`/results/${corrected}`);
    expect(body).toContain('用词更正');
    expect(body).toMatch(/配电箱未上锁[\s\S]*第 1 版[\s\S]*配电箱未锁闭/);
  });
});

describe('an installation without a bureau', () => {
  test('leads to its set-up', async () => {
    const database = await testDatabase();
    const db = openDatabase(database.appUrl, 2);
    const early = await appOver({ ...runtime, db });
    for (const url of ['/', '/results', '/data/catalog.jsonld']) {
      const { statusCode, headers } = await early.inject({ method: 'GET', url });
      expect([statusCode, headers.location]).toEqual([303, '/setup']);
    }
    await early.close();
    await db.destroy();
    await database.drop();
  });
});

test('a page comes packed to whoever takes it so, and says the same', async () => {
  const plain = await get('/draws');
  const packed = await get('/draws', { 'accept-encoding': 'gzip, br' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: expect.stringContaining('accept-encoding'),
  });
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
});
