/** The profile of a bureau: its versions, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../../core/transact.ts';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { findProfile, findPublicProfile } from '../reads.ts';
import { amendProfile } from './profile.ts';
import { codes } from '../../testing/refusal-codes.ts';
import { SECURITY, staffOf, SYSTEM } from './staff.testing.ts';

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const { does, deedsOf } = staffOf(() => runtime);

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
