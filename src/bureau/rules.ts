/** Who may hold which roles, who may change whom, and what a founding needs. Pure. Browser-safe. @module */
import { ADMIN_ROLES, type Role } from '../core/actor.ts';
import { passwordRefusals } from '../core/identity/password-policy.ts';
import { normalName } from '../core/identity/username.ts';
import type { Refusal } from '../core/result.ts';
import { PROFILE_FIELDS, type AdminKey, type BureauProfile, type ProfileField, type ProfileView } from './types.ts';

/** Whom a deed concerns, as far as the rules look. */
export interface StaffState {
  readonly staffId: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

/** Why nobody may hold these roles together: the three admins exclude each other and every business role. */
export function rolesRefusals(roles: readonly Role[]): Refusal[] {
  const admins = roles.filter((role) => isAdminRole(role));
  if (admins.length > 0 && roles.length > 1)
    return [{ code: 'admin-roles-apart', at: 'roles', facts: { roles: [...roles] } }];
  return [];
}

/**
 * Why the person may not be given exactly these roles.
 *
 * @param activeAdmins - everyone active who holds an admin role, the person included
 */
export function grantRefusals(
  person: StaffState,
  roles: readonly Role[],
  actorId: string,
  activeAdmins: readonly StaffState[],
): Refusal[] {
  const refusals = rolesRefusals(roles);
  if (person.staffId === actorId) refusals.push({ code: 'own-roles' });
  if (!person.active) refusals.push({ code: 'staff-inactive' });
  if (sameRoles(person.roles, roles)) refusals.push({ code: 'roles-unchanged' });
  return [...refusals, ...lastAdminRefusals(person, roles, activeAdmins)];
}

/** Why the person may not be deactivated. */
export function deactivateRefusals(
  person: StaffState,
  actorId: string,
  activeAdmins: readonly StaffState[],
): Refusal[] {
  const refusals: Refusal[] = [];
  if (person.staffId === actorId) refusals.push({ code: 'own-deactivation' });
  if (!person.active) refusals.push({ code: 'staff-inactive' });
  return [...refusals, ...lastAdminRefusals(person, [], activeAdmins)];
}

/** Without one of the three nobody could ever put it right again. */
function lastAdminRefusals(
  person: StaffState,
  rolesAfter: readonly Role[],
  activeAdmins: readonly StaffState[],
): Refusal[] {
  return person.roles
    .filter((role) => person.active && isAdminRole(role) && !rolesAfter.includes(role))
    .filter((role) => !activeAdmins.some((other) => other.staffId !== person.staffId && other.roles.includes(role)))
    .map((role) => ({ code: 'last-admin', facts: { role } }));
}

/** An admin as typed into the set-up: nothing is checked yet. */
export interface TypedAdmin {
  readonly name: string;
  readonly username: string;
  readonly password: string;
  /** The password typed a second time. */
  readonly repeat: string;
}

/** Every reason why these three cannot be the admins: weak passwords, one person twice, one user name twice. */
export function foundingRefusals(admins: Readonly<Record<AdminKey, TypedAdmin>>): Refusal[] {
  const keys = ['system', 'security', 'audit'] as const;
  return keys.flatMap((key, index) => [
    ...ownRefusals(admins[key], `admins.${key}`),
    ...sharedRefusals(
      admins[key],
      keys.slice(0, index).map((other) => admins[other]),
      `admins.${key}`,
    ),
  ]);
}

function ownRefusals({ username, password, repeat }: TypedAdmin, at: string): Refusal[] {
  const refusals = passwordRefusals(password, username, `${at}.password`);
  if (password !== repeat) refusals.push({ code: 'password-repeat-differs', at: `${at}.repeat` });
  return refusals;
}

/** What an admin may not have in common with one named before. */
function sharedRefusals(admin: TypedAdmin, earlier: readonly TypedAdmin[], at: string): Refusal[] {
  const shares = (read: (one: TypedAdmin) => string): boolean =>
    read(admin) !== '' && earlier.some((other) => read(other) === read(admin));
  const refusals: Refusal[] = [];
  if (shares(({ name }) => name.replace(/\s/g, ''))) refusals.push({ code: 'admins-same-person', at: `${at}.name` });
  if (shares(({ username }) => normalName(username)))
    refusals.push({ code: 'admins-same-username', at: `${at}.username` });
  if (shares(({ password }) => password)) refusals.push({ code: 'admins-same-password', at: `${at}.password` });
  return refusals;
}

/** The profile as a document: the fields that were filled in. */
export function profileDocument(profile: BureauProfile): ProfileView {
  return Object.fromEntries(
    Object.entries(profile).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])),
  );
}

/** The host of its 公示网址, by which its portal is asked for. */
export function hostOf({ disclosureUrl }: Pick<BureauProfile, 'disclosureUrl'>): string {
  return new URL(disclosureUrl).hostname;
}

/** The names of the fields that differ, in the order of the alphabet. */
export function changedFields(before: BureauProfile | undefined, after: BureauProfile): readonly ProfileField[] {
  const old: ProfileView = before === undefined ? {} : profileDocument(before);
  const now = profileDocument(after);
  return PROFILE_FIELDS.filter((field) => old[field] !== now[field]).toSorted();
}

function isAdminRole(role: Role): boolean {
  return ADMIN_ROLES.some((admin) => admin === role);
}

function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  return a.length === b.length && a.every((role) => b.includes(role));
}
