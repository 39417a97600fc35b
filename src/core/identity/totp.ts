/** 动态口令 (TOTP, RFC 6238: SHA-1, six digits, 30 seconds) and the codes for when the device is lost. @module */
import { createHash } from 'node:crypto';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type { Kysely } from 'kysely';
import type { Database } from '../db.ts';
import { newSecret } from '../ids.ts';
import type { IdentitySecrets } from './secrets.ts';
import './tables.ts';

const STEP_SECONDS = 30;
/** The clock of a phone may be one step off (RFC 6238 §5.2). */
const DRIFT = [0, -1, 1];
/** 160 bits (RFC 4226 §4 R6). */
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** 20 characters of base 32 carry 100 bits. */
const RECOVERY_BYTES = 13;
const RECOVERY_LENGTH = 20;

export interface NewTotp {
  /** For typing: base 32. */
  readonly secret: string;
  /** For scanning: `otpauth://totp/…`. */
  readonly uri: string;
}

/** A new secret for an authenticator app; nothing is asked of anybody before {@link confirmTotp}. */
export async function offerTotp(
  db: Kysely<Database>,
  { cipher }: IdentitySecrets,
  account: { readonly accountId: string; readonly username: string; readonly issuer: string },
  now: string,
): Promise<NewTotp> {
  const secret = newSecret(SECRET_BYTES);
  const row = { secret: cipher.seal(secret, context(account.accountId)), created_at: now };
  await db
    .insertInto('identity_totp')
    .values({ account_id: account.accountId, ...row, confirmed_at: null })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet(row).where('identity_totp.confirmed_at', 'is', null),
    )
    .execute();
  const bytes = new Uint8Array(Buffer.from(secret, 'hex'));
  return {
    secret: base32.encode(bytes, { padding: false }),
    uri: createOTP(bytes).url(account.issuer, account.username),
  };
}

/** The first code of an offered secret is right: from now on it is asked for. False when it is not. */
export async function confirmTotp(
  db: Kysely<Database>,
  secrets: IdentitySecrets,
  accountId: string,
  code: string,
  now: string,
): Promise<boolean> {
  const step = await stepOf(db, secrets, accountId, code, now, false);
  if (step === undefined) return false;
  const confirmed = await db
    .updateTable('identity_totp')
    .set({ confirmed_at: now, last_step: step })
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return confirmed.numUpdatedRows === 1n;
}

/** Whether this is a code of this moment that was not used before. Two that come at once with one code: one is right. */
export async function useTotp(
  db: Kysely<Database>,
  secrets: IdentitySecrets,
  accountId: string,
  code: string,
  now: string,
): Promise<boolean> {
  const step = await stepOf(db, secrets, accountId, code, now, true);
  if (step === undefined) return false;
  const used = await db
    .updateTable('identity_totp')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** The time step whose code this is. */
async function stepOf(
  db: Kysely<Database>,
  { cipher }: IdentitySecrets,
  accountId: string,
  code: string,
  now: string,
  isConfirmed: boolean,
): Promise<number | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined;
  const row = await db
    .selectFrom('identity_totp')
    .select('secret')
    .where('account_id', '=', accountId)
    .where('confirmed_at', isConfirmed ? 'is not' : 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const otp = createOTP(new Uint8Array(Buffer.from(cipher.open(row.secret, context(accountId)), 'hex')));
  const current = Math.floor(Temporal.Instant.from(now).epochMilliseconds / 1_000 / STEP_SECONDS);
  for (const drift of DRIFT) if ((await otp.hotp(current + drift)) === code) return current + drift;
  return undefined;
}

/** Takes the authenticator app away; with it go the recovery codes when no other factor is left. */
export async function removeTotp(db: Kysely<Database>, accountId: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('identity_totp')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
}

/** Ten new recovery codes, shown once; the earlier ones are dead. */
export async function renewRecoveryCodes(db: Kysely<Database>, accountId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await db.deleteFrom('identity_recovery').where('account_id', '=', accountId).execute();
  await db
    .insertInto('identity_recovery')
    .values(codes.map((code) => ({ account_id: accountId, code_hash: recoveryHash(code), used_at: null })))
    .execute();
  return codes;
}

/** Whether this is a recovery code of the account that was not used before; from now on it is. */
export async function useRecoveryCode(
  db: Kysely<Database>,
  accountId: string,
  typed: string,
  now: string,
): Promise<boolean> {
  const used = await db
    .updateTable('identity_recovery')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', recoveryHash(typed))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

function newRecoveryCode(): string {
  const text = base32.encode(new Uint8Array(Buffer.from(newSecret(RECOVERY_BYTES), 'hex')), { padding: false });
  return text
    .slice(0, RECOVERY_LENGTH)
    .toLowerCase()
    .replaceAll(/(.{5})(?=.)/g, '$1-');
}

/** 100 random bits, so a plain hash is enough; case, spaces and dashes do not matter. */
function recoveryHash(typed: string): Buffer {
  return createHash('sha256').update(typed.toLowerCase().replaceAll(/[\s-]/g, '')).digest();
}

function context(accountId: string): string {
  return `totp ${accountId}`;
}
