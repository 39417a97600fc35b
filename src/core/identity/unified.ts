/** 统一身份平台: OpenID Connect, authorization code with PKCE. It says who somebody is, never what he may. @module */
import type { Kysely } from 'kysely';
import * as oidc from 'openid-client';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Address } from './address.ts';
import { newChallenge, takeChallenge } from './challenges.ts';
import type { IdentitySecrets } from './secrets.ts';
import './tables.ts';

/** From the configuration, like every address that we speak to. */
export interface UnifiedPlatform {
  /** The issuer, as the platform itself writes it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the platform says of somebody. */
export interface UnifiedPerson {
  readonly issuer: string;
  readonly subject: string;
  /** Whose account it is being linked to, when that was the question. */
  readonly linkTo: string | null;
}

export interface Unified {
  readonly issuer: string;
  /** The address of the platform to go to, and the state that the page keeps and compares. Undefined: it does not answer. */
  begin(at: Address, linkTo: string | null): Promise<{ url: string; state: string } | undefined>;
  /** Who has come back to `url` with an answer; undefined when it is not an answer to our question, of another address, or a second time. */
  finish(url: string, at: Address | undefined): Promise<UnifiedPerson | undefined>;
  /** Whose account this is; undefined when nobody has linked it. */
  accountOf(person: UnifiedPerson): Promise<string | undefined>;
}

/** Where the platform sends people back to: a page of the desk. */
export const UNIFIED_PATH = '/desk/unified';

interface UnifiedOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: IdentitySecrets;
  readonly platform: UnifiedPlatform;
}

export function openUnified({ db, clock, secrets: { cipher }, platform }: UnifiedOptions): Unified {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= discover(platform).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    issuer: platform.issuer,

    begin: async ({ origin }, linkTo) => {
      const config = await configuration().catch(() => undefined);
      if (config === undefined) return undefined;
      const [verifier, nonce, state] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce(), oidc.randomState()];
      const redirect = `${origin}${UNIFIED_PATH}`;
      const kept = { verifier, nonce, redirect };
      await newChallenge(
        db,
        {
          purpose: linkTo === null ? 'unified' : 'unified-link',
          accountId: linkTo,
          sealed: cipher.seal(JSON.stringify(kept), `unified ${state}`),
        },
        clock.now(),
        state,
      );
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, state };
    },

    finish: async (text, at) => {
      const state = new URL(text).searchParams.get('state') ?? '';
      const taken =
        (await takeChallenge(db, 'unified', state, clock.now())) ??
        (await takeChallenge(db, 'unified-link', state, clock.now()));
      if (taken?.sealed === null || taken === undefined) return undefined;
      const kept = JSON.parse(cipher.open(taken.sealed, `unified ${state}`)) as Kept;
      if (at === undefined || kept.redirect !== `${at.origin}${UNIFIED_PATH}`) return undefined;
      const answer = new URL(kept.redirect);
      answer.search = new URL(text).search;
      try {
        const tokens = await oidc.authorizationCodeGrant(await configuration(), answer, {
          pkceCodeVerifier: kept.verifier,
          expectedNonce: kept.nonce,
          expectedState: state,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        return claims && { issuer: claims.iss, subject: claims.sub, linkTo: taken.accountId };
      } catch (error) {
        if (isTheirAnswer(error)) return undefined;
        throw error;
      }
    },

    accountOf: async ({ issuer, subject }) => {
      const row = await db
        .selectFrom('identity_link')
        .select('account_id')
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return row?.account_id;
    },
  };
}

interface Kept {
  readonly verifier: string;
  readonly nonce: string;
  readonly redirect: string;
}

/** Refused, malformed, expired or not reached: the platform's affair, not a bug of ours. */
function isTheirAnswer(error: unknown): boolean {
  return (
    error instanceof oidc.ClientError ||
    error instanceof oidc.ResponseBodyError ||
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.WWWAuthenticateChallengeError ||
    (error instanceof TypeError && error.message === 'fetch failed')
  );
}

/** Only the issuer's own origin is ever spoken to: what its document says of other hosts is refused, and no redirect is followed. */
async function discover({ issuer, clientId, clientSecret }: UnifiedPlatform): Promise<oidc.Configuration> {
  const { origin, protocol } = new URL(issuer);
  const only: oidc.CustomFetch = (url, options) => {
    if (new URL(url).origin !== origin) throw new TypeError('fetch failed');
    return fetch(url, { ...options, redirect: 'error' } as RequestInit);
  };
  const config = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: 10,
    [oidc.customFetch]: only,
    // A platform on the office's own network may have no certificate; the configuration says so by its address.
    execute: protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
  });
  config[oidc.customFetch] = only;
  return config;
}
