/** Challenges that are answered once, within five minutes. @module */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../db.ts';
import { newSecret } from '../ids.ts';
import type { ChallengePurpose } from './tables.ts';

const LIVES_MINUTES = 5;

export interface Challenge {
  readonly purpose: ChallengePurpose;
  /** Whose it is; null while nobody is known yet. */
  readonly accountId: string | null;
  readonly sealed?: Buffer;
}

/** A new challenge, base 64 url; or one that was made elsewhere. */
export async function newChallenge(
  db: Kysely<Database>,
  challenge: Challenge,
  now: string,
  text: string = Buffer.from(newSecret(), 'hex').toString('base64url'),
): Promise<string> {
  await db.deleteFrom('identity_challenge').where('expires_at', '<=', now).execute();
  await db
    .insertInto('identity_challenge')
    .values({
      challenge_hash: hashOf(text),
      purpose: challenge.purpose,
      account_id: challenge.accountId,
      sealed: challenge.sealed ?? null,
      expires_at: Temporal.Instant.from(now).add({ minutes: LIVES_MINUTES }).toString(),
    })
    .execute();
  return text;
}

/** Takes a challenge away, so that it is answered once; undefined when there is none that lives. */
export async function takeChallenge(
  db: Kysely<Database>,
  purpose: ChallengePurpose,
  text: string,
  now: string,
): Promise<{ accountId: string | null; sealed: Buffer | null } | undefined> {
  const row = await db
    .deleteFrom('identity_challenge')
    .where('challenge_hash', '=', hashOf(text))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning(['account_id', 'sealed'])
    .executeTakeFirst();
  return row && { accountId: row.account_id, sealed: row.sealed };
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
