/** Sign-ins that fail: how long they lock, what they tell, and what they cost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { disableAccount } from './accounts.ts';
import type { Identity } from './identity.ts';
import { accountCurve, sourceCurve } from './lockout.ts';
import { accountsOf, codesOf, openOn, PASSWORD, wholeDatabase, WRONG } from './accounts.testing.ts';

let runtime: TestRuntime;
let identity: Identity;

beforeAll(async () => {
  runtime = await testRuntime();
  identity = openOn(runtime);
});
afterAll(() => runtime.close());
beforeEach(() => runtime.clock.set('2026-03-02T01:00:00Z'));

const { newPerson, signedIn } = accountsOf(() => ({ runtime, identity }));

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
    expect(await wholeDatabase(runtime)).not.toContain('my-secret-password-typed-here');
  });

  test('follow a curve that never shortens', () => {
    for (const { seconds } of [accountCurve(5), accountCurve(3), sourceCurve(30)])
      expect([...seconds].toSorted((a, b) => a - b)).toEqual(seconds);
  });
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
