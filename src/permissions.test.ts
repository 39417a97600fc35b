/** Who may do what: the permission table against the reviewed one (docs/permissions.md), and the checks that read it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ADMIN_ROLES,
  IN_PROCESS,
  knownToRole,
  knownToStaff,
  mayAct,
  mayDo,
  notAllowed,
  publicActor,
  readerOf,
  ROLES,
  STAFF_ROLES,
  systemActor,
  type Actor,
  type DeedRule,
} from './core/actor.ts';
import { staleRefusals } from './core/reauthentication.ts';
import { allDeeds, allReads } from './permissions.ts';

const TABLE = readFileSync(new URL('../docs/permissions.md', import.meta.url), 'utf8');
const deeds = Object.entries(allDeeds) as [string, DeedRule][];
const reads = Object.entries(allReads) as [string, DeedRule][];

/** Who the reviewed table says gets past the door of a deed; undefined where it is no route. */
function reviewed(kind: string): string | undefined {
  return TABLE.split('\n')
    .find((line) => line.startsWith(`| \`POST /api/${kind}\` |`))
    ?.split('|')[2]
    ?.trim();
}

const named = (roles: readonly string[]): string =>
  ROLES.every((role) => roles.includes(role))
    ? 'every role'
    : ROLES.filter((role) => roles.includes(role)).join(', ') || 'nobody';

const BUSINESS =
  'head, deputy-head, group-office, section-chief, officer, legal-reviewer, disclosure-reviewer, archivist, supervisor, equipment-keeper';
const WITHOUT_KEEPER = BUSINESS.replace(', equipment-keeper', '');
const WITH_EXPERTS = BUSINESS.replace('officer, ', 'officer, expert, ');

describe('the permission table', () => {
  test('gives every deed that is a route to exactly those whom the reviewed table names', () => {
    for (const [kind, { roles }] of deeds) {
      const row = reviewed(kind);
      // What concerns one's own account, somebody without a role may too.
      if (row !== undefined) expect(named(roles), kind).toBe(row.replace('every account', 'every role'));
    }
    expect(deeds.filter(([kind]) => reviewed(kind) !== undefined).length).toBeGreaterThan(300);
  });

  test('has no deed beside the routes but those of programs, and four by a form or a file', () => {
    const others = deeds.filter(([kind]) => reviewed(kind) === undefined);
    expect(
      others
        .filter(([, { roles, parties }]) => roles.length > 0 || parties !== undefined)
        .map(([kind]) => kind)
        .toSorted(),
    ).toEqual(['disclosure.object', 'inspection.keep-file', 'oversight.rate', 'rectification.keep-photo']);
    expect(others.map(([kind]) => kind)).toEqual(
      expect.arrayContaining(['bureau.found', 'inspection.assign', 'disclosure.expire']),
    );
  });

  test('lets an enterprise do what is its own, and the public object', () => {
    const parties = deeds.flatMap(([kind, rule]) =>
      rule.parties === undefined ? [] : [`${kind}: ${rule.parties.join(', ')}`],
    );
    expect(parties.toSorted()).toEqual([
      'disclosure.object: enterprise, public',
      'hazard.claim: enterprise',
      'hazard.report-progress: enterprise',
      'hazard.submit-plan: enterprise',
      'oversight.rate: enterprise',
      'penalty.ask-hearing: enterprise',
      'penalty.ask-instalments: enterprise',
      'penalty.confirm-address: enterprise',
      'penalty.file-argument: enterprise',
      'penalty.report-payment: enterprise',
      'penalty.withdraw-hearing: enterprise',
      'rectification.keep-photo: enterprise',
      'rectification.report: enterprise',
      'rectification.request-extension: enterprise',
      'rectification.state-words: enterprise',
    ]);
    expect(reads.filter(([, { parties: theirs }]) => theirs !== undefined)).toEqual([]);
  });

  test('asks for the password again before a draw, a seal, a decision, and whatever changes how one signs in', () => {
    const words = {
      'log-witness': 'enroll retire set-policy',
      emergency: 'request approve',
      bureau: 'set-login-policy',
      staff:
        'reset-factors enrol-totp remove-totp renew-recovery-codes enrol-passkey remove-passkey end-own-session link-unified unlink-unified',
      plan: 'endorse approve',
      draw:
        'publish-chain release-code open force-open freeze commit announce reveal recover record-dice confirm-dice record-source ' +
        'confirm-source complete confirm sign-record propose-void void request-substitution approve-substitution reject-substitution ' +
        'record-fresh confirm-fresh',
      penalty: 'decide revoke-decision delegate',
      archive: 'seal amend destroy sign-destruction',
    };
    const fresh = new Set(deeds.filter(([, rule]) => rule.needsFreshPassword === true).map(([kind]) => kind));
    for (const [module, names] of Object.entries(words))
      for (const name of names.split(' ')) expect(fresh.has(`${module}.${name}`), `${module}.${name}`).toBe(true);
  });

  test('opens every read to one of these circles, and what is delicate to the narrowest', () => {
    const circles = [
      [
        'every role',
        'system-admin, security-admin, audit-admin',
        `${BUSINESS}, system-admin, security-admin, audit-admin`,
      ],
      [BUSINESS, WITHOUT_KEEPER, WITH_EXPERTS, `${WITH_EXPERTS}, system-admin`, BUSINESS.replace('officer, ', '')],
      ['group-office', 'officer', 'officer, expert', 'supervisor', 'system-admin', 'audit-admin'],
      ['group-office, section-chief', 'group-office, section-chief, equipment-keeper', 'group-office, supervisor'],
      ['head, deputy-head, group-office, supervisor', 'head, deputy-head, group-office, section-chief, officer'],
      ['head, deputy-head, group-office, section-chief, supervisor', 'head, group-office, section-chief, supervisor'],
      [
        'head, deputy-head, group-office, disclosure-reviewer, supervisor',
        'section-chief, officer, expert, security-admin',
      ],
      ['head, deputy-head, group-office, legal-reviewer, disclosure-reviewer, supervisor'],
      ['head, deputy-head, group-office, section-chief, legal-reviewer, supervisor'],
    ].flat();
    for (const [kind, { roles }] of reads) expect(circles, kind).toContain(named(roles));
    const of = (kind: keyof typeof allReads): string => named(allReads[kind]?.roles ?? []);
    expect(of('directory.read-id-number')).toBe('group-office');
    expect(of('directory.read-phone')).toBe('head, deputy-head, group-office, section-chief, officer');
    expect(of('draw.read-own')).toBe('officer');
    expect(of('penalty.read')).toBe(WITHOUT_KEEPER);
    expect(of('security.read')).toBe('audit-admin');
    expect(of('oversight.read-ratings')).toBe('supervisor');
  });

  test('calls every deed and read by words of its own', () => {
    for (const [kind, { title }] of [...deeds, ...reads]) expect(title, kind).toMatch(/\p{Script=Han}{2,}/u);
  });
});

