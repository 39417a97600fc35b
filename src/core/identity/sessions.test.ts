/** A session from its sign-in to its end, and one that a one-time password opens. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { disableAccount, setPassword } from './accounts.ts';
import type { Identity } from './identity.ts';
import { PASSWORD_POLICY } from './policy.ts';
import { accountsOf, cookieOf, codesOf, openOn, PASSWORD, wholeDatabase, WRONG } from './accounts.testing.ts';

let runtime: TestRuntime;
let identity: Identity;

beforeAll(async () => {
  runtime = await testRuntime();
  identity = openOn(runtime);
});
afterAll(() => runtime.close());
beforeEach(() => runtime.clock.set('2026-03-02T01:00:00Z'));

const { newPerson, signedIn } = accountsOf(() => ({ runtime, identity }));

describe('a session', () => {
  test('begins with name and password, and knows whose it is', async () => {
    const username = await newPerson();
    const { session, cookie } = await signedIn(`  ${username.toUpperCase()} `);
    expect(session).toMatchObject({
      accountId: username,
      bureauId: 1,
      username,
      mustChangePassword: false,
      authenticatedAt: runtime.clock.now(),
    });
    expect(await identity.sessionOf(cookie)).toEqual(session);
  });

  test('is kept in a cookie scripts and other sites cannot use', async () => {
    const { setCookies } = await signedIn(await newPerson());
    expect(setCookies).toHaveLength(1);
    expect(setCookies[0]).toMatch(/^sunlot_session=[A-Za-z0-9]{32}\./);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=28800'])
      expect(setCookies[0]).toContain(part);
    expect(setCookies[0]).not.toContain('Secure');
  });

  test('travels over TLS only when the site is served over https, under a name that nothing else can set', async () => {
    const username = await newPerson();
    const site = openOn(runtime, 'https://chou.example');
    const signIn = await site.signIn(username, PASSWORD);
    if (signIn.outcome !== 'signed-in') throw new Error('not signed in');
    expect(signIn.setCookies).toEqual([expect.stringMatching(/^__Host-sunlot_session=.*; Secure/)]);
    const cookie = cookieOf(signIn.setCookies);
    expect(await site.sessionOf(`theme=dark; ${cookie}`)).toBeDefined();
    expect(await site.sessionOf(cookie.replace('__Host-', ''))).toBeUndefined();
    // What makes browsers take such a name, at its end too: this host, every path, TLS.
    for (const set of [...signIn.setCookies, ...(await site.signOut(cookie))]) {
      expect(set).toMatch(/; Path=\/(;|$)/);
      expect(set).toContain('; Secure');
      expect(set).not.toContain('Domain');
    }
    expect(await site.sessionOf(cookie), 'it has ended').toBeUndefined();
  });

  test('leaves neither its cookie nor its token nor the password in any table', async () => {
    const { cookie } = await signedIn(await newPerson());
    const value = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1));
    const token = value.split('.', 1)[0] ?? '';
    const content = await wholeDatabase(runtime);
    expect(content).toContain('identity_session');
    for (const secret of [value, token, cookie, PASSWORD]) expect(content).not.toContain(secret);
    expect(content).not.toContain(Buffer.from(token).toString('hex'));
  });

  test('ends after 30 minutes without use, and lives on with use', async () => {
    const { cookie } = await signedIn(await newPerson());
    for (let minute = 0; minute < 60; minute += 20) {
      runtime.clock.advance(20 * 60);
      expect(await identity.sessionOf(cookie)).toBeDefined();
    }
    runtime.clock.advance(30 * 60);
    expect(await identity.sessionOf(cookie)).toBeUndefined();
  });

  test('ends 8 hours after sign-in however busy it is', async () => {
    const { cookie } = await signedIn(await newPerson());
    for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
      runtime.clock.advance(10 * 60);
      expect(await identity.sessionOf(cookie)).toBeDefined();
    }
    runtime.clock.advance(10 * 60);
    expect(await identity.sessionOf(cookie)).toBeUndefined();
  });

  test('that ended by time is removed at the next sign-in', async () => {
    const username = await newPerson();
    await signedIn(username);
    runtime.clock.advance(9 * 3_600);
    await signedIn(username);
    expect(await sessionCount(username)).toBe(1);
  });

  test('ends for good at sign-out, on the server and in the browser', async () => {
    const { cookie } = await signedIn(await newPerson());
    expect(await identity.signOut(cookie)).toContainEqual(expect.stringMatching(/^sunlot_session=; Max-Age=0/));
    expect(await identity.sessionOf(cookie)).toBeUndefined();
  });

  test('with a forged or foreign cookie does not exist', async () => {
    const { cookie } = await signedIn(await newPerson());
    expect(await identity.sessionOf(undefined)).toBeUndefined();
    for (const forged of ['abc.def', '', '.', '%', '%E0%A4%A', 'a'.repeat(10_000), '\u0000']) {
      expect(await identity.sessionOf(`sunlot_session=${forged}`), forged).toBeUndefined();
    }
    expect(await identity.sessionOf(cookie.slice(0, -8))).toBeUndefined();
    expect(await openOn(runtime).sessionOf(cookie), 'signed under another key').toBeUndefined();
    const { rows } = await sql<{
      hash: string;
    }>`SELECT encode(token_hash, 'hex') AS hash FROM identity_session`.execute(runtime.db);
    expect(
      await identity.sessionOf(`sunlot_session=${rows[0]?.hash}`),
      'what a thief of the database has',
    ).toBeUndefined();
  });

  test('ends when the password is set anew, except the one that did it', async () => {
    const username = await newPerson();
    const [here, elsewhere] = [await signedIn(username), await signedIn(username)];
    await setPassword(
      runtime.db,
      { accountId: username, password: 'another horse battery', isOneTime: false, keepSession: here.session.hash },
      runtime.clock.now(),
    );
    expect(await identity.sessionOf(here.cookie)).toBeDefined();
    expect(await identity.sessionOf(elsewhere.cookie)).toBeUndefined();
    expect(await codesOf(identity.signIn(username, PASSWORD))).toEqual(['sign-in-failed']);
  });

  test('ends when the account is disabled, which refuses the right password like a wrong one', async () => {
    const username = await newPerson();
    const { cookie } = await signedIn(username);
    expect(await disableAccount(runtime.db, username, runtime.clock.now())).toBe(1);
    expect(await identity.sessionOf(cookie)).toBeUndefined();
    expect(await codesOf(identity.signIn(username, PASSWORD))).toEqual(['sign-in-failed']);
  });

  test('remembers when the password was shown again', async () => {
    const { session, cookie } = await signedIn(await newPerson());
    runtime.clock.advance(600);
    expect(await identity.confirm(session, WRONG)).toMatchObject([{ code: 'current-password-wrong' }]);
    expect(await identity.confirm(session, PASSWORD)).toEqual([]);
    expect(await identity.sessionOf(cookie)).toMatchObject({
      startedAt: '2026-03-02T01:00:00.000Z',
      authenticatedAt: '2026-03-02T01:10:00.000Z',
    });
  });
});

describe('a one-time password', () => {
  test('opens a session in which it must be changed', async () => {
    expect(await signedIn(await newPerson(true))).toMatchObject({ session: { mustChangePassword: true } });
  });
  test('dies after three days', async () => {
    const username = await newPerson(true);
    runtime.clock.advance(PASSWORD_POLICY.oneTimeHours * 3_600);
    expect(await codesOf(identity.signIn(username, PASSWORD))).toEqual(['one-time-password-expired']);
    expect(await sessionCount(username)).toBe(0);
  });
});

async function sessionCount(accountId: string): Promise<number> {
  const rows = await runtime.db
    .selectFrom('identity_session')
    .select('token_hash')
    .where('account_id', '=', accountId)
    .execute();
  return rows.length;
}
