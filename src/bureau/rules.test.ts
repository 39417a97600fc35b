import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADMIN_ROLES, ROLES } from '../core/actor.ts';
import {
  changedFields,
  deactivateRefusals,
  foundingRefusals,
  grantRefusals,
  rolesRefusals,
  type StaffState,
  type TypedAdmin,
} from './rules.ts';
import { BureauProfile, OneTimePassword, PUBLIC_PROFILE_FIELDS } from './types.ts';

const codes = (refusals: readonly { readonly code: string }[]): readonly string[] => refusals.map(({ code }) => code);
const person = (staffId: string, ...roles: StaffState['roles']): StaffState => ({ staffId, roles, active: true });

const PROFILE = {
  name: '测试区应急管理局',
  creditCode: '111201110001234577',
  divisionCode: '120111',
  divisionName: '天津市测试区',
  standing: 'statutory',
  legalBasis: '《中华人民共和国安全生产法》第十条、第六十二条',
  entrustment: '',
  address: '测试路1号',
  phone: '022-27391234',
  complaintPhone: '12350',
  disclosureUrl: 'https://yjj.test.example/',
  reconsideration: '',
  court: '',
} as const;

describe('roles', () => {
  test('an admin holds exactly one role, everyone else no admin role', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...ROLES)), (roles) => {
        const admins = roles.filter((role) => ADMIN_ROLES.some((admin) => admin === role)).length;
        expect(rolesRefusals(roles).length === 0).toBe(admins === 0 || roles.length === 1);
      }),
    );
  });

  test('are not granted to oneself, to the inactive, or unchanged; every reason at once', () => {
    const self = { ...person('wang', 'security-admin'), active: false };
    expect(codes(grantRefusals(self, ['security-admin'], 'wang', []))).toEqual([
      'own-roles',
      'staff-inactive',
      'roles-unchanged',
    ]);
  });

  test('of the last admin of a kind cannot be taken away', () => {
    const admins = [person('li', 'system-admin'), person('wang', 'security-admin'), person('zhao', 'audit-admin')];
    expect(grantRefusals(person('li', 'system-admin'), ['officer'], 'wang', admins)).toEqual([
      { code: 'last-admin', facts: { role: 'system-admin' } },
    ]);
    expect(grantRefusals(person('li', 'system-admin'), [], 'wang', [...admins, person('sun', 'system-admin')])).toEqual(
      [],
    );
  });

  test('may be taken away one by one down to none', () => {
    expect(grantRefusals(person('li', 'officer'), [], 'wang', [])).toEqual([]);
  });
});

describe('deactivation', () => {
  const admins = [person('wang', 'security-admin'), person('zhao', 'audit-admin')];
  test('is not for oneself, not twice, not for the last admin', () => {
    expect(codes(deactivateRefusals(person('wang', 'security-admin'), 'wang', admins))).toEqual([
      'own-deactivation',
      'last-admin',
    ]);
    expect(codes(deactivateRefusals({ ...person('li', 'officer'), active: false }, 'wang', admins))).toEqual([
      'staff-inactive',
    ]);
    expect(deactivateRefusals(person('li', 'officer'), 'wang', admins)).toEqual([]);
  });
});

describe('a founding', () => {
  const admin = (name: string, username: string, password: string, repeat = password): TypedAdmin => ({
    name,
    username,
    password,
    repeat,
  });
  const fine = {
    system: admin('李一', 'li.yi', 'correct horse battery'),
    security: admin('王二', 'wang.er', 'staple paper clip box'),
    audit: admin('赵三', 'zhao.san', '海上明月共潮生春江潮水连'),
  };
  test('needs three persons, three user names, three strong passwords', () => {
    expect(foundingRefusals(fine)).toEqual([]);
    const weak = admin('赵三', 'zhao.san', '海上明月');
    expect(codes(foundingRefusals({ ...fine, audit: weak }))).toEqual(['password-too-short']);
    const mistyped = { ...fine.audit, repeat: '海上明月' };
    expect(codes(foundingRefusals({ ...fine, audit: mistyped }))).toEqual(['password-repeat-differs']);
  });
  test('tells every reason and its place', () => {
    const refusals = foundingRefusals({
      system: admin('李一', 'li.yi', 'short'),
      security: admin('李 一', 'Li.Yi', 'short'),
      audit: admin('', '', '', '?'),
    });
    expect(refusals.map(({ code, at }) => `${at} ${code}`)).toEqual([
      'admins.system.password password-too-short',
      'admins.security.password password-too-short',
      'admins.security.name admins-same-person',
      'admins.security.username admins-same-username',
      'admins.security.password admins-same-password',
      'admins.audit.password password-too-short',
      'admins.audit.repeat password-repeat-differs',
    ]);
  });
});

describe('a profile', () => {
  test('is read from a form, with empty optional fields left out', () => {
    const profile = BureauProfile.parse({ ...PROFILE, creditCode: ' 1112 0111 0001 2345 77 ' });
    expect(profile).toMatchObject({ creditCode: '111201110001234577' });
    expect(changedFields(undefined, profile)).not.toContain('court');
  });
  test.each([
    [{ creditCode: '111201110001234578' }, 'creditCode'],
    [{ divisionCode: '12011' }, 'divisionCode'],
    [{ phone: '三八四' }, 'phone'],
    [{ disclosureUrl: 'javascript:alert(1)' }, 'disclosureUrl'],
    [{ disclosureUrl: 'http://[::1]/' }, 'disclosureUrl'],
    [{ standing: 'private' }, 'standing'],
    [{ name: ' ' }, 'name'],
  ])('%j is refused at its field, in Chinese', (change, field) => {
    const parsed = BureauProfile.safeParse({ ...PROFILE, ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
    expect(parsed.error?.issues[0]?.message).toMatch(/\p{Script=Han}/u);
  });
  test('of an entrusted body names the entrustment', () => {
    expect(BureauProfile.safeParse({ ...PROFILE, standing: 'entrusted' }).error?.issues).toMatchObject([
      { path: ['entrustment'] },
    ]);
    expect(
      BureauProfile.safeParse({ ...PROFILE, standing: 'entrusted', entrustment: '某局委托，至2027年底' }).success,
    ).toBe(true);
  });
  test('has public fields, and the rest is named here', () => {
    const inside = Object.keys(BureauProfile.shape).filter(
      (field) => !PUBLIC_PROFILE_FIELDS.some((open) => open === field),
    );
    expect(inside).toEqual(['divisionCode']);
  });
  test('changed fields are those whose text differs', () => {
    const profile = BureauProfile.parse(PROFILE);
    expect(changedFields(profile, profile)).toEqual([]);
    expect(changedFields(profile, { ...profile, phone: '022-27390000', court: '测试区人民法院' })).toEqual([
      'court',
      'phone',
    ]);
  });
});

describe('a one-time password', () => {
  test('has the form the program makes', () => {
    expect(OneTimePassword.safeParse('k7m2-9xpq-zr4t-hw3n').success).toBe(true);
    for (const typed of ['k7m2-9xpq-zr4t', 'password', 'l0o1-9xpq-zr4t-hw3n'])
      expect(OneTimePassword.safeParse(typed).success).toBe(false);
  });
});
