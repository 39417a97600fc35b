import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setLoginPolicy } from '../bureau/actions/login-policy.ts';
import { execute } from '../core/command.ts';
import { PRESETS, type LoginPolicy } from '../core/identity/policy.ts';
import { read } from '../core/transact.ts';
import { codesOf, cookieOf, ONE_TIME, openDoor, PASSWORD, type Door, type Person } from '../testing/door.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';

let runtime: TestRuntime;
let door: Door;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  door = await openDoor(runtime);
});
afterEach(async () => {
  await door.app.close();
  await runtime.asOwner(async (owner) => {
    await owner.deleteFrom('identity_policy').execute();
    await owner.deleteFrom('identity_failure').execute();
  });
});

async function inForce(policy: LoginPolicy, version = 0): Promise<void> {
  const set = await execute(runtime, actorOf(['security-admin']), setLoginPolicy, randomUUID(), { version, policy });
  if (!set.ok) throw new Error(JSON.stringify(set.refusals));
}

const signIn = (username: string, password = PASSWORD): Promise<LightMyRequestResponse> =>
  door.post('/api/sign-in', { username, password });
const isIn = async (cookie: string): Promise<boolean> => (await door.get('/api/session', cookie)).statusCode === 200;
const change = (person: Person, currentPassword: string, newPassword: string): Promise<LightMyRequestResponse> =>
  door.post('/api/staff.change-own-password', { currentPassword, newPassword }, person.cookie);

describe('bureau.set-login-policy', () => {
  test('is a deed of the security admin, with what was and what is', async () => {
    await inForce(PRESETS.mlps3);
    const rows = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('deed').select('entry').where('kind', '=', 'bureau.set-login-policy').execute(),
    );
    expect(JSON.parse(rows.at(-1)?.entry.toString() ?? '')).toMatchObject({
      facts: { before: { preset: 'asvs', maxAgeDays: 0 }, after: { preset: 'mlps3', maxAgeDays: 90 } },
    });
    const { cookie } = await door.newPerson(['system-admin']);
    expect(codesOf(await door.get('/api/login-policy', cookie))).toEqual(['not-signed-in']);
  });

  test('may be stricter than its preset, and refuses all that is weaker at once', async () => {
    const policy = { ...PRESETS.mlps3, minLength: 8, maxAgeDays: 0, idleMinutes: 10, needsSecondFactor: false };
    const input = { version: 0, policy };
    const refused = await execute(runtime, actorOf(['security-admin']), setLoginPolicy, randomUUID(), input);
    expect(refused).toMatchObject({
      ok: false,
      refusals: [
        { code: 'policy-weaker-than-preset', at: 'policy.minLength' },
        { code: 'policy-weaker-than-preset', at: 'policy.maxAgeDays' },
        { code: 'policy-needs-second-factor', at: 'policy.needsSecondFactor' },
      ],
    });
  });

  test('of two admins at once wins one', async () => {
    const tries = await Promise.all(
      [PRESETS.asvs, PRESETS.mlps3].map((policy) =>
        execute(runtime, actorOf(['security-admin']), setLoginPolicy, randomUUID(), { version: 0, policy }),
      ),
    );
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(tries.find(({ ok }) => !ok)).toMatchObject({ refusals: [{ code: 'login-policy-changed' }] });
  });

  test('of one bureau is not that of another', async () => {
    await inForce(PRESETS.mlps3);
    const other = await door.newPerson(['officer'], 2);
    expect((await signIn(other.username)).json()).toMatchObject({ mustEnrolFactor: false });
  });
});

