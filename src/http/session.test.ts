import { randomUUID } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, deactivateStaff, grantRoles } from '../bureau/actions/staff.ts';
import type { Role } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { openIdentity } from '../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../core/identity/secrets.ts';
import { read } from '../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { identifier, sessionRoutes } from './session.ts';

const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'correct horse battery';

let runtime: TestRuntime;
let app: FastifyInstance;
let people = 0;

beforeAll(async () => {
  runtime = await testRuntime();
  app = await openApp();
});
afterAll(async () => {
  await app.close();
  await runtime.close();
});

async function openApp(): Promise<FastifyInstance> {
  const identity = openIdentity({
    db: runtime.db,
    clock: runtime.clock,
    secrets: temporaryIdentitySecrets(),
    publicUrl: undefined,
  });
  const extend = async (instance: FastifyInstance): Promise<void> => sessionRoutes(instance, runtime, identity);
  return buildApp({ runtime, identify: identifier(runtime, identity), logging: false, extend });
}

function post(url: string, payload: object, cookie = ''): Promise<LightMyRequestResponse> {
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie, 'idempotency-key': randomUUID(), 'user-agent': 'test browser' },
  });
}

function get(url: string, cookie = ''): Promise<LightMyRequestResponse> {
  return app.inject({ method: 'GET', url, headers: { cookie } });
}

function cookieOf(response: LightMyRequestResponse): string {
  return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

/** A person who has changed the one-time password already; signed in with the cookie. */
async function newPerson(...roles: Role[]): Promise<{ staffId: string; username: string; cookie: string }> {
  const { staffId, username } = await newcomer(...roles);
  const cookie = cookieOf(await post('/api/sign-in', { username, password: ONE_TIME }));
  await post('/api/staff.change-own-password', { currentPassword: ONE_TIME, newPassword: PASSWORD }, cookie);
  return { staffId, username, cookie };
}

async function newcomer(...roles: Role[]): Promise<{ staffId: string; username: string }> {
  people += 1;
  const username = `http${people}`;
  const input = { name: `网上${people}`, department: '综合科', username, oneTimePassword: ONE_TIME };
  const created = await execute(runtime, actorOf(['system-admin']), createStaff, randomUUID(), input);
  if (!created.ok) throw new Error('not created');
  const { staffId } = created.value;
  if (roles.length > 0)
    await execute(runtime, actorOf(['security-admin']), grantRoles, randomUUID(), { staffId, roles });
  return { staffId, username };
}

async function eventsOf(staffId: string | null): Promise<readonly unknown[]> {
  return read(runtime, 1, (tx) =>
    tx.db
      .selectFrom('security_event')
      .select(['kind', 'ip', 'user_agent'])
      .where(sql<boolean>`staff_id IS NOT DISTINCT FROM ${staffId}`)
      .orderBy('event_id')
      .execute(),
  );
}

function codesOf(response: LightMyRequestResponse): readonly string[] {
  const { refusals } = response.json<{ refusals: { code: string }[] }>();
  return refusals.map(({ code }) => code);
}

describe('POST /api/sign-in', () => {
  test('answers who one is and what one may do, with a strict HttpOnly cookie', async () => {
    const { username, staffId } = await newPerson('group-office');
    const response = await post('/api/sign-in', { username, password: PASSWORD });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      staffId,
      username,
      roles: ['group-office'],
      bureau: '测试区应急管理局',
      bureauCode: '120111',
      isDemo: true,
      mustChangePassword: false,
    });
    expect(response.json<{ permissions: string[] }>().permissions).toContain('staff.change-own-password');
    expect(response.json<{ permissions: string[] }>().permissions).not.toContain('staff.create');
    expect(response.cookies).toMatchObject([{ name: 'sunlot_session', httpOnly: true, sameSite: 'Strict', path: '/' }]);
  });

  test('refuses a wrong password and an unknown name with the same words', async () => {
    const { username } = await newcomer();
    const [wrong, unknown] = [
      await post('/api/sign-in', { username, password: 'x' }),
      await post('/api/sign-in', { username: 'no.such', password: 'x' }),
    ];
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json()).toEqual(unknown.json());
    expect(wrong.json()).toMatchObject({ refusals: [{ reason: '用户名或密码不正确' }] });
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  test('says how long to wait', async () => {
    const { username, staffId } = await newcomer('officer');
    for (let failure = 0; failure < 5; failure += 1) await post('/api/sign-in', { username, password: 'x' });
    const locked = await post('/api/sign-in', { username, password: ONE_TIME });
    expect(locked.statusCode).toBe(423);
    expect(locked.json()).toMatchObject({
      refusals: [{ code: 'account-locked', remedy: expect.stringContaining('1 分钟') }],
    });
    expect((await eventsOf(staffId)).map((event) => (event as { kind: string }).kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'sign-in-failed'),
      'sign-in-locked',
    ]);
  });

  test('ends the session the browser had before', async () => {
    const { username, cookie } = await newPerson();
    const again = await post('/api/sign-in', { username, password: PASSWORD }, cookie);
    expect((await get('/api/session', cookie)).statusCode).toBe(401);
    expect((await get('/api/session', cookieOf(again))).statusCode).toBe(200);
  });

  test('refuses a body of another shape', async () => {
    expect((await post('/api/sign-in', { username: ['a'], password: PASSWORD })).statusCode).toBe(400);
    expect(
      (await post('/api/sign-in', { username: 'a', password: PASSWORD, callbackURL: 'https://evil.example' }))
        .statusCode,
    ).toBe(400);
  });

  test('is limited by source, whatever is sent', async () => {
    const fresh = await openApp();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 62; attempt += 1) {
      statuses.push((await fresh.inject({ method: 'POST', url: '/api/sign-in', payload: {} })).statusCode);
    }
    expect(statuses.indexOf(429)).toBe(60);
    await fresh.close();
  });
});

