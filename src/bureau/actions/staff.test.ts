import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../core/actor.ts';
import { execute } from '../../core/command.ts';
import { openIdentity, type Identity } from '../../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../../core/identity/secrets.ts';
import { read } from '../../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { findActor } from '../reads.ts';
import { changeOwnPassword } from './own-password.ts';
import { createStaff, deactivateStaff, grantRoles, resetPassword } from './staff.ts';
import { codes } from '../../testing/refusal-codes.ts';
import { ONE_TIME, OTHER_ONE_TIME, SECURITY, staffOf, SYSTEM } from './staff.testing.ts';

let runtime: TestRuntime;
let identity: Identity;

beforeAll(async () => {
  runtime = await testRuntime();
  identity = openIdentity({
    db: runtime.db,
    clock: runtime.clock,
    secrets: temporaryIdentitySecrets(),
    publicUrl: undefined,
  });
});
afterAll(() => runtime.close());

const { does, newPerson, deedsOf } = staffOf(() => runtime);

describe('staff.create', () => {
  test('adds a person without roles, who must change the one-time password', async () => {
    const { staffId, username } = await newPerson();
    expect(await findActor(runtime, 1, staffId)).toMatchObject({ staffId, roles: [] });
    expect(await identity.signIn(username, ONE_TIME)).toMatchObject({
      outcome: 'signed-in',
      session: { mustChangePassword: true },
    });
    expect(await deedsOf(staffId)).toEqual([{ kind: 'staff.create', actor: 'system-admin', facts: {} }]);
  });
  test('is not for the security admin, nor for anyone of the business', async () => {
    const input = { name: '某人', department: '综合科', username: 'somebody', oneTimePassword: ONE_TIME };
    for (const role of ['security-admin', 'audit-admin', 'head', 'group-office'] as const) {
      expect(codes(await does(actorOf([role]), createStaff, input))).toEqual(['not-allowed']);
    }
  });
  test('twice under one command id makes one person', async () => {
    const input = { name: '某人', department: '综合科', username: 'only-once', oneTimePassword: ONE_TIME };
    const id = randomUUID();
    const [first, second] = await Promise.all([
      does(SYSTEM, createStaff, input, id),
      does(SYSTEM, createStaff, input, id),
    ]);
    expect(first).toEqual(second);
    expect(first.ok).toBe(true);
  });
  test('refuses a user name in use, also one of another bureau, and leaves nothing behind', async () => {
    const { username } = await newPerson([], 2);
    const before = await staffCount();
    const input = {
      name: '某人',
      department: '综合科',
      username: ` ${username.toUpperCase()}`,
      oneTimePassword: ONE_TIME,
    };
    expect(await does(SYSTEM, createStaff, input)).toEqual({
      ok: false,
      refusals: [{ code: 'username-taken', at: 'username', facts: { username } }],
    });
    expect(await staffCount()).toBe(before);
  });
  test('refuses a one-time password that a person could have thought of', async () => {
    const input = { name: '某人', department: '综合科', username: 'guessable', oneTimePassword: 'Sunlot2026!!!' };
    expect(codes(await does(SYSTEM, createStaff, input))).toEqual(['input-invalid']);
  });
});

describe('staff.grant-roles', () => {
  test('gives exactly these roles and notes before and after', async () => {
    const { staffId } = await newPerson(['officer']);
    await does(SECURITY, grantRoles, { staffId, roles: ['section-chief', 'officer', 'officer'] });
    expect(await findActor(runtime, 1, staffId)).toMatchObject({ roles: ['section-chief', 'officer'] });
    expect((await deedsOf(staffId)).at(-1)).toEqual({
      kind: 'staff.grant-roles',
      actor: 'security-admin',
      facts: { before: ['officer'], after: ['section-chief', 'officer'], sessions: 0 },
    });
  });
  test('is not for the system admin', async () => {
    const { staffId } = await newPerson();
    expect(codes(await does(SYSTEM, grantRoles, { staffId, roles: ['head'] }))).toEqual(['not-allowed']);
  });
  test('never makes an admin of someone with another role, by rule and by the database', async () => {
    const { staffId } = await newPerson();
    expect(codes(await does(SECURITY, grantRoles, { staffId, roles: ['officer', 'audit-admin'] }))).toEqual([
      'admin-roles-apart',
    ]);
    await runtime.asOwner(async (owner) => {
      for (const roles of [['officer', 'audit-admin'], ['system-admin', 'security-admin'], ['king']]) {
        await expect(
          owner
            .updateTable('staff')
            .set({ roles: roles as Role[] })
            .where('staff_id', '=', staffId)
            .execute(),
        ).rejects.toThrow(/check constraint/);
      }
      await owner
        .updateTable('staff')
        .set({ roles: ['audit-admin'] })
        .where('staff_id', '=', staffId)
        .execute();
    });
  });
  test('is not for oneself', async () => {
    const { staffId } = await newPerson(['security-admin']);
    const self = { ...SECURITY, staffId };
    expect(codes(await does(self, grantRoles, { staffId, roles: ['head'] }))).toContain('own-roles');
  });
  test('finds nobody of another bureau', async () => {
    const { staffId } = await newPerson(['officer'], 2);
    expect(codes(await does(SECURITY, grantRoles, { staffId, roles: ['head'] }))).toEqual(['staff-not-found']);
    expect(await findActor(runtime, 2, staffId)).toMatchObject({ roles: ['officer'] });
  });
  test('two security admins cannot remove each other at once', async () => {
    const fresh = await testRuntime();
    const admins = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const input = { name, department: '信息科', username: `admin-${name}`, oneTimePassword: ONE_TIME };
        const created = await execute(fresh, SYSTEM, createStaff, randomUUID(), input);
        if (!created.ok) throw new Error('not created');
        await execute(fresh, SECURITY, grantRoles, randomUUID(), {
          staffId: created.value.staffId,
          roles: ['security-admin'],
        });
        return { ...SECURITY, staffId: created.value.staffId };
      }),
    );
    const [first, second] = admins;
    if (first === undefined || second === undefined) throw new Error('two admins are needed');
    const results = await Promise.all([
      execute(fresh, first, deactivateStaff, randomUUID(), { staffId: second.staffId }),
      execute(fresh, second, grantRoles, randomUUID(), { staffId: first.staffId, roles: [] }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['last-admin']);
    await fresh.close();
  });
});

