/** Accounts (账号): made, given a new password and disabled within the transaction that says why. @module */
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.ts';
import { PASSWORD_POLICY } from './policy.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { endSessions } from './sessions.ts';
import './tables.ts';

export interface NewAccount {
  /** The id of the person it belongs to. */
  readonly accountId: string;
  readonly bureauId: number;
  /** Lower case; unique over all bureaus, since sign-in comes before the bureau is known. */
  readonly username: string;
  readonly password: string;
  /** Whether the password must be changed at the first sign-in, and dies after the policy's `oneTimeHours`. */
  readonly isOneTime: boolean;
}

/** Makes the account; false when the user name is taken. The caller has checked the password. */
export async function createAccount(db: Kysely<Database>, account: NewAccount, now: string): Promise<boolean> {
  const made = await db
    .insertInto('identity_account')
    .values({
      account_id: account.accountId,
      bureau_id: account.bureauId,
      username: account.username,
      password_hash: await hashPassword(account.password),
      password_changed_at: now,
      one_time_until: account.isOneTime ? oneTimeUntil(now) : null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** Whether somebody of any bureau has it. Only for who may make accounts: to others it would tell who works here. */
export async function isUsernameTaken(db: Kysely<Database>, username: string): Promise<boolean> {
  const account = await db
    .selectFrom('identity_account')
    .select('account_id')
    .where('username', '=', username)
    .executeTakeFirst();
  return account !== undefined;
}

export interface NewPassword {
  readonly accountId: string;
  readonly password: string;
  readonly isOneTime: boolean;
  /** The session that goes on; every other one of the account ends. */
  readonly keepSession?: Buffer;
}

/** The most that a policy can ask to remember. */
const KEPT_PASSWORDS = 24;

/** Sets a password and ends the sessions that stood on the old one, which is remembered as a hash. */
export async function setPassword(db: Kysely<Database>, change: NewPassword, now: string): Promise<void> {
  await sql`INSERT INTO identity_old_password (account_id, replaced_at, password_hash)
    SELECT account_id, ${now}, password_hash FROM identity_account WHERE account_id = ${change.accountId}
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`DELETE FROM identity_old_password WHERE account_id = ${change.accountId} AND password_hash NOT IN (
    SELECT password_hash FROM identity_old_password WHERE account_id = ${change.accountId}
    ORDER BY replaced_at DESC LIMIT ${KEPT_PASSWORDS})`.execute(db);
  await db
    .updateTable('identity_account')
    .set({
      password_hash: await hashPassword(change.password),
      password_changed_at: now,
      one_time_until: change.isOneTime ? oneTimeUntil(now) : null,
    })
    .where('account_id', '=', change.accountId)
    .execute();
  await endSessions(db, change.accountId, change.keepSession);
}

/** Whether the account had this password before, among the last `history` (口令历史). */
export async function wasPassword(
  db: Kysely<Database>,
  accountId: string,
  password: string,
  history: number,
): Promise<boolean> {
  const rows = await db
    .selectFrom('identity_old_password')
    .select('password_hash')
    .where('account_id', '=', accountId)
    .orderBy('replaced_at', 'desc')
    .limit(history)
    .execute();
  // One after the other: each costs 19 MiB.
  for (const { password_hash: hash } of rows) if (await verifyPassword(hash, password)) return true;
  return false;
}

/** Holds the account until the transaction ends: two removals of its factors take their turn. */
export async function lockAccount(db: Kysely<Database>, accountId: string): Promise<void> {
  await db
    .selectFrom('identity_account')
    .select('account_id')
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Disables an account for good and ends its sessions; returns how many sessions ended. */
export async function disableAccount(db: Kysely<Database>, accountId: string, now: string): Promise<number> {
  await db.updateTable('identity_account').set({ disabled_at: now }).where('account_id', '=', accountId).execute();
  return endSessions(db, accountId);
}

function oneTimeUntil(now: string): string {
  return Temporal.Instant.from(now).add({ hours: PASSWORD_POLICY.oneTimeHours }).toString();
}
