/** A process that only reads, on a real streaming standby: what it serves, what it refuses, what it says of itself. */
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../core/config.ts';
import { openDatabase } from '../core/db.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau } from '../core/transact.ts';
import { plantCanaries, publishedEntry } from '../disclosure/sample.testing.ts';
import { benchRuntime, type BenchRuntime } from '../testing/bench-runtime.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { startStandby, type Standby } from '../testing/standby.ts';
import { buildReadsOnlySite } from './reads-only.ts';

let primary: BenchRuntime;
let standby: Standby;
let runtime: Runtime;
let app: FastifyInstance;
let district: District;
let admin: pg.Client;

beforeAll(async () => {
  primary = await benchRuntime({ fast: true });
  district = await buildDistrict(primary, 1);
  await plantCanaries(primary, district, 2);
  standby = await startStandby(primary);
  runtime = { ...primary, db: openDatabase(standby.appUrl, 4, { readsOnly: true }) };
  app = await siteOf();
  admin = new pg.Client({ connectionString: standby.adminUrl });
  admin.on('error', () => undefined);
  await admin.connect();
}, 120_000);
afterAll(async () => {
  await app.close();
  await admin.end();
  await runtime.db.destroy();
  await standby.stop();
  await primary.close();
});

function siteOf(mostSecondsBehind?: number): Promise<FastifyInstance> {
  return buildReadsOnlySite({
    runtime,
    publicUrl: undefined,
    metricsToken: undefined,
    logging: false,
    ...(mostSecondsBehind === undefined ? {} : { mostSecondsBehind }),
  });
}

async function get(url: string, from = app): Promise<{ readonly status: number; readonly body: string }> {
  const { statusCode, body } = await from.inject({ url });
  return { status: statusCode, body };
}

interface HealthBody {
  readonly status: string;
  readonly standby: { readonly isStandby: boolean; readonly isReceiving: boolean; readonly secondsBehind: number };
  readonly reasons: readonly string[];
}

async function health(): Promise<HealthBody> {
  return JSON.parse((await get('/healthz')).body) as HealthBody;
}

describe('it serves', () => {
  test('what was published at the primary a moment ago, in pages, data and log', async () => {
    const entryId = await publishedEntry(primary, district, { n: 1, findings: ['配电箱未锁闭'] });
    await publishCheckpoints(primary, 1);
    await expect.poll(async () => (await get(`/results/${entryId}`)).status, { timeout: 20_000 }).toBe(200);
    expect((await get(`/results/${entryId}`)).body).toContain('配电箱未锁闭');
    for (const url of ['/', '/results', '/statistics', '/data', '/verify', '/feed.atom', '/search?q=1', '/log'])
      expect(await get(url), url).toMatchObject({ status: 200 });
    expect((await get('/log/120111/2026/checkpoint')).body).toContain('120111.test.example/2026');
    expect((await get('/documents')).status).toBe(200);
  });

  test('nothing of the desk, the phone, the enterprises or the API', async () => {
    for (const url of [
      '/desk',
      '/field',
      '/wall/x',
      '/e/abc',
      '/setup',
      '/api/queue',
      '/api/openapi.json',
      '/api/session',
    ])
      expect((await get(url)).status, url).toBe(404);
  });
});

describe('whatever would write', () => {
  test('is refused with a reason and a remedy, and nothing of it is done', async () => {
    const posted = [
      '/api/sign-in',
      '/api/plan.approve',
      '/setup',
      '/objections',
      '/e/abc',
      '/log/120111/2026/cosignature',
      '/nowhere',
    ];
    for (const url of posted) {
      const answer = await app.inject({ method: 'POST', url, payload: {} });
      expect(answer.statusCode, url).toBe(503);
      const { refusals } = answer.json<{ refusals: { code: string; reason: string; remedy: string }[] }>();
      expect(refusals).toMatchObject([
        { code: 'reads-only', reason: expect.stringContaining('没有保存'), remedy: expect.stringMatching(/.+/) },
      ]);
    }
  });

  test('the database would not take either, not even a primary over the same connection', async () => {
    const write = (db: Runtime['db']) =>
      inBureau({ ...primary, db }, 1, (tx) =>
        tx.db.insertInto('job_cursor').values({ bureau_id: 1, job: 'test.write', seq: 1 }).execute(),
      );
    await expect(write(runtime.db)).rejects.toMatchObject({ code: '25006' });
    const reading = openDatabase(primary.appUrl, 1, { readsOnly: true });
    await expect(write(reading)).rejects.toMatchObject({ code: '25006' });
    await reading.destroy();
  });
});

describe('it says', () => {
  test('that it follows, and how far it is behind', async () => {
    await expect
      .poll(async () => (await health()).standby, { timeout: 20_000 })
      .toEqual({ isStandby: true, isReceiving: true, secondsBehind: 0 });
    expect(await health()).toMatchObject({ status: 'ok', reasons: [] });
    await admin.query('SELECT pg_wal_replay_pause()');
    await publishedEntry(primary, district, { n: 0 });
    await expect.poll(async () => (await health()).standby.secondsBehind, { timeout: 20_000 }).toBeGreaterThan(0);
  });

  test('too old a state is not shown to the public, and is again when it has caught up', async () => {
    const strict = await siteOf(1.5);
    // Whether it was whole a moment ago a process that has just begun cannot know.
    await expect.poll(async () => (await get('/', strict)).status, { timeout: 20_000 }).toBe(503);
    const { status, body } = await get('/results', strict);
    expect(status).toBe(503);
    expect(body).toContain('standby-too-old');
    expect((await get('/healthz', strict)).status, 'the operator is answered').toBe(200);
    await admin.query('SELECT pg_wal_replay_resume()');
    await expect.poll(async () => (await get('/', strict)).status, { timeout: 20_000 }).toBe(200);
    await strict.close();
  });

  test('that its line is cut; what was whole a moment ago is still shown', async () => {
    await standby.cut();
    await expect.poll(async () => (await health()).reasons, { timeout: 20_000 }).toEqual(['standby-disconnected']);
    expect((await get('/')).status).toBe(200);
    await standby.mend();
    await expect.poll(async () => (await health()).reasons, { timeout: 30_000 }).toEqual([]);
  });

  test('that its server has become a primary', async () => {
    await admin.query('SELECT pg_promote()');
    await expect.poll(async () => (await health()).reasons, { timeout: 30_000 }).toEqual(['standby-promoted']);
    expect((await app.inject({ method: 'POST', url: '/objections' })).statusCode).toBe(503);
  });
});

test('it is switched on by name, and only with a database of its own', () => {
  expect(readConfig({}).readsOnly).toBe(false);
  const url = 'postgres://reader@standby/sunlot';
  expect(readConfig({ SUNLOT_READS_ONLY: 'on', DATABASE_URL: url }).readsOnly).toBe(true);
  expect(() => readConfig({ SUNLOT_READS_ONLY: 'on' })).toThrow('DATABASE_URL');
  expect(() => readConfig({ SUNLOT_READS_ONLY: 'yes', DATABASE_URL: url })).toThrow('on 或 off');
});
