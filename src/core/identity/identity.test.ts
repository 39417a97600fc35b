import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { createAccount, disableAccount, setPassword } from './accounts.ts';
import { openIdentity, type Identity } from './identity.ts';
import type { Session } from './sessions.ts';
import { accountCurve, sourceCurve } from './lockout.ts';
import { PASSWORD_POLICY } from './policy.ts';
import { openIdentitySecrets, temporaryIdentitySecrets } from './secrets.ts';

const PASSWORD = 'correct horse battery';
const WRONG = 'wrong horse battery';

let runtime: TestRuntime;
let identity: Identity;
let people = 0;

beforeAll(async () => {
  runtime = await testRuntime();
  identity = open();
});
afterAll(() => runtime.close());
beforeEach(() => runtime.clock.set('2026-03-02T01:00:00Z'));

function open(publicUrl?: string): Identity {
  return openIdentity({ db: runtime.db, clock: runtime.clock, secrets: temporaryIdentitySecrets(), publicUrl });
}

/** A new account; the id is the user name. */
async function newPerson(isOneTime = false): Promise<string> {
  people += 1;
  const username = `person${people}`;
  const account = { accountId: username, bureauId: 1, username, password: PASSWORD, isOneTime };
  expect(await createAccount(runtime.db, account, runtime.clock.now())).toBe(true);
  return username;
}

async function signedIn(
  username: string,
): Promise<{ cookie: string; session: Session; setCookies: readonly string[] }> {
  const signIn = await identity.signIn(username, PASSWORD);
  if (signIn.outcome !== 'signed-in') throw new Error(`not signed in: ${JSON.stringify(signIn)}`);
  return { ...signIn, cookie: cookieOf(signIn.setCookies) };
}

function cookieOf(setCookies: readonly string[]): string {
  return setCookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

async function codesOf(signIn: ReturnType<Identity['signIn']>): Promise<readonly string[]> {
  const result = await signIn;
  return 'refusals' in result ? result.refusals.map(({ code }) => code) : [result.outcome];
}

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
    const site = open('https://chou.example');
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
    const content = await wholeDatabase();
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
    expect(await open().sessionOf(cookie), 'signed under another key').toBeUndefined();
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

describe('failed sign-ins', () => {
  test('lock the account for a growing time, and the answer says how long', async () => {
    const username = await newPerson();
    const waits: number[] = [];
    for (let failure = 0; failure < 10; failure += 1) {
      const signIn = await identity.signIn(username, WRONG);
      if (signIn.outcome !== 'failed') throw new Error(`try ${failure + 1} was ${signIn.outcome}`);
      const minutes = signIn.refusals.find(({ code }) => code === 'account-locked')?.facts?.['minutes'] ?? 0;
      waits.push(Number(minutes));
      runtime.clock.advance(Number(minutes) * 60);
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 5, 15, 30, 30, 30]);
  });

  test('refuse the right password too while the lock lasts, and not after', async () => {
    const username = await newPerson();
    for (let failure = 0; failure < 5; failure += 1) await identity.signIn(username, WRONG);
    runtime.clock.advance(59);
    expect(await identity.signIn(username, PASSWORD)).toMatchObject({
      outcome: 'locked',
      refusals: [{ code: 'account-locked', facts: { minutes: 1 } }],
    });
    runtime.clock.advance(1);
    expect(await codesOf(identity.signIn(username, PASSWORD))).toEqual(['signed-in']);
    expect(await codesOf(identity.signIn(username, WRONG)), 'a success starts the count anew').toEqual([
      'sign-in-failed',
    ]);
  });

  test('are counted when they come all at once', async () => {
    const username = await newPerson();
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async () => (await identity.signIn(username, WRONG)).outcome),
    );
    expect(outcomes.filter((outcome) => outcome === 'failed')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'locked')).toHaveLength(35);
  });

  test('in a session, at the question for the password, count as well', async () => {
    const username = await newPerson();
    const { session } = await signedIn(username);
    for (let failure = 0; failure < 5; failure += 1) await identity.confirm(session, WRONG);
    expect(await identity.confirm(session, PASSWORD)).toMatchObject([{ code: 'account-locked' }]);
    expect((await identity.signIn(username, PASSWORD)).outcome).toBe('locked');
  });

  test('are forgotten after a day', async () => {
    const username = await newPerson();
    for (let failure = 0; failure < 4; failure += 1) await identity.signIn(username, WRONG);
    runtime.clock.advance(86_401);
    expect(await codesOf(identity.signIn(username, WRONG))).toEqual(['sign-in-failed']);
    expect(await codesOf(identity.signIn(username, WRONG))).toEqual(['sign-in-failed']);
  });

  test('look the same for a name that nobody has, up to the lock', async () => {
    const username = await newPerson();
    for (let failure = 0; failure < 7; failure += 1) {
      const known = await identity.signIn(username, WRONG);
      const unknown = await identity.signIn('nobody.here', WRONG);
      expect({ ...known, account: undefined }).toEqual({ ...unknown, account: undefined });
    }
  });

  test('cost as much work for a name that nobody has, and for a disabled account', async () => {
    const [known, disabled] = [await newPerson(), await newPerson()];
    await disableAccount(runtime.db, disabled, runtime.clock.now());
    const work = new Map<string, number[]>([known, disabled, 'nobody'].map((username) => [username, []]));
    for (let round = 0; round < 5; round += 1) {
      // The failures of the round before are forgotten by then.
      runtime.clock.advance(2 * 86_400);
      for (const [username, spent] of work) {
        // Processor time, not the clock on the wall: what else the machine does must not decide.
        const before = process.cpuUsage();
        expect(await codesOf(identity.signIn(username, WRONG))).toEqual(['sign-in-failed']);
        const { user, system } = process.cpuUsage(before);
        spent.push(user + system);
      }
    }
    const [ofKnown = 0, ...others] = [...work.values()].map(median);
    for (const other of others) {
      expect(other / ofKnown, `${other} µs against ${ofKnown} µs`).toBeGreaterThan(0.6);
      expect(other / ofKnown, `${other} µs against ${ofKnown} µs`).toBeLessThan(1.6);
    }
  });

  test('with odd names are refused, not crashes', async () => {
    for (const name of ['', 'a', "' OR 1=1 --", '王敏', 'x'.repeat(500), '\u0000']) {
      expect((await codesOf(identity.signIn(name, WRONG)))[0], name).toBe('sign-in-failed');
    }
    expect((await codesOf(identity.signIn(await newPerson(), 'x'.repeat(2_000))))[0]).toBe('sign-in-failed');
  });

  test('do not leave what was typed as a name in the database', async () => {
    await identity.signIn('my-secret-password-typed-here', WRONG);
    expect(await wholeDatabase()).not.toContain('my-secret-password-typed-here');
  });

  test('follow a curve that never shortens', () => {
    for (const { seconds } of [accountCurve(5), accountCurve(3), sourceCurve(30)])
      expect([...seconds].toSorted((a, b) => a - b)).toEqual(seconds);
  });
});