describe('the checks', () => {
  const rule: DeedRule = { title: '批准计划', roles: ['head', 'deputy-head'] };
  const open: DeedRule = { title: '提交报告', roles: [], parties: ['enterprise'] };
  const actor = (change: Partial<Actor>): Actor => ({ bureauId: 1, staffId: 's', name: '甲', roles: [], ...change });

  test('one of the roles is enough, none is not', () => {
    expect(mayDo(['officer', 'head'], rule)).toBe(true);
    expect(mayDo(['officer'], rule)).toBe(false);
    expect(mayDo([], rule)).toBe(false);
    expect(mayDo(['head'], open)).toBe(false);
  });
  test('a party may what is its own, and nothing that asks for a role', () => {
    expect(mayAct(actor({ party: 'enterprise' }), open)).toBe(true);
    expect(mayAct(actor({ party: 'public' }), open)).toBe(false);
    expect(mayAct(actor({}), open)).toBe(false);
    expect(mayAct(actor({ party: 'enterprise' }), rule)).toBe(false);
    expect(mayAct(actor({ roles: ['head'] }), rule)).toBe(true);
  });
  test('who may not is told the deed and whose it is', () => {
    expect(notAllowed(rule)).toEqual({
      code: 'not-allowed',
      facts: { deed: '批准计划', roles: ['head', 'deputy-head'] },
    });
  });

  test('the admins are three, and everybody who works here is neither one of them nor an expert', () => {
    expect(ADMIN_ROLES).toEqual(['system-admin', 'security-admin', 'audit-admin']);
    expect(STAFF_ROLES.join(', ')).toBe(BUSINESS);
  });

  test('the program and the public are actors without a role', () => {
    expect(systemActor(7)).toEqual({ bureauId: 7, staffId: 'system', name: '系统', roles: [] });
    expect(publicActor(7)).toEqual({ bureauId: 7, staffId: 'public', name: '公众', roles: [], party: 'public' });
  });

  test('what is sealed is known to a person, to roles, or to the program; nobody passes for the program by a name', () => {
    expect([knownToStaff('a'), knownToRole('head')]).toEqual(['staff/a', 'role/head']);
    expect(readerOf({ staffId: 'a', roles: ['head', 'officer'] })).toBe('staff/a role/head role/officer');
    expect(readerOf(systemActor(1))).toBe('system');
    expect(readerOf({ staffId: 'system', roles: ['officer'] })).toBe('staff/system role/officer');
    expect(readerOf({ staffId: 'a', roles: [] })).toBe('staff/a');
  });

  test('a password that was shown counts for five minutes', () => {
    const asked: DeedRule = { ...rule, needsFreshPassword: true };
    const stale = [{ code: 'reauthentication-needed', facts: { deed: '批准计划', minutes: 5 } }];
    const at = (authenticatedAt: Actor['authenticatedAt'] | undefined, of = asked): unknown =>
      staleRefusals(actor(authenticatedAt === undefined ? {} : { authenticatedAt }), of, '2026-03-12T02:05:00Z');
    expect(at('2026-03-12T02:00:00Z')).toEqual([]);
    expect(at('2026-03-12T01:59:59Z')).toEqual(stale);
    expect(at(undefined)).toEqual(stale);
    expect(at(IN_PROCESS)).toEqual([]);
    expect(at(undefined, rule)).toEqual([]);
  });
});