describe('a one-time password', () => {
  test('opens nothing but its own change', async () => {
    const { username } = await newcomer('system-admin');
    const signIn = await post('/api/sign-in', { username, password: ONE_TIME });
    const cookie = cookieOf(signIn);
    expect(signIn.json()).toMatchObject({ mustChangePassword: true, permissions: ['staff.change-own-password'] });
    expect((await get('/api/staff', cookie)).statusCode).toBe(401);
    const refused = await post(
      '/api/staff.change-own-password',
      { currentPassword: ONE_TIME, newPassword: 'short' },
      cookie,
    );
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ refusals: [{ code: 'password-too-short', at: 'newPassword' }] });
    expect(
      (await post('/api/staff.change-own-password', { currentPassword: ONE_TIME, newPassword: PASSWORD }, cookie))
        .statusCode,
    ).toBe(200);
    expect((await get('/api/staff', cookie)).statusCode).toBe(200);
  });
});

describe('GET /api/session', () => {
  test('is 401 for nobody, and never cached', async () => {
    const response = await get('/api/session');
    expect(response.statusCode).toBe(401);
    expect(codesOf(response)).toEqual(['not-signed-in']);
    expect(response.headers['cache-control']).toBe('no-store');
  });
  test('ends at once when the person is deactivated', async () => {
    const { staffId, cookie } = await newPerson('officer');
    expect((await get('/api/session', cookie)).statusCode).toBe(200);
    await execute(runtime, actorOf(['security-admin']), deactivateStaff, randomUUID(), { staffId });
    expect((await get('/api/session', cookie)).statusCode).toBe(401);
  });
  test('is over when the roles change: the next sign-in has the new ones', async () => {
    const { staffId, username, cookie } = await newPerson('officer');
    await execute(runtime, actorOf(['security-admin']), grantRoles, randomUUID(), { staffId, roles: ['archivist'] });
    expect((await get('/api/session', cookie)).statusCode).toBe(401);
    expect((await post('/api/sign-in', { username, password: PASSWORD })).json()).toMatchObject({
      roles: ['archivist'],
    });
  });
});

describe('POST /api/sign-out', () => {
  test('ends the session on the server: the old cookie opens nothing', async () => {
    const { cookie } = await newPerson('system-admin');
    expect((await get('/api/staff', cookie)).statusCode).toBe(200);
    const response = await post('/api/sign-out', {}, cookie);
    expect(response.statusCode).toBe(200);
    expect(response.cookies).toContainEqual(expect.objectContaining({ name: 'sunlot_session', value: '', maxAge: 0 }));
    expect((await get('/api/staff', cookie)).statusCode).toBe(401);
  });
  test('without a session is harmless', async () => {
    expect((await post('/api/sign-out', {})).statusCode).toBe(200);
  });
});