describe('passwords', () => {
  test('of 等保三级 mix kinds, do not come back, and grow old', async () => {
    const person = await door.newPerson(['officer']);
    await inForce({ ...PRESETS.mlps3, needsSecondFactor: true });
    const uniform = await change(person, PASSWORD, 'onlysmallletters');
    expect(uniform.json()).toMatchObject({
      refusals: [{ code: 'password-too-uniform', facts: { kinds: 1, classes: 3 } }],
    });
    expect((await change(person, PASSWORD, 'Another horse 8')).statusCode).toBe(200);
    runtime.clock.advance(1);
    expect(codesOf(await change(person, 'Another horse 8', PASSWORD))).toEqual(['password-used-before']);
    runtime.clock.advance(90 * 86_400 - 1);
    expect((await signIn(person.username, 'Another horse 8')).json()).toMatchObject({ mustChangePassword: true });
  });

  test('of ASVS need no kinds and never grow old', async () => {
    const person = await door.newPerson(['officer']);
    expect((await change(person, PASSWORD, 'onlysmallletters')).statusCode).toBe(200);
    runtime.clock.advance(400 * 86_400);
    expect((await signIn(person.username, 'onlysmallletters')).json()).toMatchObject({ mustChangePassword: false });
  });

  test('that were used before are told to nobody who does not know the present one', async () => {
    const person = await door.newPerson(['officer']);
    await inForce(PRESETS.mlps3);
    expect(codesOf(await change(person, 'guess', ONE_TIME))).toEqual(['current-password-wrong']);
  });
});

describe('sessions', () => {
  test('idle out after the minutes of the policy, from the next request on', async () => {
    const { cookie } = await door.newPerson(['officer']);
    runtime.clock.advance(16 * 60);
    expect(await isIn(cookie)).toBe(true);
    runtime.clock.advance(16 * 60);
    await inForce({ ...PRESETS.asvs, idleMinutes: 15 });
    expect(await isIn(cookie)).toBe(false);
  });

  test('end after the longest time however busy', async () => {
    const { cookie } = await door.newPerson(['officer']);
    await inForce({ ...PRESETS.asvs, absoluteMinutes: 60 });
    for (let minutes = 10; minutes < 60; minutes += 10) {
      runtime.clock.advance(600);
      expect(await isIn(cookie), `${minutes}`).toBe(true);
    }
    runtime.clock.advance(600);
    expect(await isIn(cookie)).toBe(false);
  });

  test('are at most so many: the oldest ends', async () => {
    const person = await door.newPerson(['officer']);
    await inForce({ ...PRESETS.asvs, maxSessions: 2 });
    runtime.clock.advance(1);
    const second = cookieOf(await signIn(person.username));
    runtime.clock.advance(1);
    const third = cookieOf(await signIn(person.username));
    expect([await isIn(person.cookie), await isIn(second), await isIn(third)]).toEqual([false, true, true]);
  });

  test('are listed to their owner, who ends another of his own and nobody else’s', async () => {
    const [person, other] = [await door.newPerson(['officer']), await door.newPerson(['officer'])];
    runtime.clock.advance(1);
    const elsewhere = cookieOf(
      await door.post('/api/sign-in', { username: person.username, password: PASSWORD }, '', {
        'user-agent': 'another browser',
      }),
    );
    interface Account {
      readonly sessions: readonly { sessionId: string; isThis: boolean; userAgent: string; ip: string }[];
    }
    const list = async ({ cookie }: Person): Promise<Account['sessions']> =>
      (await door.get('/api/account', cookie)).json<Account>().sessions;
    const own = await list(person);
    expect(own).toMatchObject([
      { isThis: false, userAgent: 'another browser', ip: '127.0.0.1' },
      { isThis: true, userAgent: 'test browser' },
    ]);
    const end = (sessionId: string, { cookie }: Person): Promise<LightMyRequestResponse> =>
      door.post('/api/staff.end-own-session', { sessionId }, cookie);
    const [first] = own;
    expect(codesOf(await end(first?.sessionId ?? '', other))).toEqual(['session-not-found']);
    expect(await isIn(elsewhere)).toBe(true);
    expect((await end(first?.sessionId ?? '', person)).statusCode).toBe(200);
    expect(await isIn(elsewhere)).toBe(false);
    expect(codesOf(await end(first?.sessionId ?? '', person))).toEqual(['session-not-found']);
  });

  test('of a person are ended by the security admin', async () => {
    const [person, security] = [await door.newPerson(['officer']), await door.newPerson(['security-admin'])];
    const ended = await door.post('/api/staff.end-sessions', { staffId: person.staffId }, security.cookie);
    expect(ended.json()).toEqual({ sessions: 1 });
    expect(await isIn(person.cookie)).toBe(false);
    const foreign = await door.newPerson(['officer'], 2);
    const refused = await door.post('/api/staff.end-sessions', { staffId: foreign.staffId }, security.cookie);
    expect(codesOf(refused)).toEqual(['staff-not-found']);
    expect(await isIn(foreign.cookie)).toBe(true);
  });
});

