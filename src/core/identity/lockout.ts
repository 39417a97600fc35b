/** Failed sign-ins and the growing wait after them (登录失败处理, GB/T 22239 8.1.4.1 b). @module */
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.ts';
import './tables.ts';

/** Seconds to wait after the first, second, … failure in a row; the last one repeats. */
export const LOCK_SECONDS: readonly number[] = [0, 0, 0, 0, 60, 300, 900, 1_800];
/** A row of failures is forgotten after this long without another. */
const FORGET_SECONDS = 86_400;

export type Attempt =
  | { readonly kind: 'locked'; readonly until: string }
  /** Counted as a failure already; `lockedUntil` lies in the past while there are free tries left. */
  | { readonly kind: 'counted'; readonly lockedUntil: string };

/**
 * Counts an attempt as failed before it is judged, in one statement: a hundred guesses at once get no more tries than
 * a hundred in a row. A success takes it back with {@link forgetFailures}.
 */
export async function countAttempt(db: Kysely<Database>, nameHash: Buffer, now: string): Promise<Attempt> {
  const forgotten = forgottenBefore(now);
  const counted = await sql<{ locked_until: string }>`
    INSERT INTO identity_failure AS f (name_hash, failures, last_at, locked_until)
    VALUES (${nameHash}, 1, ${now}, ${now})
    ON CONFLICT (name_hash) DO UPDATE SET
      failures = CASE WHEN f.last_at < ${forgotten} THEN 1 ELSE f.failures + 1 END,
      last_at = ${now},
      locked_until = ${now}::timestamptz + interval '1 second'
        * (${[...LOCK_SECONDS]}::int[])[CASE WHEN f.last_at < ${forgotten} THEN 1 ELSE least(f.failures + 1, ${LOCK_SECONDS.length}) END]
    WHERE f.locked_until <= ${now}
    RETURNING locked_until`.execute(db);
  const row = counted.rows[0];
  if (row !== undefined) return { kind: 'counted', lockedUntil: row.locked_until };
  const locked = await db
    .selectFrom('identity_failure')
    .select('locked_until')
    .where('name_hash', '=', nameHash)
    .executeTakeFirst();
  // Gone in between: somebody has just signed in with the right password. Count again.
  return locked === undefined ? countAttempt(db, nameHash, now) : { kind: 'locked', until: locked.locked_until };
}

/** A success ends the row of failures; stale rows of others go with it. */
export async function forgetFailures(db: Kysely<Database>, nameHash: Buffer, now: string): Promise<void> {
  await db
    .deleteFrom('identity_failure')
    .where((eb) => eb.or([eb('name_hash', '=', nameHash), eb('last_at', '<', forgottenBefore(now))]))
    .execute();
}

/** Whole minutes left to wait, at least 1. */
export function minutesLeft(until: string, now: string): number {
  const seconds = Temporal.Instant.from(now).until(until).total('seconds');
  return Math.max(1, Math.ceil(seconds / 60));
}

function forgottenBefore(now: string): string {
  return Temporal.Instant.from(now).subtract({ seconds: FORGET_SECONDS }).toString();
}
