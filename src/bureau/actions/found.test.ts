import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { openIdentity } from '../../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../../core/identity/secrets.ts';
import { openSetupCode, type SetupCode } from '../../core/identity/setup-code.ts';
import { read } from '../../core/transact.ts';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { findProfile, listStaff } from '../reads.ts';
import { foundBureau } from './found.ts';

const FOUNDING = {
  profile: {
    name: '测试区应急管理局',
    creditCode: '111201110001234577',
    divisionCode: '120111',
    divisionName: '天津市测试区',
    standing: 'statutory',
    legalBasis: '《中华人民共和国安全生产法》第十条',
    entrustment: '',
    address: '测试路1号',
    phone: '022-27391234',
    complaintPhone: '12350',
    disclosureUrl: 'https://yjj.test.example/',
    reconsideration: '',
    court: '',
  },
  admins: {
    system: { name: '李一', username: 'li.yi', password: 'correct horse battery', repeat: 'correct horse battery' },
    security: { name: '王二', username: 'wang.er', password: 'staple paper clip box', repeat: 'staple paper clip box' },
    audit: {
      name: '赵三',
      username: 'zhao.san',
      password: 'window river seven moons',
      repeat: 'window river seven moons',
    },
  },
};

/** Another bureau of the same city. */
const NEIGHBOUR = {
  profile: {
    ...FOUNDING.profile,
    name: '邻区应急管理局',
    creditCode: '11120112000123457M',
    divisionCode: '120112',
    divisionName: '天津市邻区',
    disclosureUrl: 'https://lin.test.example/',
  },
  admins: {
    system: { ...FOUNDING.admins.system, name: '周四', username: 'zhou.si' },
    security: { ...FOUNDING.admins.security, name: '吴五', username: 'wu.wu' },
    audit: { ...FOUNDING.admins.audit, name: '郑六', username: 'zheng.liu' },
  },
};

let runtime: TestRuntime;
let setupCode: SetupCode;
let folder: string;
let code: string;

