/** better-auth as it is used here: in process, never mounted, over our own tables (docs/adr/0003, 0062). @module */
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint, isAPIError } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { newId } from '../ids.ts';
import { sessionCookie } from './cookie.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { PASSWORD_POLICY } from './policy.ts';
import type { IdentitySecrets } from './secrets.ts';
import { COOKIE_SECONDS } from './sessions.ts';
import { identityStorage } from './storage.ts';
import { USERNAME } from './username.ts';

export interface Engine {
  /** The cookies of a new session; undefined when name and password do not belong together. */
  byPassword(username: string, password: string): Promise<readonly string[] | undefined>;
  /** The cookies of a new session of somebody who was recognised otherwise. */
  forAccount(accountId: string): Promise<readonly string[]>;
  /** The cookies that clear a session's. */
  clear(cookies: string): Promise<readonly string[]>;
}

export interface EngineOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: IdentitySecrets;
  readonly publicUrl: string | undefined;
}

export function openEngine(options: EngineOptions): Engine {
  const auth = openBetterAuth(options);
  return {
    byPassword: async (name, password) => {
      try {
        const { headers } = await auth.api.signInUsername({ body: { username: name, password }, returnHeaders: true });
        return headers.getSetCookie();
      } catch (error) {
        if (isAPIError(error) && error.statusCode < 500) return undefined;
        throw error;
      }
    },
    forAccount: async (accountId) => {
      const { headers } = await auth.api.openSession({ body: { accountId }, returnHeaders: true });
      return headers.getSetCookie();
    },
    clear: async (cookies) => {
      const response = await auth.api.signOut({ headers: new Headers({ cookie: cookies }), asResponse: true });
      return response.headers.getSetCookie();
    },
  };
}

/** A session for whom our own code has recognised: by passkey, or by the unified identity platform. */
const door = {
  id: 'sunlot-door',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ accountId: z.string() }) },
      async (ctx) => {
        const { accountId } = ctx.body;
        const session = await ctx.context.internalAdapter.createSession(accountId);
        const at = new Date(session.createdAt);
        const user = { id: accountId, name: '', email: '', emailVerified: false, createdAt: at, updatedAt: at };
        await setSessionCookie(ctx, { session, user });
        return ctx.json({});
      },
    ),
  },
} satisfies BetterAuthPlugin;

function openBetterAuth({ db, clock, secrets, publicUrl }: EngineOptions) {
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
      door,
    ],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: PASSWORD_POLICY.maxLength,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // Lifetimes are ours (sessions.ts); this one only ends the cookie.
    session: { expiresIn: COOKIE_SECONDS },
    rateLimit: { enabled: false },
    advanced: {
      cookies: { session_token: { name: sessionCookie(isHttps(publicUrl)) } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure: isHttps(publicUrl) },
      // It would put a prefix of its own before ours.
      useSecureCookies: false,
      database: { generateId: newId },
    },
  });
}

export function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith('https://') === true;
}
