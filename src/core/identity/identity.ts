/** Sign-in and sessions (身份鉴别): our port; behind it better-auth, which can be replaced (docs/adr/0003, 0062). @module */
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Refusal } from '../result.ts';
import { isFor, type Address } from './address.ts';
import { countTry } from './attempts.ts';
import { tokenHash, tokenReader } from './cookie.ts';
import { isHttps, openEngine } from './engine.ts';
import { holderOf, type PasskeyAnswer } from './passkeys.ts';
import { verifyPassword } from './password.ts';
import { findPolicy } from './policies.ts';
import type { IdentitySecrets } from './secrets.ts';
import {
  beginSession,
  endSession,
  findHalfSession,
  findSession,
  markAuthenticated,
  sessionFrom,
  touchSession,
  TOUCH_SECONDS,
  type Session,
  type Source,
} from './sessions.ts';
import { useRecoveryCode, useTotp } from './totp.ts';
import { openUnified, type Unified, type UnifiedPlatform } from './unified.ts';
import { normalName, USERNAME } from './username.ts';

/** The account behind a failed attempt: for the security log only, never for the answer. */
export interface KnownAccount {
  readonly accountId: string;
  readonly bureauId: number;
}

export type SignIn =
  | { readonly outcome: 'signed-in'; readonly session: Session; readonly setCookies: readonly string[] }
  /** The password was right; the cookie opens nothing before {@link Identity.finishSignIn}. */
  | { readonly outcome: 'second-step'; readonly account: KnownAccount; readonly setCookies: readonly string[] }
  | {
      readonly outcome: 'failed' | 'locked' | 'source-locked';
      readonly refusals: readonly Refusal[];
      readonly account: KnownAccount | undefined;
    };

/** What a person can show beside the password. */
export type FactorProof =
  | { readonly code: string }
  | { readonly passkey: PasskeyAnswer; readonly at: Address | undefined };

export interface Identity {
  /** Refusals: `sign-in-failed` (name or password, never which), `account-locked`, `source-locked` (minutes), `one-time-password-expired`. */
  signIn(typedName: string, password: string, source?: Source): Promise<SignIn>;
  /** The second step of {@link signIn}, for the cookies it gave. Refusals: `not-signed-in`, `second-factor-wrong`, and the waits. */
  finishSignIn(cookies: string | undefined, proof: FactorProof, source: Source): Promise<SignIn>;
  /** The whole sign-in by a passkey. Refusals: `passkey-unknown`. */
  signInByPasskey(answer: PasskeyAnswer, at: Address | undefined, source: Source): Promise<SignIn>;
  /** A session for somebody whom the unified platform has recognised; a second factor of the account's own is still asked. Refusals: `unified-not-linked`, `address-of-another-bureau`. */
  signInLinked(accountId: string, at: Address, source: Source): Promise<SignIn>;
  /** The live session of a `Cookie` header; also notes that it is in use. */
  sessionOf(cookies: string | undefined): Promise<Session | undefined>;
  /** Ends the session of a `Cookie` header and gives the `Set-Cookie` values that clear it. */
  signOut(cookies: string | undefined): Promise<readonly string[]>;
  /**
   * Shows the password again in a session, and the second factor when the account has one (重新鉴别); a passkey alone is
   * both. Refusals: `current-password-wrong`, `second-factor-needed`, `second-factor-wrong`, `account-locked`; empty: right.
   */
  confirm(session: Session, password: string | undefined, proof?: FactorProof): Promise<readonly Refusal[]>;
  /** Whether this is the password of the session's account; changes nothing. Refusals: `current-password-wrong`, `account-locked`. */
  checkPassword(session: Session, password: string): Promise<readonly Refusal[]>;
  /** The unified identity platform of the configuration. */
  readonly unified: Unified | undefined;
  /** For what seals and hashes beside sign-in: second factors are enrolled by `src/bureau`. */
  readonly secrets: IdentitySecrets;
  /** The address people use, when the configuration names it. */
  readonly publicUrl: string | undefined;
}

