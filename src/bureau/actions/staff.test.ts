import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../core/actor.ts';
import { answer, execute, type DeedSpec, type ReadSpec } from '../../core/command.ts';
import { openIdentity, type Identity } from '../../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../../core/identity/secrets.ts';
import type { Result } from '../../core/result.ts';
import { read } from '../../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { findActor, findProfile, findPublicProfile, listHolders, staffNames } from '../reads.ts';
import { bureauReadSpecs } from '../routes.ts';
import type { Staff } from '../types.ts';
import { changeOwnPassword } from './own-password.ts';
import { amendProfile } from './profile.ts';
import { createStaff, deactivateStaff, grantRoles, resetPassword } from './staff.ts';
import { codes } from '../../testing/refusal-codes.ts';

const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const OTHER_ONE_TIME = 'w3nk-7m29-xpqz-r4th';
const SYSTEM = actorOf(['system-admin']);
const SECURITY = actorOf(['security-admin']);

let runtime: TestRuntime;
let identity: Identity;
let people = 0;

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

const does = (
  actor: typeof SYSTEM,
  spec: DeedSpec,
  input: unknown,
  id: string = randomUUID(),
): Promise<Result<unknown>> => execute(runtime, actor, spec, id, input);

interface Person {
  readonly staffId: string;
  readonly username: string;
}

async function newPerson(roles: readonly Role[] = [], bureauId = 1): Promise<Person> {
  people += 1;
  const username = `person${people}`;
  const input = { name: `测试人员${people}`, department: '综合科', username, oneTimePassword: ONE_TIME };
  const created = await execute(runtime, { ...SYSTEM, bureauId }, createStaff, randomUUID(), input);
  if (!created.ok) throw new Error(JSON.stringify(created.refusals));
  const { staffId } = created.value;
  if (roles.length > 0) {
    expect(await does({ ...SECURITY, bureauId }, grantRoles, { staffId, roles })).toEqual({ ok: true, value: {} });
  }
  return { staffId, username };
}

async function deedsOf(staffId: string): Promise<readonly unknown[]> {
  const rows = await read(runtime, 1, (tx) =>
    tx.db
      .selectFrom('deed')
      .select(['kind', 'actor_id', 'entry'])
      .where('subject_id', '=', staffId)
      .orderBy('seq')
      .execute(),
  );
  return rows.map((row) => ({ kind: row.kind, actor: row.actor_id, facts: JSON.parse(row.entry.toString()).facts }));
}

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

describe('bureau.amend-profile', () => {
  const profile = {
    name: '测试区应急管理局',
    creditCode: '111201110001234577',
    divisionCode: '120111',
    divisionName: '天津市测试区',
    standing: 'statutory',
    legalBasis: '《中华人民共和国安全生产法》第十条',
    address: '测试路1号',
    phone: '022-27391234',
    complaintPhone: '12350',
    disclosureUrl: 'https://yjj.test.example',
  };
  test('adds a version, keeps the earlier ones, and names what changed', async () => {
    expect(await does(SYSTEM, amendProfile, { version: 0, profile })).toEqual({ ok: true, value: { version: 1 } });
    expect(
      await does(SYSTEM, amendProfile, {
        version: 1,
        profile: { ...profile, phone: '022-27390000', court: '测试区人民法院' },
      }),
    ).toMatchObject({ ok: true });
    const deeds = await deedsOf('120111');
    expect(deeds.at(-1)).toMatchObject({
      kind: 'bureau.amend-profile',
      facts: { version: 2, changed: ['court', 'phone'] },
    });
    const found = await read(runtime, 1, async (tx) => ({
      current: await findProfile(tx),
      open: await findPublicProfile(tx),
    }));
    expect(found.current).toMatchObject({ version: 2, profile: { phone: '022-27390000' } });
    expect(found.open).not.toHaveProperty('divisionCode');
    const versions = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('bureau_profile').select(['version', 'profile']).orderBy('version').execute(),
    );
    expect(versions).toMatchObject([{ profile: { phone: '022-27391234' } }, { profile: { phone: '022-27390000' } }]);
  });
  test('refuses what another has amended meanwhile, also when both come at once', async () => {
    const version = (await read(runtime, 1, findProfile))?.version ?? 0;
    const [a, b] = await Promise.all([
      does(SYSTEM, amendProfile, { version, profile: { ...profile, address: '甲路1号' } }),
      does(SYSTEM, amendProfile, { version, profile: { ...profile, address: '乙路2号' } }),
    ]);
    expect([...codes(a), ...codes(b)]).toEqual(['profile-changed-meanwhile']);
  });
  test('refuses the host under which another bureau of the server is found', async () => {
    await runtime.asOwner(async (owner) => {
      await owner.updateTable('bureau').set({ host: 'lin.test.example' }).where('bureau_id', '=', 2).execute();
    });
    const version = (await read(runtime, 1, findProfile))?.version ?? 0;
    const taken = { ...profile, disclosureUrl: 'https://LIN.test.example:8443/' };
    expect(codes(await does(SYSTEM, amendProfile, { version, profile: taken }))).toEqual(['host-taken']);
    expect(await does(SYSTEM, amendProfile, { version, profile: { ...profile, phone: '022-27390001' } })).toMatchObject(
      {
        ok: true,
      },
    );
  });
  test('refuses an unchanged profile, another division, and everyone but the system admin', async () => {
    const current = await read(runtime, 1, findProfile);
    expect(codes(await does(SYSTEM, amendProfile, { version: current?.version, profile: current?.profile }))).toEqual([
      'profile-unchanged',
    ]);
    expect(
      codes(
        await does(SYSTEM, amendProfile, {
          version: current?.version,
          profile: { ...profile, divisionCode: '120112' },
        }),
      ),
    ).toEqual(['division-code-fixed']);
    expect(codes(await does(SECURITY, amendProfile, { version: current?.version, profile }))).toEqual(['not-allowed']);
  });
  test('versions are written once', async () => {
    await expect(runtime.db.deleteFrom('bureau_profile').execute()).rejects.toThrow('permission denied');
  });
});