describe('identity', () => {
  test('speaks to nobody but the database', async () => {
    const requests: unknown[] = [];
    const note = (message: unknown): void => void requests.push(message);
    for (const channel of ['undici:request:create', 'http.client.request.start']) diagnostics.subscribe(channel, note);
    const { cookie } = await signedIn(await newPerson());
    await open().sessionOf(cookie);
    await identity.signOut(cookie);
    expect(requests).toEqual([]);
    await fetch('http://127.0.0.1:59999/').catch(() => undefined);
    expect(requests.length, 'the listener hears requests').toBeGreaterThan(0);
    for (const channel of ['undici:request:create', 'http.client.request.start'])
      diagnostics.unsubscribe(channel, note);
  });

  test('gives a user name to one person only, over all bureaus', async () => {
    const username = await newPerson();
    const second = { accountId: 'someone-else', bureauId: 2, username, password: PASSWORD, isOneTime: false };
    expect(await createAccount(runtime.db, second, runtime.clock.now())).toBe(false);
  });

  test('keeps its key in a file only the owner reads, and never replaces a damaged one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sunlot-test-'));
    const path = join(folder, 'keys', 'identity.key');
    const first = await openIdentitySecrets(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await openIdentitySecrets(path)).cookieSecret).toBe(first.cookieSecret);
    expect(await readFile(path, 'utf8')).not.toContain(first.cookieSecret);
    await writeFile(path, 'damaged');
    await expect(openIdentitySecrets(path)).rejects.toThrow('is not an identity key');
    await rm(folder, { recursive: true });
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

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  let content = '';
  await runtime.asOwner(async (owner) => {
    const { rows } = await sql<{
      name: string;
    }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'sunlot'`.execute(owner);
    for (const { name } of rows) {
      const table = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.table(`sunlot.${name}`)} t`.execute(
        owner,
      );
      content += `${name}\n${table.rows.map(({ row }) => row).join('\n')}\n`;
    }
  });
  return content;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