beforeEach(async () => {
  runtime = await testRuntime(systemClock.now());
  await runtime.asOwner(async (owner) => {
    await owner.deleteFrom('deed_head').execute();
    await owner.deleteFrom('bureau').execute();
  });
  folder = await mkdtemp(join(tmpdir(), 'sunlot-test-'));
  setupCode = openSetupCode(join(folder, 'keys', 'setup-code'));
  code = await setupCode.issue();
});
afterEach(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

async function refusalsOf(input: object): Promise<readonly string[]> {
  const result = await foundBureau(runtime, setupCode, input);
  return result.ok
    ? []
    : result.refusals.map(({ code: reason, at }) => (at === undefined ? reason : `${at} ${reason}`));
}

async function bureauCount(): Promise<number> {
  return (await runtime.db.selectFrom('bureau').select('code').execute()).length;
}

describe('bureau.found', () => {
  test('opens the bureau, its profile, its chain and three separate admins', async () => {
    expect(await foundBureau(runtime, setupCode, { setupCode: code, ...FOUNDING })).toEqual({
      ok: true,
      value: { code: '120111', name: '测试区应急管理局' },
    });
    const bureau = await runtime.db.selectFrom('bureau').selectAll().executeTakeFirstOrThrow();
    expect(bureau).toMatchObject({ bureau_id: 1, origin: 'yjj.test.example/120111', is_demo: false });
    const found = await read(runtime, 1, async (tx) => ({
      profile: await findProfile(tx),
      staff: await listStaff(tx, { page: 1, size: 10 }),
      deeds: await tx.db.selectFrom('deed').select(['seq', 'kind', 'actor_id', 'entry']).execute(),
    }));
    expect(found.profile).toMatchObject({ version: 1, profile: { complaintPhone: '12350' } });
    expect(found.staff.rows.map(({ username, roles }) => `${username} ${roles.join()}`).toSorted()).toEqual([
      'li.yi system-admin',
      'wang.er security-admin',
      'zhao.san audit-admin',
    ]);
    expect(found.deeds).toMatchObject([{ seq: 1, kind: 'bureau.found', actor_id: 'system' }]);
    expect(found.deeds[0]?.entry.toString(), 'no personal data in the log').not.toMatch(/李一|li\.yi|27391234/);
  });

  test('lets the admins sign in with what they typed', async () => {
    await foundBureau(runtime, setupCode, { setupCode: code, ...FOUNDING });
    const identity = openIdentity({
      db: runtime.db,
      clock: runtime.clock,
      secrets: temporaryIdentitySecrets(),
      publicUrl: undefined,
    });
    expect(await identity.signIn('zhao.san', 'window river seven moons')).toMatchObject({
      outcome: 'signed-in',
      session: { mustChangePassword: false },
    });
  });

  test('takes the code as people retype it, once', async () => {
    expect(await refusalsOf({ setupCode: ` ${code.toUpperCase().replaceAll('-', ' ')} `, ...FOUNDING })).toEqual([]);
    expect(await setupCode.matches(code)).toBe(false);
  });

  test('is refused without the right code, and without any code issued', async () => {
    expect(await refusalsOf({ setupCode: '00000-00000-00000-00000', ...FOUNDING })).toEqual([
      'setupCode setup-code-wrong',
    ]);
    await setupCode.discard();
    expect(await refusalsOf({ setupCode: code, ...FOUNDING })).toEqual(['setupCode setup-code-wrong']);
    expect(await refusalsOf({ setupCode: '', ...FOUNDING })).toEqual(['setupCode setup-code-wrong']);
    expect(await bureauCount()).toBe(0);
  });

  test('is refused under an earlier code', async () => {
    const later = await setupCode.issue();
    expect(await refusalsOf({ setupCode: code, ...FOUNDING })).toEqual(['setupCode setup-code-wrong']);
    expect(await refusalsOf({ setupCode: later, ...FOUNDING })).toEqual([]);
  });

  test('is refused a second time, under the code that was used', async () => {
    await foundBureau(runtime, setupCode, { setupCode: code, ...FOUNDING });
    expect(await refusalsOf({ setupCode: code, ...NEIGHBOUR })).toEqual([
      'bureau-exists',
      'setupCode setup-code-wrong',
    ]);
    expect(await bureauCount()).toBe(1);
  });

  test('founds a further bureau under a new code, with its own chain, portal and admins', async () => {
    await foundBureau(runtime, setupCode, { setupCode: code, ...FOUNDING });
    const further = await setupCode.issue();
    expect(await refusalsOf({ setupCode: further, ...NEIGHBOUR })).toEqual([]);
    const bureau = await runtime.db
      .selectFrom('bureau')
      .select(['bureau_id', 'host', 'origin'])
      .where('code', '=', '120112')
      .executeTakeFirstOrThrow();
    expect(bureau).toEqual({ bureau_id: 2, host: 'lin.test.example', origin: 'lin.test.example/120112' });
    const deeds = await read(runtime, 2, ({ db }) =>
      db.selectFrom('deed').select(['seq', 'kind']).where('bureau_id', '=', 2).execute(),
    );
    expect(deeds).toEqual([{ seq: 1, kind: 'bureau.found' }]);
    expect(await setupCode.isIssued()).toBe(false);
  });

  test('is refused what another bureau here has: its division, its host, its user names', async () => {
    await foundBureau(runtime, setupCode, { setupCode: code, ...FOUNDING });
    const further = await setupCode.issue();
    expect(await refusalsOf({ setupCode: further, ...FOUNDING })).toEqual([
      'profile.disclosureUrl host-taken',
      'profile.divisionCode division-taken',
      'admins.system.username username-taken',
      'admins.security.username username-taken',
      'admins.audit.username username-taken',
    ]);
    expect(
      await refusalsOf({ setupCode: 'guessed', ...FOUNDING }),
      'nobody without the code is told who works here',
    ).toEqual(['setupCode setup-code-wrong']);
    expect(await bureauCount()).toBe(1);
  });

  test('twice at once founds one bureau', async () => {
    const both = await Promise.all([1, 2].map(() => refusalsOf({ setupCode: code, ...FOUNDING })));
    expect(both.flat()).toEqual(['bureau-exists']);
    expect(await bureauCount()).toBe(1);
  });

  test('is refused while a demo is loaded', async () => {
    const demo = await testRuntime(systemClock.now());
    const result = await foundBureau(demo, setupCode, { setupCode: code, ...FOUNDING });
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'demo-loaded' }] });
    await demo.close();
  });

  test('tells everything that is wrong at once, each at its field, and founds nothing', async () => {
    const same = { name: '李一', username: 'li.yi', password: 'li.yi', repeat: 'li.yi' };
    const refusals = await refusalsOf({
      setupCode: 'wrong',
      profile: { ...FOUNDING.profile, creditCode: '123', phone: 'none' },
      admins: { system: same, security: same, audit: { ...FOUNDING.admins.audit, username: 'Zhao San' } },
    });
    expect(refusals).toEqual([
      'setupCode setup-code-wrong',
      'profile.creditCode input-invalid',
      'profile.phone input-invalid',
      'admins.audit.username input-invalid',
      'admins.system.password password-too-short',
      'admins.system.password password-has-username',
      'admins.security.password password-too-short',
      'admins.security.password password-has-username',
      'admins.security.name admins-same-person',
      'admins.security.username admins-same-username',
      'admins.security.password admins-same-password',
    ]);
    expect(await bureauCount()).toBe(0);
    expect(await setupCode.matches(code), 'the code still stands').toBe(true);
  });

  test('of something that is no form at all is refused, not a crash', async () => {
    expect((await refusalsOf([])).length).toBeGreaterThan(0);
    expect((await refusalsOf({ admins: 3 })).length).toBeGreaterThan(0);
  });
});

describe('the set-up code', () => {
  test('is kept as a hash in a file only the owner reads', async () => {
    const path = join(folder, 'keys', 'setup-code');
    expect(code).toMatch(/^([0-9a-f]{5}-){3}[0-9a-f]{5}$/);
    expect(await readFile(path, 'utf8')).not.toContain(code.replaceAll('-', ''));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});
