/** The login policy in force, read before anybody is signed in. @module */
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../db.ts';
import { DEFAULT_POLICY, type LoginPolicy } from './policy.ts';
import type { IdentityPolicyTable } from './tables.ts';

/** The policy of a bureau with its version; version 0 is the default that nobody chose. */
export async function findPolicy(
  db: Kysely<Database>,
  bureauId: number,
): Promise<{ policy: LoginPolicy; version: number; since: string | undefined }> {
  const row = await db.selectFrom('identity_policy').selectAll().where('bureau_id', '=', bureauId).executeTakeFirst();
  return row === undefined
    ? { policy: DEFAULT_POLICY, version: 0, since: undefined }
    : { policy: policyOf(row), version: row.version, since: row.set_at };
}

/** For names that nobody has, and for addresses: the policy of the first bureau, so that an answer tells nothing. */
export async function doorPolicy(db: Kysely<Database>, bureauId: number | undefined): Promise<LoginPolicy> {
  if (bureauId !== undefined) return (await findPolicy(db, bureauId)).policy;
  const first = await db.selectFrom('identity_policy').selectAll().orderBy('bureau_id').limit(1).executeTakeFirst();
  return first === undefined ? DEFAULT_POLICY : policyOf(first);
}

function policyOf(row: Selectable<IdentityPolicyTable>): LoginPolicy {
  return {
    preset: row.preset,
    minLength: row.min_length,
    classes: row.classes,
    maxAgeDays: row.max_age_days,
    history: row.history,
    idleMinutes: row.idle_minutes,
    absoluteMinutes: row.absolute_minutes,
    freeTries: row.free_tries,
    sourceTries: row.source_tries,
    maxSessions: row.max_sessions,
    needsSecondFactor: row.needs_second_factor,
  };
}

/** Puts a policy in force; false when another version has just been set. */
export async function setPolicy(
  db: Kysely<Database>,
  bureauId: number,
  policy: LoginPolicy,
  after: number,
  now: string,
): Promise<boolean> {
  const values = {
    version: after + 1,
    preset: policy.preset,
    min_length: policy.minLength,
    classes: policy.classes,
    max_age_days: policy.maxAgeDays,
    history: policy.history,
    idle_minutes: policy.idleMinutes,
    absolute_minutes: policy.absoluteMinutes,
    free_tries: policy.freeTries,
    source_tries: policy.sourceTries,
    max_sessions: policy.maxSessions,
    needs_second_factor: policy.needsSecondFactor,
    set_at: now,
  };
  const changed =
    after === 0
      ? await db
          .insertInto('identity_policy')
          .values({ bureau_id: bureauId, ...values })
          .onConflict((conflict) => conflict.column('bureau_id').doNothing())
          .executeTakeFirst()
          .then(({ numInsertedOrUpdatedRows }) => numInsertedOrUpdatedRows)
      : await db
          .updateTable('identity_policy')
          .set(values)
          .where('bureau_id', '=', bureauId)
          .where('version', '=', after)
          .executeTakeFirst()
          .then(({ numUpdatedRows }) => numUpdatedRows);
  return changed === 1n;
}
