/** Who acts, and in which roles. Browser-safe. @module */
import type { Refusal } from './result.ts';

/** Roles of domain §20; a person may hold several, the three admins exclude each other and every other role. */
export const ROLES = [
  'head',
  'deputy-head',
  'group-office',
  'section-chief',
  'officer',
  'expert',
  'legal-reviewer',
  'disclosure-reviewer',
  'archivist',
  'supervisor',
  'equipment-keeper',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;
export type Role = (typeof ROLES)[number];

export const ADMIN_ROLES = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies readonly Role[];

/** Everyone who works for the bureau and reads its business; experts and admins are not among them. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'expert' && !ADMIN_ROLES.some((admin) => admin === role));

export interface Actor {
  readonly bureauId: number;
  /** Opaque id; the only form in which a person appears in the deed log. */
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Somebody from outside the house, without account and role: an enterprise acts by the code of its own order, anybody by a form of the portal. */
  readonly party?: Party;
  /** When the person last showed the password, or that the actor is a program of the house; absent counts as never. */
  readonly authenticatedAt?: string | typeof IN_PROCESS;
}

/** Those outside the house who may do a deed. */
export type Party = 'enterprise' | 'public';

/** Acts inside the program, behind no session: the demo, measurements, tests. A symbol: no answer of a client can say it. */
export const IN_PROCESS: unique symbol = Symbol('in-process');

/** The actor of deeds that no person does: jobs, and the founding of a bureau. */
export function systemActor(bureauId: number): Actor {
  return { bureauId, staffId: KNOWS_ALL, name: '系统', roles: [] };
}

/** Somebody of the public at a form of the portal: nothing tells one from another. */
export function publicActor(bureauId: number): Actor {
  return { bureauId, staffId: 'public', name: '公众', roles: [], party: 'public' };
}

/** 知情人 that is the program itself: jobs know what is sealed, since they act on it. */
export const KNOWS_ALL = 'system';

/** 知情人 of a row that is kept sealed: an account, or everyone in a role. */
export function knownToStaff(staffId: string): string {
  return `staff/${staffId}`;
}
export function knownToRole(role: Role): string {
  return `role/${role}`;
}

/** As whom a transaction reads: every name under which something sealed may be known to its actor, one word each. */
export function readerOf({ staffId, roles }: Pick<Actor, 'staffId' | 'roles'>): string {
  if (staffId === KNOWS_ALL && roles.length === 0) return KNOWS_ALL;
  return [knownToStaff(staffId), ...roles.map(knownToRole)].join(' ');
}

/** What a deed is called and who may do it (one row of the permission table). */
export interface DeedRule {
  /** 动词+宾语, as on the button. */
  readonly title: string;
  readonly roles: readonly Role[];
  /** Who else may, from outside the house. */
  readonly parties?: readonly Party[];
  /** Only for a person who has just shown the password again (重新鉴别): what a session left open must not do. */
  readonly needsFreshPassword?: true;
}
export type DeedRules = Readonly<Record<`${string}.${string}`, DeedRule>>;

/** What is said to somebody who may not. */
export function notAllowed(rule: DeedRule): Refusal {
  return { code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } };
}

/** Whether these roles may do the deed at all; conditions on the record itself are the module's rules. */
export function mayDo(roles: readonly Role[], rule: DeedRule): boolean {
  return rule.roles.some((role) => roles.includes(role));
}

/** Whether this actor may do the deed at all, by role or as a party. */
export function mayAct({ roles, party }: Pick<Actor, 'roles' | 'party'>, rule: DeedRule): boolean {
  return mayDo(roles, rule) || (party !== undefined && rule.parties?.includes(party) === true);
}
