/** All second factors of an account together. @module */
import type { Kysely } from 'kysely';
import type { Database } from '../db.ts';
import { passkeysOf, type OwnPasskey } from './passkeys.ts';
import './tables.ts';

export interface OwnFactors {
  /** Since when codes are asked for; null when they are not. */
  readonly totpSince: string | null;
  readonly recoveryCodesLeft: number;
  readonly passkeys: readonly OwnPasskey[];
}

export async function factorsOf(db: Kysely<Database>, accountId: string): Promise<OwnFactors> {
  const totp = await db
    .selectFrom('identity_totp')
    .select('confirmed_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  const { left } = await db
    .selectFrom('identity_recovery')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    totpSince: totp?.confirmed_at ?? null,
    recoveryCodesLeft: left,
    passkeys: await passkeysOf(db, accountId),
  };
}

/** Takes them all away, recovery codes too; returns how many factors there were. */
export async function removeFactors(db: Kysely<Database>, accountId: string): Promise<number> {
  const { totpSince, passkeys } = await factorsOf(db, accountId);
  await db.deleteFrom('identity_totp').where('account_id', '=', accountId).execute();
  await db.deleteFrom('identity_passkey').where('account_id', '=', accountId).execute();
  await dropRecoveryCodes(db, accountId);
  return passkeys.length + (totpSince === null ? 0 : 1);
}

/** Without a factor there is nothing to recover. */
export async function dropRecoveryCodes(db: Kysely<Database>, accountId: string): Promise<void> {
  await db.deleteFrom('identity_recovery').where('account_id', '=', accountId).execute();
}
