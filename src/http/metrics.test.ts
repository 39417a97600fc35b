/** What an operator's monitor reads, and who else may: nobody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { noteOperation } from '../core/operation.ts';
import { withClient } from '../core/postgres/roles.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { grow } from '../witness/log.testing.ts';
import { buildApp } from './app.ts';
import { healthRoute } from './health.ts';
import { metricsRoute } from './metrics.ts';

describe('/metrics and /healthz', () => {
  let runtime: TestRuntime;
  const apps: FastifyInstance[] = [];

  const site = async (metricsToken?: string): Promise<FastifyInstance> => {
    const sources = { runtime, database: 'own', workerError: () => undefined, metricsToken };
    const app = await buildApp({
      runtime,
      logging: false,
      identify: async () => undefined,
      extend: async (one) => {
        healthRoute(one, sources);
        metricsRoute(one, sources);
      },
    });
    apps.push(app);
    return app;
  };

  beforeAll(async () => {
    runtime = await testRuntime();
    await grow(runtime, 4);
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await runtime.close();
  });

  test('counts deeds and requests by route, never by address', async () => {
    const app = await site();
    await app.inject('/log/120111/2026/checkpoint');
    const { statusCode, body } = await app.inject('/metrics');
    expect(statusCode).toBe(200);
    expect(body).toContain('sunlot_deeds{bureau="120111"} 4');
    expect(body).toContain('sunlot_deeds_unpublished{bureau="120111"} 0');
    expect(body).toContain('route="/log/:code/:year/checkpoint"');
    expect(body).not.toContain('/log/120111/');
  });

  test('is not there for another machine, nor through a proxy, nor with a wrong token', async () => {
    const app = await site();
    expect((await app.inject({ url: '/metrics', remoteAddress: '10.1.2.3' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '127.0.0.1' } })).statusCode).toBe(404);
    const guarded = await site('a-token-of-the-monitor');
    const with_ = (authorization: string) =>
      guarded.inject({ url: '/metrics', remoteAddress: '10.1.2.3', headers: { authorization } });
    expect((await with_('Bearer a-token-of-the-monitos')).statusCode).toBe(404);
    expect((await with_('Bearer a-token-of-the-monitor')).statusCode).toBe(200);
    expect((await guarded.inject('/metrics')).statusCode).toBe(404);
  });

  test('health says which check failed and which was not made for two nights, and the site stays up', async () => {
    const app = await site();
    expect((await app.inject('/healthz')).json()).toMatchObject({ status: 'ok', operation: [], reasons: [] });
    await noteOperation(runtime, 'drill', true, '');
    await noteOperation(runtime, 'drill', false, 'log-missing');
    const failed = await app.inject('/healthz');
    expect(failed.statusCode).toBe(200);
    expect(failed.json()).toMatchObject({ reasons: ['drill-failed'], operation: [{ name: 'drill', isGood: false }] });
    expect(failed.body).not.toContain('log-missing');
    runtime.clock.advance(51 * 3_600);
    expect((await app.inject('/healthz')).json()).toMatchObject({ reasons: ['drill-failed', 'drill-stale'] });
    expect((await app.inject('/metrics')).body).toContain('sunlot_operation_good{name="drill"} 0');
  });

  test('health says when the clock was put back behind the book, and when program and database differ', async () => {
    const fresh = await testRuntime(Temporal.Now.instant().toString());
    const app = await buildApp({
      runtime: fresh,
      logging: false,
      identify: async () => undefined,
      extend: async (one) => healthRoute(one, { runtime: fresh, database: 'own', workerError: () => undefined }),
    });
    const reasons = async (): Promise<unknown> => (await app.inject('/healthz')).json().reasons;
    try {
      await grow(fresh, 1);
      const set = (statement: string) => withClient(fresh.ownerUrl, (owner) => owner.query(statement));
      // The time of invented data is its own.
      await set("UPDATE sunlot.deed_head SET at = at + interval '2 hours' WHERE bureau_id = 1");
      expect(await reasons()).toEqual([]);
      await set('UPDATE sunlot.bureau SET is_demo = false WHERE bureau_id = 1');
      expect(await reasons()).toEqual(['clock-behind']);
      fresh.clock.advance(3 * 3_600);
      expect(await reasons()).toEqual(['clock-apart']);
    } finally {
      await app.close();
      await fresh.close();
    }
  });
});