describe('reading the staff', () => {
  const asks = (actor: typeof SYSTEM, path: string, input: object): Promise<Result<unknown>> => {
    const spec: ReadSpec | undefined = bureauReadSpecs.find((one) => one.path === path);
    if (spec === undefined) throw new Error(path);
    return answer(runtime, actor, spec, input);
  };
  const rowsOf = (result: Result<unknown>): readonly Staff[] =>
    result.ok ? (result.value as { rows: Staff[] }).rows : [];

  test('lists and finds people of the own bureau only', async () => {
    const own = await newPerson(['archivist']);
    const other = await newPerson(['archivist'], 2);
    const ids = rowsOf(await asks(SYSTEM, '/api/staff', { role: 'archivist' })).map(({ staffId }) => staffId);
    expect(ids).toContain(own.staffId);
    expect(ids).not.toContain(other.staffId);
    expect(rowsOf(await asks(SYSTEM, '/api/staff', { q: other.username, active: 'true' }))).toEqual([]);
    expect(rowsOf(await asks(SYSTEM, '/api/staff', { q: own.username.toUpperCase() }))[0]).toMatchObject({
      roles: ['archivist'],
      awaitsFirstSignIn: true,
    });
    expect(rowsOf(await asks(SYSTEM, '/api/staff', { q: '%' }))).toEqual([]);
  });
  test('is for the three admins', async () => {
    for (const role of ['head', 'officer', 'supervisor'] as const) {
      expect(codes(await asks(actorOf([role]), '/api/staff', {}))).toEqual(['not-allowed']);
    }
    expect(codes(await asks(actorOf(['system-admin']), '/api/security-events', {}))).toEqual(['not-allowed']);
  });
  test('gives names by id, of this bureau only', async () => {
    const [own, other] = [await newPerson(), await newPerson([], 2)];
    const names = await read(runtime, 1, (tx) => staffNames(tx, [own.staffId, other.staffId, 'system', 'nobody']));
    expect([...names.keys()].toSorted()).toEqual([own.staffId, 'system'].toSorted());
    expect(await read(runtime, 1, (tx) => staffNames(tx, []))).toEqual(new Map());
    expect(await findActor(runtime, 1, other.staffId)).toBeUndefined();
  });
  test('gives the active holders of a role', async () => {
    const { staffId } = await newPerson(['legal-reviewer']);
    const ids = async (): Promise<readonly string[]> =>
      (await read(runtime, 1, (tx) => listHolders(tx, 'legal-reviewer'))).map((holder) => holder.staffId);
    expect(await ids()).toEqual([staffId]);
    await does(SECURITY, deactivateStaff, { staffId });
    expect(await ids()).toEqual([]);
  });
});

async function staffCount(): Promise<number> {
  const rows = await read(runtime, 1, (tx) => tx.db.selectFrom('staff').select('staff_id').execute());
  return rows.length;
}
