/** Failed sign-ins and the growing wait after them (登录失败处理, GB/T 22239 8.1.4.1 b). @module */
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.ts';
import './tables.ts';

/** How long to wait after which failure in a row, and when a row is forgotten. */
export interface LockCurve {
  /** Seconds after the first, second, … failure; the last one repeats. */
  readonly seconds: readonly number[];
  /** A row of failures is forgotten after this many seconds without another. */
  readonly forgetSeconds: number;
}

/** One account: free tries, then 1, 5, 15, 30 minutes. */
export function accountCurve(freeTries: number): LockCurve {
  return { seconds: [...Array<number>(freeTries - 1).fill(0), 60, 300, 900, 1_800], forgetSeconds: FORGET_SECONDS };
}

/** One address, which a whole office may share: many free tries, a short wait, soon forgotten. */
export function sourceCurve(freeTries: number): LockCurve {
  return { seconds: [...Array<number>(freeTries - 1).fill(0), 60, 300, 900], forgetSeconds: 900 };
}

const FORGET_SECONDS = 86_400;

export type Attempt =
  | { readonly kind: 'locked'; readonly until: string }
  /** Counted as a failure already; `lockedUntil` lies in the past while there are free tries left. */
  | { readonly kind: 'counted'; readonly lockedUntil: string };

/**
 * Counts an attempt as failed before it is judged, in one statement: a hundred guesses at once get no more tries than
 * a hundred in a row. A success takes it back with {@link forgetFailures}.
 */
export async function countAttempt(
  db: Kysely<Database>,
  nameHash: Buffer,
  now: string,
  curve: LockCurve,
): Promise<Attempt> {
  const forgotten = before(now, curve.forgetSeconds);
  const counted = await sql<{ locked_until: string }>`
    INSERT INTO identity_failure AS f (name_hash, failures, last_at, locked_until)
    VALUES (${nameHash}, 1, ${now}, ${now})
    ON CONFLICT (name_hash) DO UPDATE SET
      failures = CASE WHEN f.last_at < ${forgotten} THEN 1 ELSE f.failures + 1 END,
      last_at = ${now},
      locked_until = ${now}::timestamptz + interval '1 second'
        * (${[...curve.seconds]}::int[])[CASE WHEN f.last_at < ${forgotten} THEN 1 ELSE least(f.failures + 1, ${curve.seconds.length}) END]
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
  return locked === undefined ? countAttempt(db, nameHash, now, curve) : { kind: 'locked', until: locked.locked_until };
}

/** A success ends the row of failures; stale rows of others go with it. */
export async function forgetFailures(db: Kysely<Database>, nameHash: Buffer, now: string): Promise<void> {
  await db
    .deleteFrom('identity_failure')
    .where((eb) => eb.or([eb('name_hash', '=', nameHash), eb('last_at', '<', before(now, FORGET_SECONDS))]))
    .execute();
}

/** Whole minutes left to wait, at least 1. */
export function minutesLeft(until: string, now: string): number {
  const seconds = Temporal.Instant.from(now).until(until).total('seconds');
  return Math.max(1, Math.ceil(seconds / 60));
}

/** Takes back what {@link countAttempt} counted of an address: one try of many was right, the others still count. */
export async function takeBack(db: Kysely<Database>, sourceHash: Buffer): Promise<void> {
  await sql`DELETE FROM identity_failure WHERE name_hash = ${sourceHash} AND failures = 1`.execute(db);
  await sql`UPDATE identity_failure SET failures = failures - 1 WHERE name_hash = ${sourceHash} AND failures > 1`.execute(
    db,
  );
}

function before(now: string, seconds: number): string {
  return Temporal.Instant.from(now).subtract({ seconds }).toString();
}
