/** Server-side sessions: when they end, and how they are ended. @module */
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.ts';
import { DEFAULT_POLICY } from './policy.ts';
import './tables.ts';

/** The longest that any policy lets a session live: how long the browser keeps the cookie. */
export const COOKIE_SECONDS = DEFAULT_POLICY.absoluteMinutes * 60;
/** The time of the last use is written at most this often, so that reading a page is not a write each time. */
export const TOUCH_SECONDS = 60;
/** How long the second factor may take after the password. */
const SECOND_STEP_MINUTES = 5;

/** Where a request comes from, as the person sees it in the list of own sessions. */
export interface Source {
  readonly ip: string;
  readonly userAgent: string;
}

export interface Session {
  /** SHA-256 of the token; names the session on the server, opens nothing. */
  readonly hash: Buffer;
  /** The id of the person. */
  readonly accountId: string;
  readonly bureauId: number;
  readonly username: string;
  readonly startedAt: string;
  /** When the person last showed who it is; deeds that ask for a fresh look compare it. */
  readonly authenticatedAt: string;
  /** A one-time password, or one older than the policy allows. */
  readonly mustChangePassword: boolean;
  /** The policy asks for a second factor and the account has none yet. */
  readonly mustEnrolFactor: boolean;
  readonly hasFactor: boolean;
  /** Without a request it ends after so long. */
  readonly idleMinutes: number;
  /** When it ends whatever is done, an ISO instant. */
  readonly endsAt: string;
}

export interface SessionRow {
  readonly account_id: string;
  readonly bureau_id: number;
  readonly username: string;
  readonly created_at: string;
  readonly used_at: string;
  readonly authenticated_at: string;
  readonly one_time_until: string | null;
  readonly password_too_old: boolean;
  readonly has_factor: boolean;
  readonly needs_factor: boolean;
  readonly idle_minutes: number;
  readonly ends_at: string;
}

/** Whether the account can show more than a password: one place, since it decides who is let in. */
export const HAS_FACTOR = sql<boolean>`(EXISTS (SELECT FROM identity_totp t WHERE t.account_id = a.account_id AND t.confirmed_at IS NOT NULL)
  OR EXISTS (SELECT FROM identity_passkey k WHERE k.account_id = a.account_id))`;

const IDLE_MINUTES = sql<number>`coalesce(p.idle_minutes, ${DEFAULT_POLICY.idleMinutes})`;
const LONGEST = sql`make_interval(mins => coalesce(p.absolute_minutes, ${DEFAULT_POLICY.absoluteMinutes}))`;

const LIVES = (now: string) => sql<boolean>`NOT s.awaits_factor AND a.disabled_at IS NULL
  AND s.used_at > ${now}::timestamptz - make_interval(mins => ${IDLE_MINUTES})
  AND s.created_at > ${now}::timestamptz - ${LONGEST}`;

const JOINED = sql`identity_session s JOIN identity_account a USING (account_id) LEFT JOIN identity_policy p USING (bureau_id)`;

