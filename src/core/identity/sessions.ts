/** Server-side sessions: when they end, and how they are ended. @module */
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Database } from '../db.ts';
import './tables.ts';

/** A session ends when it was not used for 30 minutes, and 8 hours after sign-in in any case. */
const IDLE_SECONDS = 1_800;
export const ABSOLUTE_SECONDS = 28_800;
/** The time of the last use is written at most this often, so that reading a page is not a write each time. */
export const TOUCH_SECONDS = 60;

export interface SessionRow {
  readonly account_id: string;
  readonly bureau_id: number;
  readonly username: string;
  readonly created_at: string;
  readonly used_at: string;
  readonly authenticated_at: string;
  readonly one_time_until: string | null;
}

/** The sessions that live at `now`, with their accounts. */
export function liveSessions(
  db: Kysely<Database>,
  now: string,
): SelectQueryBuilder<Database, 'identity_session' | 'identity_account', SessionRow> {
  return db
    .selectFrom('identity_session')
    .innerJoin('identity_account', 'identity_account.account_id', 'identity_session.account_id')
    .select([
      'identity_session.account_id',
      'identity_account.bureau_id',
      'identity_account.username',
      'identity_session.created_at',
      'identity_session.used_at',
      'identity_session.authenticated_at',
      'identity_account.one_time_until',
    ])
    .where('identity_session.used_at', '>', before(now, IDLE_SECONDS))
    .where('identity_session.created_at', '>', before(now, ABSOLUTE_SECONDS))
    .where('identity_account.disabled_at', 'is', null);
}

/** Notes that a session is in use. */
export async function touchSession(db: Kysely<Database>, hash: Buffer, now: string): Promise<void> {
  await db
    .updateTable('identity_session')
    .set({ used_at: now })
    .where('token_hash', '=', hash)
    .where('used_at', '<', now)
    .execute();
}

/** Notes that the person has just shown the password again (重新鉴别). */
export async function markAuthenticated(db: Kysely<Database>, hash: Buffer, now: string): Promise<void> {
  await db.updateTable('identity_session').set({ authenticated_at: now }).where('token_hash', '=', hash).execute();
}

/** Ends one session. */
export async function endSession(db: Kysely<Database>, hash: Buffer): Promise<void> {
  await db.deleteFrom('identity_session').where('token_hash', '=', hash).execute();
}

/** Ends all sessions of an account, except the one given; returns how many. */
export async function endSessions(db: Kysely<Database>, accountId: string, except?: Buffer): Promise<number> {
  const ended = await db
    .deleteFrom('identity_session')
    .where('account_id', '=', accountId)
    .$if(except !== undefined, (query) => query.where('token_hash', '!=', except ?? Buffer.alloc(0)))
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}

/** Removes what has ended by time. */
export async function deleteDeadSessions(db: Kysely<Database>, now: string): Promise<void> {
  await db
    .deleteFrom('identity_session')
    .where((eb) =>
      eb.or([eb('used_at', '<=', before(now, IDLE_SECONDS)), eb('created_at', '<=', before(now, ABSOLUTE_SECONDS))]),
    )
    .execute();
}

function before(now: string, seconds: number): string {
  return Temporal.Instant.from(now).subtract({ seconds }).toString();
}
