/** Several bureaus on one server, each with the portal of its own host. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantCanaries, publishedEntry } from '../disclosure/sample.testing.ts';
import { buildDrawBundle } from '../draw/bundle.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { buildDistrict } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { enterpriseRoutes } from './enterprise.ts';
import { portalRoutes } from './portal.ts';
import { wallRoutes } from './wall/routes.ts';

const [OWN, NEIGHBOUR] = ['yjj.ceshi.example', 'yjj.lin.example'];
const DRAW = '120111-2026-T1-1';
let runtime: TestRuntime;
let app: FastifyInstance;
let result: string;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  const district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 1);
  await buildDrawBundle(runtime, 1, await carryTo(runtime, 'released', { planId: district.planId }));
  result = await publishedEntry(runtime, district, { n: 0, findings: ['配电箱未锁闭'] });
  for (const bureauId of [1, 2]) await refreshOpenData(runtime, bureauId);
  await runtime.asOwner(async (owner) => {
    await owner.updateTable('bureau').set({ host: OWN }).where('bureau_id', '=', 1).execute();
    await owner.updateTable('bureau').set({ host: NEIGHBOUR }).where('bureau_id', '=', 2).execute();
  });
  const identify = async (): Promise<undefined> => undefined;
  const extend = async (instance: FastifyInstance): Promise<void> => {
    portalRoutes(instance, runtime);
    wallRoutes(instance, runtime, identify);
    enterpriseRoutes(instance, runtime);
  };
  app = await buildApp({ runtime, identify, logging: false, extend });
}, 120_000);
afterAll(async () => {
  await app.close();
  await runtime.close();
});

const ask = (host: string, url: string) => app.inject({ url, headers: { host } });

describe('two bureaus on one server', () => {
  test.each(['/', '/results', '/about', '/e'])('show each its own %s, whoever asked before', async (path) => {
    for (const [host, name, other] of [
      [OWN, '测试区应急管理局', '邻区应急管理局'],
      [NEIGHBOUR, '邻区应急管理局', '测试区应急管理局'],
      [OWN, '测试区应急管理局', '邻区应急管理局'],
      [`${NEIGHBOUR.toUpperCase()}:8443`, '邻区应急管理局', '测试区应急管理局'],
    ] as const) {
      const page = await ask(host, path);
      expect(page.statusCode, host).toBe(200);
      expect(page.body, host).toContain(name);
      expect(page.body, host).not.toContain(other);
    }
  });

  test.each([
    ['a result', () => `/results/${result}`],
    ['a draw', () => `/draws/${DRAW}`],
    ['the bundle of a draw', () => `/draws/${DRAW}/bundle.zip`],
    ['the wall of a draw', () => `/wall/${DRAW}`],
    ['a row of the open data', () => `/data/id/visits/${result}`],
  ])('%s of the one is under the address of the other as if it were nowhere', async (_what, url) => {
    expect((await ask(OWN, url())).statusCode).toBe(200);
    expect((await ask(NEIGHBOUR, url())).statusCode).toBe(404);
  });

  test('an address that is nobody’s shows the first', async () => {
    for (const host of ['10.1.2.3', 'localhost', 'x'.repeat(300)])
      expect((await ask(host, '/')).body).toContain('测试区应急管理局');
  });
});