/** The live session of this token, with its account. */
export async function findSession(db: Kysely<Database>, hash: Buffer, now: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    SELECT a.account_id, a.bureau_id, a.username, s.created_at, s.used_at, s.authenticated_at, a.one_time_until,
      coalesce(p.max_age_days > 0 AND a.password_changed_at <= ${now}::timestamptz - make_interval(days => p.max_age_days), false)
        AS password_too_old,
      ${HAS_FACTOR} AS has_factor, coalesce(p.needs_second_factor, ${DEFAULT_POLICY.needsSecondFactor}) AS needs_factor,
      ${IDLE_MINUTES} AS idle_minutes, s.created_at + ${LONGEST} AS ends_at
    FROM ${JOINED} WHERE s.token_hash = ${hash} AND ${LIVES(now)}`.execute(db);
  return rows[0];
}

export function sessionFrom(hash: Buffer, row: SessionRow): Session {
  return {
    hash,
    accountId: row.account_id,
    bureauId: row.bureau_id,
    username: row.username,
    startedAt: row.created_at,
    authenticatedAt: row.authenticated_at,
    mustChangePassword: row.one_time_until !== null || row.password_too_old,
    mustEnrolFactor: row.needs_factor && !row.has_factor,
    hasFactor: row.has_factor,
    idleMinutes: row.idle_minutes,
    endsAt: row.ends_at,
  };
}

/** Whose password was right a moment ago in this browser, and who has still to show the second factor. */
export async function findHalfSession(
  db: Kysely<Database>,
  hash: Buffer,
  now: string,
): Promise<{ accountId: string; bureauId: number; username: string } | undefined> {
  const { rows } = await sql<{ account_id: string; bureau_id: number; username: string }>`
    SELECT a.account_id, a.bureau_id, a.username FROM identity_session s JOIN identity_account a USING (account_id)
    WHERE s.token_hash = ${hash} AND s.awaits_factor AND a.disabled_at IS NULL
      AND s.created_at > ${now}::timestamptz - make_interval(mins => ${SECOND_STEP_MINUTES})`.execute(db);
  const row = rows[0];
  return row && { accountId: row.account_id, bureauId: row.bureau_id, username: row.username };
}

export interface OwnSession extends Source {
  readonly hash: Buffer;
  readonly startedAt: string;
  readonly usedAt: string;
}

/** The live sessions of one account, the newest first. */
export async function sessionsOf(db: Kysely<Database>, accountId: string, now: string): Promise<readonly OwnSession[]> {
  const { rows } = await sql<OwnSession>`
    SELECT s.token_hash AS hash, s.created_at AS "startedAt", s.used_at AS "usedAt", s.ip, s.user_agent AS "userAgent"
    FROM ${JOINED} WHERE s.account_id = ${accountId} AND ${LIVES(now)}
    ORDER BY s.created_at DESC, s.token_hash`.execute(db);
  return rows;
}

/** A session is whole now: the last factor was shown. The oldest beyond `most` end. */
export async function beginSession(
  db: Kysely<Database>,
  session: { readonly hash: Buffer; readonly accountId: string },
  source: Source,
  most: number,
  now: string,
): Promise<void> {
  await db
    .updateTable('identity_session')
    .set({
      awaits_factor: false,
      authenticated_at: now,
      used_at: now,
      ip: source.ip,
      user_agent: source.userAgent.slice(0, 200),
    })
    .where('token_hash', '=', session.hash)
    .execute();
  await sql`DELETE FROM identity_session WHERE token_hash IN (
    SELECT token_hash FROM identity_session WHERE account_id = ${session.accountId} AND NOT awaits_factor
      AND token_hash <> ${session.hash} ORDER BY created_at DESC, token_hash OFFSET ${most - 1})`.execute(db);
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

/** Notes that the person has just shown again who it is (重新鉴别). */
export async function markAuthenticated(db: Kysely<Database>, hash: Buffer, now: string): Promise<void> {
  await db.updateTable('identity_session').set({ authenticated_at: now }).where('token_hash', '=', hash).execute();
}

/** Ends one session; false when there was none. With an account: only if it is that account's. */
export async function endSession(db: Kysely<Database>, hash: Buffer, accountId?: string): Promise<boolean> {
  const ended = await db
    .deleteFrom('identity_session')
    .where('token_hash', '=', hash)
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .executeTakeFirst();
  return ended.numDeletedRows === 1n;
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

/** Removes what has ended by time, and what the second factor never came for. */
export async function deleteDeadSessions(db: Kysely<Database>, now: string): Promise<void> {
  await sql`DELETE FROM identity_session d USING ${JOINED}
    WHERE d.token_hash = s.token_hash AND NOT (${LIVES(now)})
      AND NOT (s.awaits_factor AND s.created_at > ${now}::timestamptz - make_interval(mins => ${SECOND_STEP_MINUTES}))`.execute(
    db,
  );
}