describe('the bureau over HTTP', () => {
  test('answers its profile, its people and one of them', async () => {
    const { staffId, cookie } = await newPerson('system-admin');
    expect((await get('/api/bureau', cookie)).statusCode, 'nothing was filled in yet').toBe(404);
    const profile = {
      name: '测试区应急管理局',
      creditCode: '111201110001234577',
      divisionCode: '120111',
      divisionName: '天津市测试区',
      standing: 'statutory',
      legalBasis: '《中华人民共和国安全生产法》第十条',
      court: '',
      address: '测试路1号',
      phone: '022-27391234',
      complaintPhone: '12350',
      disclosureUrl: 'https://yjj.test.example',
    };
    expect((await post('/api/bureau.amend-profile', { version: 0, profile }, cookie)).statusCode).toBe(200);
    const { court: _, ...stored } = profile;
    expect((await get('/api/bureau', cookie)).json()).toMatchObject({ version: 1, profile: stored });
    expect((await get(`/api/staff/${staffId}`, cookie)).json()).toMatchObject({ staffId, roles: ['system-admin'] });
    expect((await get('/api/staff/nobody', cookie)).statusCode).toBe(404);
    expect((await get('/api/staff?page=0', cookie)).statusCode).toBe(422);
  });

  test('is described in the OpenAPI document', async () => {
    const { paths } = (await get('/api/openapi.json')).json<{ paths: Record<string, unknown> }>();
    for (const path of ['/api/bureau.amend-profile', '/api/staff.create', '/api/staff/{staffId}', '/api/sign-in']) {
      expect(paths).toHaveProperty([path]);
    }
  });
});

describe('the security log', () => {
  test('holds who came and went, from where, and is read by the audit admin alone', async () => {
    const { staffId, cookie } = await newPerson('officer');
    await post(
      '/api/staff.change-own-password',
      { currentPassword: 'wrong', newPassword: 'another horse battery' },
      cookie,
    );
    await post('/api/sign-out', {}, cookie);
    expect(await eventsOf(staffId)).toEqual(
      ['signed-in', 'password-wrong', 'signed-out'].map((kind) => ({
        kind,
        ip: '127.0.0.1',
        user_agent: 'test browser',
      })),
    );
    const auditor = await newPerson('audit-admin');
    const listed = await get(`/api/security-events?staffId=${staffId}&from=2026-03-02&to=2026-03-02`, auditor.cookie);
    expect(listed.json()).toMatchObject({
      total: 3,
      rows: [{ kind: 'signed-out', staffName: expect.stringContaining('网上') }, {}, {}],
    });
    expect((await get('/api/security-events?from=2026-03-03', auditor.cookie)).json()).toMatchObject({ total: 0 });
    expect((await get('/api/security-events', (await newPerson('security-admin')).cookie)).statusCode).toBe(403);
  });
  test('notes attempts on names that nobody has, without the name', async () => {
    const before = (await eventsOf(null)).length;
    await post('/api/sign-in', { username: 'my-password-typed-as-name', password: 'x' });
    expect((await eventsOf(null)).length).toBe(before + 1);
    const { rows } = await sql<{ text: string }>`SELECT e::text AS text FROM security_event e`.execute(runtime.db);
    expect(JSON.stringify(rows)).not.toContain('my-password-typed-as-name');
  });
  test('cannot be changed by the application, nor by the owner', async () => {
    await expect(runtime.db.deleteFrom('security_event').execute()).rejects.toThrow('permission denied');
    await expect(runtime.db.updateTable('security_event').set({ ip: '' }).execute()).rejects.toThrow(
      'permission denied',
    );
    await runtime.asOwner(async (owner) => {
      await expect(owner.deleteFrom('security_event').execute()).rejects.toThrow('append-only');
    });
  });
  test('of another bureau is not there', async () => {
    const { rows } = await sql`SELECT 1 FROM security_event`.execute(runtime.db);
    expect(rows, 'without a bureau there is nothing').toEqual([]);
    expect(await read(runtime, 2, (tx) => tx.db.selectFrom('security_event').select('kind').execute())).toEqual([]);
  });
});
