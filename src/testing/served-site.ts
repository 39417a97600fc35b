/** The whole site over a test runtime with somebody signed in for every role, in both bureaus. @module */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { createStaff, grantRoles } from '../bureau/actions/staff.ts';
import { ROLES, type Role } from '../core/actor.ts';
import { NO_BEACON_HOSTS } from '../core/beacon-hosts.ts';
import { execute } from '../core/command.ts';
import { setPassword } from '../core/identity/accounts.ts';
import { openIdentity } from '../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../core/identity/secrets.ts';
import { openSetupCode } from '../core/identity/setup-code.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau } from '../core/transact.ts';
import { buildSite } from '../http/site.ts';
import { cookieOf } from './door.ts';
import type { KnownIds } from './made-values.ts';
import { actorOf } from './runtime.ts';

const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'Correct-horse battery 7';

export interface Caller {
  /** `head`, or `no-role` for somebody with an account and nothing else. */
  readonly role: Role | 'no-role';
  readonly bureauId: number;
  readonly staffId: string;
  readonly cookie: string;
}

export interface TestSite {
  readonly app: FastifyInstance;
  /** Somebody of every role, and of none, in bureau 1 and in bureau 2. */
  readonly callers: readonly Caller[];
}

export async function openSite(runtime: Runtime): Promise<TestSite> {
  const app = await buildSite({
    runtime,
    identity: openIdentity({
      db: runtime.db,
      clock: runtime.clock,
      secrets: temporaryIdentitySecrets(),
      publicUrl: undefined,
    }),
    setupCode: openSetupCode(join(tmpdir(), `sunlot-no-setup-code-${process.pid}`)),
    beaconHosts: NO_BEACON_HOSTS,
    database: 'embedded',
    workerError: () => undefined,
    logging: false,
  });
  const callers: Caller[] = [];
  for (const bureauId of [1, 2])
    for (const role of [...ROLES, 'no-role'] as const) callers.push(await openCaller(app, runtime, role, bureauId));
  return { app, callers };
}

/** An account with that role, signed in. */
export async function openCaller(
  app: FastifyInstance,
  runtime: Runtime,
  role: Role | 'no-role',
  bureauId: number,
): Promise<Caller> {
  const username = `matrix.${bureauId}.${role}`;
  const by = (admin: Role) => actorOf([admin], admin, bureauId);
  const input = { name: `角色${role}`, department: '综合科', username, oneTimePassword: ONE_TIME };
  const created = await execute(runtime, by('system-admin'), createStaff, randomUUID(), input);
  if (!created.ok) throw new Error(JSON.stringify(created.refusals));
  const { staffId } = created.value;
  if (role !== 'no-role')
    await execute(runtime, by('security-admin'), grantRoles, randomUUID(), { staffId, roles: [role] });
  await setPassword(runtime.db, { accountId: staffId, password: PASSWORD, isOneTime: false }, runtime.clock.now());
  const signIn = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { username, password: PASSWORD } });
  if (signIn.statusCode !== 200) throw new Error(signIn.body);
  return { role, bureauId, staffId, cookie: cookieOf(signIn) };
}

/** Ids that bureau 1 has, by the name a field would have: column `plan_id` of any table is `planId`. */
export async function idsOfBureauOne(runtime: Runtime): Promise<KnownIds> {
  const ids: Record<string, Set<string>> = {};
  await inBureau(runtime, 1, async ({ db }) => {
    const { rows: columns } = await sql<{ table: string; column: string }>`
      SELECT c.relname AS table, a.attname AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'sunlot'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
        AND a.atttypid IN ('text'::regtype, 'uuid'::regtype) AND a.attname LIKE '%\\_id'
        AND has_column_privilege(c.oid, a.attname, 'SELECT')
        AND EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attname = 'bureau_id')
      ORDER BY 1, 2`.execute(db);
    for (const { table, column } of columns) {
      const { rows } = await sql<{ id: string | null }>`
        SELECT DISTINCT ${sql.ref(column)}::text AS id FROM ${sql.table(`sunlot.${table}`)}
        WHERE bureau_id = 1 ORDER BY 1 LIMIT 3`.execute(db);
      const name = column.replaceAll(/_([a-z])/g, (_all, sign: string) => sign.toUpperCase());
      for (const { id } of rows) if (id !== null && id !== '') (ids[name] ??= new Set()).add(id);
    }
  });
  const found = Object.fromEntries(Object.entries(ids).map(([name, values]) => [name, [...values]]));
  // Where a field bears another name than the column.
  const also: Readonly<Record<string, string>> = {
    recordId: 'enterpriseId',
    subjectId: 'enterpriseId',
    personId: 'officerId',
    penaltyCaseId: 'caseId',
    holdId: 'staffId',
  };
  for (const [name, column] of Object.entries(also)) found[name] ??= found[column] ?? [];
  return found;
}

/** No address asks twice, so that no limit of one is reached. */
export function nextAddress(count: number): string {
  return `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`;
}