describe('staff.deactivate', () => {
  test('ends the sessions at once and refuses the password from then on', async () => {
    const { staffId, username } = await newPerson(['officer']);
    const signIn = await identity.signIn(username, ONE_TIME);
    const cookie = signIn.outcome === 'signed-in' ? signIn.setCookies.join('; ') : '';
    expect(await identity.sessionOf(cookie)).toBeDefined();
    await does(SECURITY, deactivateStaff, { staffId });
    expect(await identity.sessionOf(cookie)).toBeUndefined();
    expect(await findActor(runtime, 1, staffId)).toBeUndefined();
    expect(await identity.signIn(username, ONE_TIME)).toMatchObject({ outcome: 'failed' });
    expect((await deedsOf(staffId)).at(-1)).toMatchObject({
      kind: 'staff.deactivate',
      facts: { roles: ['officer'], sessions: 1 },
    });
    expect(codes(await does(SECURITY, deactivateStaff, { staffId }))).toEqual(['staff-inactive']);
    expect(codes(await does(SYSTEM, resetPassword, { staffId, oneTimePassword: OTHER_ONE_TIME }))).toEqual([
      'staff-inactive',
    ]);
  });
  test('finds nobody of another bureau', async () => {
    const { staffId } = await newPerson(['officer'], 2);
    expect(codes(await does(SECURITY, deactivateStaff, { staffId }))).toEqual(['staff-not-found']);
  });
});

describe('staff.reset-password', () => {
  test('gives a new one-time password and ends the sessions', async () => {
    const { staffId, username } = await newPerson(['officer']);
    const signIn = await identity.signIn(username, ONE_TIME);
    const cookie = signIn.outcome === 'signed-in' ? signIn.setCookies.join('; ') : '';
    await does(SYSTEM, resetPassword, { staffId, oneTimePassword: OTHER_ONE_TIME });
    expect(await identity.sessionOf(cookie)).toBeUndefined();
    expect(await identity.signIn(username, ONE_TIME)).toMatchObject({ outcome: 'failed' });
    expect(await identity.signIn(username, OTHER_ONE_TIME)).toMatchObject({ session: { mustChangePassword: true } });
    expect((await deedsOf(staffId)).at(-1)).toEqual({ kind: 'staff.reset-password', actor: 'system-admin', facts: {} });
  });
  test('is not for the own password, nor for another bureau', async () => {
    const { staffId } = await newPerson(['system-admin']);
    expect(
      codes(await does({ ...SYSTEM, staffId }, resetPassword, { staffId, oneTimePassword: OTHER_ONE_TIME })),
    ).toEqual(['own-password-reset']);
    const other = await newPerson([], 2);
    expect(
      codes(await does(SYSTEM, resetPassword, { staffId: other.staffId, oneTimePassword: OTHER_ONE_TIME })),
    ).toEqual(['staff-not-found']);
  });
  test('leaves no password in the command log', async () => {
    const { rows } = await sql<{ text: string }>`SELECT c::text AS text FROM command c`.execute(runtime.db);
    expect(rows.map(({ text }) => text).join('\n')).not.toContain(ONE_TIME);
  });
});

describe('staff.change-own-password', () => {
  test('replaces the one-time password, keeps this session, and is noted', async () => {
    const { staffId, username } = await newPerson();
    const signIn = await identity.signIn(username, ONE_TIME);
    if (signIn.outcome !== 'signed-in') throw new Error('not signed in');
    const change = { currentPassword: ONE_TIME, newPassword: 'correct horse battery' };
    expect(await changeOwnPassword(runtime, identity, signIn.session, change)).toEqual({ ok: true, value: {} });
    expect(await identity.sessionOf(signIn.setCookies.join('; '))).toMatchObject({ mustChangePassword: false });
    expect(await identity.signIn(username, 'correct horse battery')).toMatchObject({ outcome: 'signed-in' });
    expect((await deedsOf(staffId)).at(-1)).toEqual({ kind: 'staff.change-own-password', actor: staffId, facts: {} });
  });
  test('tells every reason at once and changes nothing', async () => {
    const { username } = await newPerson();
    const signIn = await identity.signIn(username, ONE_TIME);
    if (signIn.outcome !== 'signed-in') throw new Error('not signed in');
    const result = await changeOwnPassword(runtime, identity, signIn.session, {
      currentPassword: username,
      newPassword: username,
    });
    expect(codes(result)).toEqual([
      'password-too-short',
      'password-has-username',
      'password-same',
      'current-password-wrong',
    ]);
    expect(await identity.signIn(username, ONE_TIME)).toMatchObject({ outcome: 'signed-in' });
  });
});

async function staffCount(): Promise<number> {
  const rows = await read(runtime, 1, (tx) => tx.db.selectFrom('staff').select('staff_id').execute());
  return rows.length;
}
