/** Sign-in and sessions (身份鉴别): our port; behind it better-auth, which can be replaced (ADR 3). @module */
import { isAPIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { newId } from '../ids.ts';
import type { Refusal } from '../result.ts';
import { SESSION_COOKIE, tokenHash, tokenReader } from './cookie.ts';
import { countAttempt, forgetFailures, minutesLeft } from './lockout.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { PASSWORD_POLICY } from './password-policy.ts';
import type { IdentitySecrets } from './secrets.ts';
import {
  ABSOLUTE_SECONDS,
  endSession,
  liveSessions,
  markAuthenticated,
  touchSession,
  TOUCH_SECONDS,
} from './sessions.ts';
import { identityStorage } from './storage.ts';
import { normalName, USERNAME } from './username.ts';

export interface Session {
  /** SHA-256 of the token; names the session on the server, opens nothing. */
  readonly hash: Buffer;
  /** The id of the person. */
  readonly accountId: string;
  readonly bureauId: number;
  readonly username: string;
  readonly startedAt: string;
  /** When the password was last shown; deeds that ask for a fresh look compare it. */
  readonly authenticatedAt: string;
  readonly mustChangePassword: boolean;
}

export type SignIn =
  | { readonly outcome: 'signed-in'; readonly session: Session; readonly setCookies: readonly string[] }
  | {
      readonly outcome: 'failed' | 'locked';
      readonly refusals: readonly Refusal[];
      readonly account: KnownAccount | undefined;
    };

/** The account behind a failed attempt: for the security log only, never for the answer. */
export interface KnownAccount {
  readonly accountId: string;
  readonly bureauId: number;
}

export interface Identity {
  /** Refusals: `sign-in-failed` (name or password, never which), `account-locked` (minutes), `one-time-password-expired`. */
  signIn(typedName: string, password: string): Promise<SignIn>;
  /** The live session of a `Cookie` header; also notes that it is in use. */
  sessionOf(cookies: string | undefined): Promise<Session | undefined>;
  /** Ends the session of a `Cookie` header and gives the `Set-Cookie` values that clear it. */
  signOut(cookies: string | undefined): Promise<readonly string[]>;
  /** Shows the password again in a session (重新鉴别). Refusals: `current-password-wrong`, `account-locked`; empty means it was right. */
  confirmPassword(session: Session, password: string): Promise<readonly Refusal[]>;
}

export interface IdentityOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: IdentitySecrets;
  /** The address people use; https makes the cookie `Secure`. */
  readonly publicUrl: string | undefined;
}