describe('a second factor that the policy asks for', () => {
  test('is enrolled before anything else can be done', async () => {
    const person = await door.newPerson(['officer']);
    await inForce(PRESETS.mlps3);
    expect(codesOf(await door.get('/api/bureau', person.cookie))).toEqual(['not-signed-in']);
    const session = await door.get('/api/session', person.cookie);
    expect(session.json()).toMatchObject({ mustEnrolFactor: true });
    expect(session.json<{ permissions: string[] }>().permissions).not.toContain('bureau.read');
    await door.enrolTotp(person);
    expect((await door.get('/api/session', person.cookie)).json()).toMatchObject({ mustEnrolFactor: false });
    expect(codesOf(await door.get('/api/bureau', person.cookie))).not.toContain('not-signed-in');
  });

  test('stays: the last one cannot be removed', async () => {
    const person = await door.newPerson(['officer']);
    await door.enrolTotp(person);
    await inForce(PRESETS.mlps3);
    expect(codesOf(await door.post('/api/staff.remove-totp', {}, person.cookie))).toEqual(['last-factor']);
  });
});

describe('failures from one address', () => {
  test('over many names make it wait, whoever comes from there, and nobody elsewhere', async () => {
    const person = await door.newPerson(['officer']);
    await inForce({ ...PRESETS.asvs, sourceTries: 10 });
    const from = (ip: string, username: string, password: string): Promise<LightMyRequestResponse> =>
      door.post('/api/sign-in', { username, password }, '', { 'x-forwarded-for': ip });
    for (let name = 0; name < 10; name += 1) await from('198.51.100.7', `nobody${name}`, 'guess');
    const locked = await from('198.51.100.7', person.username, PASSWORD);
    expect(locked.statusCode).toBe(429);
    expect(locked.json()).toMatchObject({ refusals: [{ code: 'source-locked', facts: { minutes: 1 } }] });
    expect((await from('198.51.100.8', person.username, PASSWORD)).statusCode).toBe(200);
    runtime.clock.advance(60);
    expect((await from('198.51.100.7', person.username, PASSWORD)).statusCode, 'after the wait').toBe(200);
  });

  test('are not made up for by an account of one’s own: a right password takes back one try, not all', async () => {
    const person = await door.newPerson(['officer']);
    await inForce({ ...PRESETS.asvs, sourceTries: 10 });
    const from = (username: string, password: string): Promise<LightMyRequestResponse> =>
      door.post('/api/sign-in', { username, password }, '', { 'x-forwarded-for': '203.0.113.9' });
    for (let round = 0; round < 10; round += 1) {
      await from(`other${round}`, 'guess');
      if (round < 9) expect((await from(person.username, PASSWORD)).statusCode, `${round}`).toBe(200);
    }
    expect((await from(person.username, PASSWORD)).statusCode).toBe(429);
  });

  test('do not show whether a name exists, under any policy', async () => {
    const person = await door.newPerson(['officer']);
    await inForce({ ...PRESETS.asvs, freeTries: 3 });
    for (let round = 0; round < 5; round += 1) {
      const [known, unknown] = [await signIn(person.username, 'guess'), await signIn('nobody.at.all', 'guess')];
      expect(known.body).toBe(unknown.body);
      expect(known.statusCode).toBe(unknown.statusCode);
    }
  });
});
