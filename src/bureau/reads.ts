/** Reading the bureau and its staff. @module */
import { sql } from 'kysely';
import type { Actor, Role } from '../core/actor.ts';
import { pageOfRows } from '../core/list-query.ts';
import type { Runtime } from '../core/runtime.ts';
import { isFound, searchForms } from '../core/search-text.ts';
import type { Refusal } from '../core/result.ts';
import { onceInSnapshot } from '../core/snapshot.ts';
import type { ReadTx } from '../core/transact.ts';
import { hostOf, type StaffState } from './rules.ts';
import './tables.ts';
import { PUBLIC_PROFILE_FIELDS, type BureauProfile, type PublicProfile, type Staff } from './types.ts';
import type { ListColumns } from './types/lists.ts';

/** The profile in force with its version; undefined for a bureau that was opened without one (tests, imports). */
export async function findProfile(
  tx: ReadTx,
): Promise<{ profile: BureauProfile; version: number; since: string } | undefined> {
  const row = await tx.db
    .selectFrom('bureau_profile')
    .select(['profile', 'version', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { profile: row.profile, version: row.version, since: row.at };
}

/** The bureau as its documents name it: all that they ask for in one question. */
export interface BureauNames {
  readonly code: string;
  readonly name: string;
  readonly isDemo: boolean;
  /** The profile in force; undefined as in `findProfile`. */
  readonly profile: BureauProfile | undefined;
  /** As in `portalAddress`. */
  readonly portal: string;
}

export const readBureauNames = onceInSnapshot(async (tx: ReadTx): Promise<BureauNames> => {
  const { code, name, origin, isDemo, profile } = await tx.db
    .selectFrom('bureau as b')
    .select((eb) => [
      'b.code',
      'b.name',
      'b.origin',
      'b.is_demo as isDemo',
      eb
        .selectFrom('bureau_profile as p')
        .select('p.profile')
        .whereRef('p.bureau_id', '=', 'b.bureau_id')
        .orderBy('p.version', 'desc')
        .limit(1)
        .as('profile'),
    ])
    .where('b.bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const stated = profile?.disclosureUrl ?? `https://${origin.split('/', 1)[0]}`;
  return { code, name, isDemo, profile: profile ?? undefined, portal: stated.replace(/\/+$/, '') };
});

/** 机关代码: in the log, in every public id and in every canonical document. */
export async function bureauCode(tx: ReadTx): Promise<string> {
  const { code } = await tx.db
    .selectFrom('bureau')
    .select('code')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  return code;
}

/** Why this 公示网址 cannot be a bureau's: another one is found under its host. `bureauId` is the one that asks, if it is there already. */
export async function hostRefusals(
  db: ReadTx['db'] | Runtime['db'],
  profile: Pick<BureauProfile, 'disclosureUrl'>,
  bureauId = 0,
): Promise<Refusal[]> {
  const host = hostOf(profile);
  const other = await db
    .selectFrom('bureau')
    .select('name')
    .where('host', '=', host)
    .where('bureau_id', '<>', bureauId)
    .executeTakeFirst();
  return other === undefined
    ? []
    : [{ code: 'host-taken', at: 'profile.disclosureUrl', facts: { host, name: other.name } }];
}

/** The bureau whose 公示网址 has this host, and the address people use there, with scheme and port as the profile says them. */
export async function bureauOfHost(
  { db }: Pick<Runtime, 'db'>,
  host: string,
): Promise<{ bureauId: number; origin: string } | undefined> {
  const row = await db
    .selectFrom('bureau')
    .select(['bureau_id', 'profile'])
    .where('host', '=', host)
    .executeTakeFirst();
  return row && { bureauId: row.bureau_id, origin: new URL(String(row.profile['disclosureUrl'])).origin };
}

/** What the public sees of the bureau. */
export async function findPublicProfile(tx: ReadTx): Promise<PublicProfile | undefined> {
  const found = await findProfile(tx);
  if (found === undefined) return undefined;
  const fields = PUBLIC_PROFILE_FIELDS.map((field) => [field, found.profile[field]] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as PublicProfile;
}

/** Where the public finds what the bureau discloses: as the bureau has stated it, so that a document is the same whoever prints it. */
export async function portalAddress(tx: ReadTx): Promise<string> {
  return (await readBureauNames(tx)).portal;
}

/** The name under which the bureau's log is signed. */
export async function bureauOrigin(tx: ReadTx): Promise<string> {
  const { origin } = await tx.db
    .selectFrom('bureau')
    .select('origin')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  return origin;
}

/** Display names by staff id; an id without a person of this bureau is left out. `system` is 系统. */
export async function staffNames(tx: ReadTx, staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(staffIds)];
  const rows = await tx.db
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', 'in', [...wanted, ''])
    .execute();
  const names = new Map(rows.map((row) => [row.staff_id, row.name]));
  return wanted.includes('system') ? names.set('system', '系统') : names;
}

/** Active people who hold the role, by name: for choosing whom to hand something to. */
export async function listHolders(
  tx: ReadTx,
  role: Role,
): Promise<readonly { staffId: string; name: string; department: string }[]> {
  const rows = await tx.db
    .selectFrom('staff')
    .select(['staff_id', 'name', 'department'])
    .where('bureau_id', '=', tx.bureauId)
    .where('active', '=', true)
    .where(sql<boolean>`${role} = ANY(roles)`)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ staffId: row.staff_id, name: row.name, department: row.department }));
}

