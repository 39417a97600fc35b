import { randomUUID } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStaff, grantRoles } from '../bureau/actions/staff.ts';
import type { Role } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { openIdentity } from '../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../core/identity/secrets.ts';
import { read } from '../core/transact.ts';
import { allDeeds } from '../permissions.ts';
import { freezeDraw } from '../draw/actions/publish.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { identifier, sessionRoutes } from './session.ts';

const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'correct horse battery';
/** One second more than a shown password counts. */
const TOO_LATE_SECONDS = 301;

let runtime: TestRuntime;
let app: FastifyInstance;
let people = 0;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  const identity = openIdentity({
    db: runtime.db,
    clock: runtime.clock,
    secrets: temporaryIdentitySecrets(),
    publicUrl: undefined,
  });
  const extend = async (instance: FastifyInstance): Promise<void> => sessionRoutes(instance, runtime, identity);
  app = await buildApp({ runtime, identify: identifier(runtime, identity), logging: false, extend });
});
afterEach(() => app.close());

function post(url: string, payload: object, cookie = '', commandId = randomUUID()): Promise<LightMyRequestResponse> {
  return app.inject({ method: 'POST', url, payload, headers: { cookie, 'idempotency-key': commandId } });
}

/** A person of these roles, signed in this moment. */
async function signedIn(...roles: Role[]): Promise<{ staffId: string; cookie: string }> {
  people += 1;
  const username = `fresh${people}`;
  const input = { name: `重验${people}`, department: '综合科', username, oneTimePassword: ONE_TIME };
  const created = await execute(runtime, actorOf(['system-admin']), createStaff, randomUUID(), input);
  if (!created.ok) throw new Error('not created');
  const { staffId } = created.value;
  await execute(runtime, actorOf(['security-admin']), grantRoles, randomUUID(), { staffId, roles });
  const signIn = await post('/api/sign-in', { username, password: ONE_TIME });
  const cookie = signIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  await post('/api/staff.change-own-password', { currentPassword: ONE_TIME, newPassword: PASSWORD }, cookie);
  return { staffId, cookie };
}

function codesOf(response: LightMyRequestResponse): string[] {
  return response.json<{ refusals: { code: string }[] }>().refusals.map(({ code }) => code);
}

const ASKING = Object.entries(allDeeds).filter(([, rule]) => rule.needsFreshPassword === true);

test('every step that makes or unmakes a result of a draw asks for a fresh password', () => {
  const steps = ['freeze', 'commit', 'announce', 'reveal', 'record-dice', 'confirm-dice', 'complete', 'confirm'];
  const asking = ASKING.map(([kind]) => kind);
  expect(asking).toEqual(expect.arrayContaining([...steps, 'propose-void', 'void'].map((step) => `draw.${step}`)));
  expect(asking).not.toContain('draw.configure');
});

describe.each(ASKING)('%s', (kind, { roles }) => {
  test('is refused five minutes after the password was shown, goes on after it is shown again', async () => {
    const { cookie } = await signedIn(roles[0] ?? 'head');
    const commandId = randomUUID();
    const press = (): Promise<LightMyRequestResponse> => post(`/api/${kind}`, {}, cookie, commandId);
    expect(codesOf(await press()), 'fresh: the next thing missing is the input').not.toContain(
      'reauthentication-needed',
    );
    runtime.clock.advance(TOO_LATE_SECONDS);
    const stale = await press();
    expect(stale.statusCode).toBe(401);
    expect(codesOf(stale)).toEqual(['reauthentication-needed']);
    expect(stale.json()).toMatchObject({ refusals: [{ remedy: expect.stringContaining('再次输入密码') }] });
    expect((await post('/api/confirm-password', { password: PASSWORD }, cookie)).statusCode).toBe(200);
    expect(codesOf(await press())).not.toContain('reauthentication-needed');
  });
});

describe('showing the password again', () => {
  test('counts for five minutes to the second, for this session alone', async () => {
    const { cookie } = await signedIn('group-office');
    const freeze = (): Promise<LightMyRequestResponse> => post('/api/draw.freeze', { drawId: randomUUID() }, cookie);
    runtime.clock.advance(TOO_LATE_SECONDS - 1);
    expect(codesOf(await freeze())).toEqual(['draw-not-found']);
    runtime.clock.advance(1);
    expect(codesOf(await freeze())).toEqual(['reauthentication-needed']);
  });

  test('with a wrong password changes nothing, is noted, and locks after the fifth', async () => {
    const { staffId, cookie } = await signedIn('group-office');
    runtime.clock.advance(TOO_LATE_SECONDS);
    const wrong = await post('/api/confirm-password', { password: 'guess' }, cookie);
    expect(wrong.statusCode).toBe(409);
    expect(codesOf(wrong)).toEqual(['current-password-wrong']);
    expect(codesOf(await post('/api/draw.freeze', {}, cookie))).toEqual(['reauthentication-needed']);
    for (let attempt = 0; attempt < 4; attempt += 1) await post('/api/confirm-password', { password: 'guess' }, cookie);
    expect((await post('/api/confirm-password', { password: PASSWORD }, cookie)).statusCode).toBe(423);
    const events = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('security_event').select('kind').where('staff_id', '=', staffId).orderBy('event_id').execute(),
    );
    expect(events.map((event) => event.kind)).toEqual([
      'signed-in',
      ...Array.from({ length: 5 }, () => 'password-wrong'),
      'sign-in-locked',
    ]);
  });

  test('without a session is refused', async () => {
    const response = await post('/api/confirm-password', { password: PASSWORD });
    expect(response.statusCode).toBe(401);
    expect(codesOf(response)).toEqual(['not-signed-in']);
  });

  test('an actor who never showed one is refused, whatever the role', async () => {
    const { authenticatedAt: _, ...unknown } = actorOf(['group-office']);
    expect(await execute(runtime, unknown, freezeDraw, randomUUID(), { drawId: randomUUID() })).toMatchObject({
      ok: false,
      refusals: [{ code: 'reauthentication-needed' }],
    });
  });
});