export interface IdentityOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: IdentitySecrets;
  /** The address people use; https makes the cookie `Secure`. */
  readonly publicUrl: string | undefined;
  readonly unified?: UnifiedPlatform | undefined;
}

/** Opens sign-in over the identity tables. Starts nothing that must be stopped; speaks to the unified platform alone, when there is one. */
export function openIdentity({ db, clock, secrets, publicUrl, unified }: IdentityOptions): Identity {
  const engine = openEngine({ db, clock, secrets, publicUrl });
  const tokenOf = tokenReader(secrets.cookieSecret, isHttps(publicUrl));

  const sessionOf = async (cookies: string | undefined): Promise<Session | undefined> => {
    const token = tokenOf(cookies ?? '');
    if (token === undefined) return undefined;
    const hash = tokenHash(token);
    const now = clock.now();
    const row = await findSession(db, hash, now);
    if (row === undefined) return undefined;
    if (Temporal.Instant.from(row.used_at).until(now).total('seconds') >= TOUCH_SECONDS)
      await touchSession(db, hash, now);
    return sessionFrom(hash, row);
  };

  const hashOf = (setCookies: readonly string[]): Buffer =>
    tokenHash(tokenOf(setCookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')) ?? '');

  /** What a new cookie has opened: a session, or the half of one. */
  const settle = async (
    setCookies: readonly string[],
    account: KnownAccount,
    source: Source | undefined,
  ): Promise<SignIn> => {
    const hash = hashOf(setCookies);
    const now = clock.now();
    if ((await findHalfSession(db, hash, now)) !== undefined) return { outcome: 'second-step', account, setCookies };
    return begin(hash, account, source, setCookies);
  };

  const begin = async (
    hash: Buffer,
    account: KnownAccount,
    source: Source | undefined,
    setCookies: readonly string[],
  ): Promise<SignIn> => {
    const now = clock.now();
    const { policy } = await findPolicy(db, account.bureauId);
    const from = source ?? { ip: '', userAgent: '' };
    await beginSession(db, { hash, accountId: account.accountId }, from, policy.maxSessions, now);
    const row = await findSession(db, hash, now);
    if (row === undefined) throw new Error('a new session was not found');
    return { outcome: 'signed-in', session: sessionFrom(hash, row), setCookies };
  };

  const isProof = async (accountId: string, proof: FactorProof, now: string): Promise<boolean> => {
    if ('passkey' in proof) return (await holderOf(db, proof.passkey, proof.at, now)) === accountId;
    const code = proof.code.replaceAll(/\s/g, '');
    return (await useTotp(db, secrets, accountId, code, now)) || useRecoveryCode(db, accountId, code, now);
  };

  return {
    sessionOf,
    secrets,
    publicUrl,
    unified: unified && openUnified({ db, clock, secrets, platform: unified }),

    signIn: async (typedName, password, source) => {
      const name = normalName(typedName);
      const now = clock.now();
      const account = await findAccount(db, name);
      const attempt = await countTry({ db, secrets }, name, account?.bureauId, source, now);
      if (attempt.kind === 'refused')
        return { outcome: attempt.isSource ? 'source-locked' : 'locked', account, refusals: attempt.refusals };
      const setCookies = await engine.byPassword(name, password);
      if (setCookies === undefined || account === undefined)
        return { outcome: 'failed', account, refusals: attempt.wrong('sign-in-failed') };
      if (account.oneTimeUntil !== undefined && account.oneTimeUntil <= now) {
        await endSession(db, hashOf(setCookies));
        await attempt.right();
        return { outcome: 'failed', account, refusals: [{ code: 'one-time-password-expired' }] };
      }
      const signIn = await settle(setCookies, account, source);
      await (signIn.outcome === 'second-step' ? attempt.rightSoFar() : attempt.right());
      return signIn;
    },

    finishSignIn: async (cookies, proof, source) => {
      const hash = tokenHash(tokenOf(cookies ?? '') ?? '');
      const now = clock.now();
      const half = await findHalfSession(db, hash, now);
      if (half === undefined)
        return { outcome: 'failed', account: undefined, refusals: [{ code: 'second-step-expired' }] };
      const attempt = await countTry({ db, secrets }, half.username, half.bureauId, source, now);
      if (attempt.kind === 'refused')
        return { outcome: attempt.isSource ? 'source-locked' : 'locked', account: half, refusals: attempt.refusals };
      if (!(await isProof(half.accountId, proof, now)))
        return { outcome: 'failed', account: half, refusals: attempt.wrong('second-factor-wrong') };
      await attempt.right();
      return begin(hash, half, source, []);
    },

    signInByPasskey: async (answer, at, source) => {
      const now = clock.now();
      const attempt = await countTry({ db, secrets }, undefined, undefined, source, now);
      if (attempt.kind === 'refused')
        return { outcome: 'source-locked', account: undefined, refusals: attempt.refusals };
      const accountId = await holderOf(db, answer, at, now);
      const account = accountId === undefined ? undefined : await accountById(db, accountId);
      if (account === undefined) return { outcome: 'failed', account, refusals: attempt.wrong('passkey-unknown') };
      await attempt.right();
      const setCookies = await engine.forAccount(account.accountId);
      return begin(hashOf(setCookies), account, source, setCookies);
    },

    signInLinked: async (accountId, at, source) => {
      const account = await accountById(db, accountId);
      if (account === undefined) return { outcome: 'failed', account, refusals: [{ code: 'unified-not-linked' }] };
      if (!isFor(at, account.bureauId))
        return { outcome: 'failed', account, refusals: [{ code: 'address-of-another-bureau' }] };
      return settle(await engine.forAccount(accountId), account, source);
    },

    signOut: async (cookies) => {
      // better-auth overlooks a failure to delete; a sign-out that did not happen must not look like one.
      const token = tokenOf(cookies ?? '');
      if (token !== undefined) await endSession(db, tokenHash(token));
      return engine.clear(cookies ?? '');
    },

    checkPassword: async (session, password) => {
      const now = clock.now();
      const attempt = await countTry({ db, secrets }, session.username, session.bureauId, undefined, now);
      if (attempt.kind === 'refused') return attempt.refusals;
      if (!(await isPasswordOf(db, session.accountId, password))) return attempt.wrong('current-password-wrong');
      await attempt.right();
      return [];
    },

    confirm: async (session, password, proof) => {
      const now = clock.now();
      const attempt = await countTry({ db, secrets }, session.username, session.bureauId, undefined, now);
      if (attempt.kind === 'refused') return attempt.refusals;
      if (proof === undefined || !('passkey' in proof)) {
        if (!(await isPasswordOf(db, session.accountId, password ?? '')))
          return attempt.wrong('current-password-wrong');
        if (session.hasFactor && proof === undefined) {
          // Nothing was wrong yet: the question for the second factor is not a try.
          await attempt.right();
          return [{ code: 'second-factor-needed' }];
        }
      }
      if (proof !== undefined && !(await isProof(session.accountId, proof, now)))
        return attempt.wrong('second-factor-wrong');
      await attempt.right();
      await markAuthenticated(db, session.hash, now);
      return [];
    },
  };
}

async function isPasswordOf(db: Kysely<Database>, accountId: string, password: string): Promise<boolean> {
  const account = await db
    .selectFrom('identity_account')
    .select('password_hash')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return verifyPassword(account.password_hash, password);
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

/** An account that may sign in. */
async function accountById(db: Kysely<Database>, accountId: string): Promise<KnownAccount | undefined> {
  const row = await db
    .selectFrom('identity_account')
    .select(['account_id', 'bureau_id'])
    .where('account_id', '=', accountId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row && { accountId: row.account_id, bureauId: row.bureau_id };
}