/** Every role that somebody active holds. */
export async function rolesInOffice(tx: ReadTx): Promise<ReadonlySet<Role>> {
  const rows = await tx.db
    .selectFrom('staff')
    .select(sql<Role>`DISTINCT unnest(roles)`.as('role'))
    .where('bureau_id', '=', tx.bureauId)
    .where('active', '=', true)
    .execute();
  return new Set(rows.map(({ role }) => role));
}

/** Everyone active with an admin role; the rows stay locked, so that two admins cannot remove each other at once. */
export async function lockActiveAdmins(tx: ReadTx): Promise<readonly StaffState[]> {
  const rows = await tx.db
    .selectFrom('staff')
    .select(['staff_id', 'roles', 'active'])
    .where('bureau_id', '=', tx.bureauId)
    .where('active', '=', true)
    .where(sql<boolean>`roles && ARRAY['system-admin', 'security-admin', 'audit-admin']`)
    .orderBy('staff_id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({ staffId: row.staff_id, roles: row.roles, active: row.active }));
}

/** One person, locked. */
export async function lockStaff(tx: ReadTx, staffId: string): Promise<StaffState | undefined> {
  const row = await tx.db
    .selectFrom('staff')
    .select(['staff_id', 'roles', 'active'])
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .forUpdate()
    .executeTakeFirst();
  return row && { staffId: row.staff_id, roles: row.roles, active: row.active };
}

/** Who acts in a session, in the roles of this moment (docs/adr/0062); undefined when the person is not, or no longer, on the staff. */
export async function findActor(runtime: Runtime, bureauId: number, staffId: string): Promise<Actor | undefined> {
  const { rows } = await sql<{ name: string | null; roles: readonly Role[] | null }>`
    SELECT name, roles FROM acting_staff(${bureauId}, ${staffId}, ${runtime.clock.now()})`.execute(runtime.db);
  const person = rows[0];
  if (person === undefined || person.name === null || person.roles === null) return undefined;
  return { bureauId, staffId, name: person.name, roles: person.roles };
}

export interface StaffQuery {
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
  readonly sort?: StaffSort | `-${StaffSort}` | undefined;
  readonly page: number;
  readonly size: number;
}

/** What the list of people can be ordered by. */
export const STAFF_SORTS = ['name', 'department', 'username'] as const;
type StaffSort = (typeof STAFF_SORTS)[number];

/** People by department and name; `q` is part of a name (also in pinyin), user name or department. */
export async function listStaff(tx: ReadTx, query: StaffQuery): Promise<{ total: number; rows: readonly Staff[] }> {
  let found = tx.db
    .selectFrom('staff')
    .innerJoin('identity_account', 'identity_account.account_id', 'staff.staff_id')
    .where('staff.bureau_id', '=', tx.bureauId);
  const { q = '', role, active, ...wanted } = query;
  if (role !== undefined) found = found.where(sql<boolean>`${role} = ANY(roles)`);
  if (active !== undefined) found = found.where('active', '=', active);
  const people = await found
    .select(['staff_id', 'name', 'department', 'staff.username', 'roles', 'active', 'one_time_until'])
    .orderBy('active', 'desc')
    .orderBy('department')
    .orderBy('name')
    .orderBy('staff_id')
    .execute();
  const searched = people.filter(({ name, username, department }) =>
    isFound(q, searchForms(name, { isPerson: true, words: [username, department] })),
  );
  const { total, rows } = pageOfRows(searched, wanted, {
    name: ({ name }) => name,
    department: ({ department }) => department,
    username: ({ username }) => username,
  });
  return { total, rows: rows.map(staffOf) };
}

/** One person; undefined when the bureau has none of that id. */
export async function findStaff(tx: ReadTx, staffId: string): Promise<Staff | undefined> {
  const row = await tx.db
    .selectFrom('staff')
    .innerJoin('identity_account', 'identity_account.account_id', 'staff.staff_id')
    .select(['staff_id', 'name', 'department', 'staff.username', 'roles', 'active', 'one_time_until'])
    .where('staff.bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return row && staffOf(row);
}

interface StaffRow {
  readonly staff_id: string;
  readonly name: string;
  readonly department: string;
  readonly username: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly one_time_until: string | null;
}

function staffOf(row: StaffRow): Staff {
  const { name, department, username, active } = row;
  return {
    staffId: row.staff_id,
    name,
    department,
    username,
    roles: [...row.roles],
    active,
    awaitsFirstSignIn: active && row.one_time_until !== null,
  };
}

/** 栏目 of one person, by list. */
export async function listListColumns(tx: ReadTx, staffId: string): Promise<readonly ListColumns[]> {
  return tx.db
    .selectFrom('list_columns')
    .select(['list', 'columns'])
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .orderBy('list')
    .execute();
}