/** Opens sign-in over the identity tables. Makes no network call and starts nothing that must be stopped. */
export function openIdentity({ db, clock, secrets, publicUrl }: IdentityOptions): Identity {
  const auth = openBetterAuth({ db, clock, secrets, publicUrl });

  const tokenOf = tokenReader(secrets.cookieSecret, isHttps(publicUrl));

  const sessionOf = async (cookies: string | undefined): Promise<Session | undefined> => {
    const token = tokenOf(cookies ?? '');
    if (token === undefined) return undefined;
    const hash = tokenHash(token);
    const now = clock.now();
    const row = await liveSessions(db, now).where('token_hash', '=', hash).executeTakeFirst();
    if (row === undefined) return undefined;
    if (secondsBetween(row.used_at, now) >= TOUCH_SECONDS) await touchSession(db, hash, now);
    return {
      hash,
      accountId: row.account_id,
      bureauId: row.bureau_id,
      username: row.username,
      startedAt: row.created_at,
      authenticatedAt: row.authenticated_at,
      mustChangePassword: row.one_time_until !== null,
    };
  };

  /** The cookies of a new session; undefined when name and password do not belong together. */
  const openSession = async (name: string, password: string): Promise<readonly string[] | undefined> => {
    try {
      const { headers } = await auth.api.signInUsername({ body: { username: name, password }, returnHeaders: true });
      return headers.getSetCookie();
    } catch (error) {
      if (isAPIError(error) && error.statusCode < 500) return undefined;
      throw error;
    }
  };

  return {
    sessionOf,

    signIn: async (typedName, password) => {
      const name = normalName(typedName);
      const nameHash = secrets.nameHash(name);
      const now = clock.now();
      const account = await findAccount(db, name);
      const attempt = await countAttempt(db, nameHash, now);
      if (attempt.kind === 'locked')
        return { outcome: 'locked', account, refusals: [lockedRefusal(attempt.until, now)] };
      const setCookies = await openSession(name, password);
      if (setCookies === undefined) {
        return { outcome: 'failed', account, refusals: failureRefusals('sign-in-failed', attempt.lockedUntil, now) };
      }
      await forgetFailures(db, nameHash, now);
      const session = await sessionOf(setCookies.map((cookie) => cookie.split(';', 1)[0]).join('; '));
      if (session === undefined) throw new Error('a new session was not found');
      if (account?.oneTimeUntil !== undefined && account.oneTimeUntil <= now) {
        await endSession(db, session.hash);
        return { outcome: 'failed', account, refusals: [{ code: 'one-time-password-expired' }] };
      }
      return { outcome: 'signed-in', session, setCookies };
    },

    signOut: async (cookies) => {
      // better-auth overlooks a failure to delete; a sign-out that did not happen must not look like one.
      const session = await sessionOf(cookies);
      if (session !== undefined) await endSession(db, session.hash);
      const response = await auth.api.signOut({ headers: new Headers({ cookie: cookies ?? '' }), asResponse: true });
      return response.headers.getSetCookie();
    },

    confirmPassword: async (session, password) => {
      const nameHash = secrets.nameHash(session.username);
      const now = clock.now();
      const attempt = await countAttempt(db, nameHash, now);
      if (attempt.kind === 'locked') return [lockedRefusal(attempt.until, now)];
      const account = await db
        .selectFrom('identity_account')
        .select('password_hash')
        .where('account_id', '=', session.accountId)
        .executeTakeFirstOrThrow();
      if (!(await verifyPassword(account.password_hash, password))) {
        return failureRefusals('current-password-wrong', attempt.lockedUntil, now);
      }
      await forgetFailures(db, nameHash, now);
      await markAuthenticated(db, session.hash, now);
      return [];
    },
  };
}

function openBetterAuth({ db, clock, secrets, publicUrl }: IdentityOptions) {
  return betterAuth({
    baseURL: publicUrl ?? 'http://localhost',
    secret: secrets.cookieSecret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: identityStorage(db, clock),
    plugins: [
      username({
        maxUsernameLength: 32,
        usernameValidator: (name) => USERNAME.test(name),
        usernameNormalization: false,
      }),
    ],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: PASSWORD_POLICY.maxLength,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // Lifetimes are ours (sessions.ts); this one only ends the cookie.
    session: { expiresIn: ABSOLUTE_SECONDS },
    rateLimit: { enabled: false },
    advanced: {
      cookies: { session_token: { name: SESSION_COOKIE } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      useSecureCookies: isHttps(publicUrl),
      database: { generateId: newId },
    },
  });
}

function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith('https://') === true;
}

async function findAccount(
  db: Kysely<Database>,
  name: string,
): Promise<(KnownAccount & { oneTimeUntil: string | undefined }) | undefined> {
  if (!USERNAME.test(name)) return undefined;
  const row = await db
    .selectFrom('identity_account')
    .select(['account_id', 'bureau_id', 'one_time_until'])
    .where('username', '=', name)
    .executeTakeFirst();
  return row && { accountId: row.account_id, bureauId: row.bureau_id, oneTimeUntil: row.one_time_until ?? undefined };
}

function failureRefusals(code: string, lockedUntil: string, now: string): readonly Refusal[] {
  const isLocked = secondsBetween(now, lockedUntil) > 0;
  return isLocked ? [{ code }, lockedRefusal(lockedUntil, now)] : [{ code }];
}

function lockedRefusal(until: string, now: string): Refusal {
  return { code: 'account-locked', facts: { minutes: minutesLeft(until, now) } };
}

function secondsBetween(from: string, to: string): number {
  return Temporal.Instant.from(from).until(to).total('seconds');
}
