/** What a signed-in person asks for and may not do stands in the security log. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Caller, type TestSite } from '../testing/served-site.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { read } from '../core/transact.ts';

let runtime: TestRuntime;
let site: TestSite;

beforeAll(async () => {
  runtime = await testRuntime();
  site = await openSite(runtime);
}, 60_000);
afterAll(async () => {
  await site.app.close();
  await runtime.close();
});

function callerOf(role: Caller['role']): Caller {
  const found = site.callers.find((one) => one.bureauId === 1 && one.role === role);
  if (found === undefined) throw new Error(`nobody is ${role}`);
  return found;
}

async function ask(method: 'GET' | 'POST', url: string, { cookie }: Pick<Caller, 'cookie'>): Promise<number> {
  const payload = { planId: 'secret of mine' };
  const headers = { cookie, 'idempotency-key': randomUUID(), 'user-agent': 'test browser' };
  const answer = await site.app.inject({ method, url, headers, ...(method === 'POST' ? { payload } : {}) });
  return answer.statusCode;
}

const events = (bureauId = 1) =>
  read(runtime, bureauId, (tx) =>
    tx.db
      .selectFrom('security_event')
      .select(['route', 'ip', 'user_agent', 'staff_id'])
      .where('kind', '=', 'not-allowed')
      .orderBy('event_id')
      .execute(),
  );

describe('a request without permission', () => {
  test('is noted with who, whence and the declared route, in the API and beside it, and nothing of what was sent', async () => {
    const officer = callerOf('officer');
    expect(await ask('POST', '/api/plan.approve', officer)).toBe(403);
    expect(await ask('GET', '/api/security-events?kind=secret', officer)).toBe(403);
    expect(await ask('GET', '/api/beacons/drand/4711?q=secret', officer)).toBe(403);
    const found = await events();
    expect(found.map(({ route }) => route)).toEqual([
      'POST /api/plan.approve',
      'GET /api/security-events',
      'GET /api/beacons/drand/:round',
    ]);
    expect(new Set(found.map(({ staff_id: staffId }) => staffId)).size).toBe(1);
    expect(found[0]).toMatchObject({ ip: '127.0.0.1', user_agent: 'test browser' });
    expect(JSON.stringify(found)).not.toMatch(/secret|4711/);
    expect(await events(2), 'of another bureau').toEqual([]);
  });

  test('of nobody, or one that is refused for another reason, is not such a one', async () => {
    const before = (await events()).length;
    expect(await ask('POST', '/api/plan.approve', { cookie: '' })).toBe(401);
    expect(await ask('POST', '/api/plan.approve', callerOf('head'))).not.toBe(403);
    expect(await ask('GET', '/nowhere', callerOf('officer'))).toBe(404);
    expect((await events()).length).toBe(before);
  });

  test('is read by the audit admin', async () => {
    const { cookie } = callerOf('audit-admin');
    const answer = await site.app.inject({ url: '/api/security-events?kind=not-allowed', headers: { cookie } });
    expect(answer.json<{ rows: { route: string }[] }>().rows[0]?.route).toBe('GET /api/beacons/drand/:round');
  });

  test('and nothing else has a route: the table would not take it', async () => {
    await runtime.asOwner(async (owner) => {
      const add = (kind: string, route: string | null) =>
        sql`INSERT INTO security_event (bureau_id, at, kind, ip, user_agent, route) VALUES (1, now(), ${kind}, '', '', ${route})`.execute(
          owner,
        );
      await expect(add('signed-in', 'GET /')).rejects.toThrow('security_event_route');
      await expect(add('not-allowed', null)).rejects.toThrow('security_event_route');
    });
  });
});
