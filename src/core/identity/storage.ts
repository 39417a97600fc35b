/** What better-auth reads and writes, on our tables: hashed tokens, our clock, and nothing it does not need. @module */
import { createAdapterFactory, type AdapterFactory, type CleanedWhere } from 'better-auth/adapters';
import type { BetterAuthOptions } from 'better-auth';
import { sql, type Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { tokenHash } from './cookie.ts';
import { UNUSABLE_HASH } from './password.ts';
import { deleteDeadSessions, HAS_FACTOR } from './sessions.ts';
import './tables.ts';

/** The adapter. It knows the three models of a sign-in; whatever else is asked of it is a bug. */
export function identityStorage(db: Kysely<Database>, clock: Clock): AdapterFactory<BetterAuthOptions> {
  return createAdapterFactory({
    config: { adapterId: 'sunlot', adapterName: 'sunlot', supportsDates: true, supportsBooleans: true },
    adapter: () => ({
      findOne: async <T>({ model, where }: Question) => (await findOne(db, model, where)) as T | null,
      create: async <T>({ model, data }: { model: string; data: T & Record<string, unknown> }) => {
        if (model !== 'session') return unknownQuestion('create', model);
        await createSession(db, clock, data);
        return data;
      },
      // Asked at sign-out, for the session (the port has ended it) and for other ways to sign in (there are none).
      findMany: async () => [],
      delete: async ({ model }) => unknownQuestion('delete', model),
      update: async ({ model }) => unknownQuestion('update', model),
      updateMany: async ({ model }) => unknownQuestion('updateMany', model),
      deleteMany: async ({ model }) => unknownQuestion('deleteMany', model),
      count: async ({ model }) => unknownQuestion('count', model),
    }),
  });
}

interface Question {
  readonly model: string;
  readonly where: readonly CleanedWhere[];
}

async function findOne(db: Kysely<Database>, model: string, where: readonly CleanedWhere[]): Promise<object | null> {
  switch (model) {
    case 'user':
      return findUser(db, valueOf(where, 'username'));
    case 'account':
      return findCredential(db, valueOf(where, 'userId'));
    case 'session':
      // Asked at sign-out; the port has read and ended the session before.
      return null;
    default:
      return unknownQuestion('findOne', model);
  }
}

async function findUser(db: Kysely<Database>, username: string): Promise<object | null> {
  const account = await db
    .selectFrom('identity_account')
    .select(['account_id', 'username'])
    .where('username', '=', username)
    .executeTakeFirst();
  return account === undefined ? null : userOf(account.account_id, account.username);
}

async function findCredential(db: Kysely<Database>, accountId: string): Promise<object | null> {
  const account = await db
    .selectFrom('identity_account')
    .select(['account_id', 'password_hash', 'disabled_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) return null;
  // A disabled account is refused like a wrong password, after the same work.
  const password = account.disabled_at === null ? account.password_hash : UNUSABLE_HASH;
  return { id: accountId, accountId, userId: accountId, providerId: 'credential', password };
}

async function createSession(
  db: Kysely<Database>,
  clock: Clock,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { token, userId } = data;
  if (typeof token !== 'string' || typeof userId !== 'string')
    throw new TypeError('a session needs a token and a user');
  const now = clock.now();
  await deleteDeadSessions(db, now);
  // Not a session yet where a second factor is still to come: that is decided here, for every way to begin one.
  await sql`INSERT INTO identity_session (token_hash, account_id, created_at, used_at, authenticated_at, awaits_factor)
    SELECT ${tokenHash(token)}, a.account_id, ${now}, ${now}, ${now}, ${HAS_FACTOR} FROM identity_account a
    WHERE a.account_id = ${userId} AND a.disabled_at IS NULL`.execute(db);
}

function userOf(id: string, username: string): object {
  return { id, username, name: username, email: '', emailVerified: false };
}

function valueOf(where: readonly CleanedWhere[], field: string): string {
  const value = where.find((condition) => condition.field === field && condition.operator === 'eq')?.value;
  if (typeof value !== 'string') throw new TypeError(`no condition on ${field}`);
  return value;
}

function unknownQuestion(method: string, model: string): never {
  throw new Error(`identity storage does not answer ${method} ${model}`);
}
