/** 通行密钥 (WebAuthn) as second factor and as the whole sign-in: the holder is verified by the device. @module */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db.ts';
import { challengeOf, isAssertion, isKnownKey, newCredentialId, signCount } from '../webauthn.ts';
import { isFor, type Address } from './address.ts';
import { newChallenge, takeChallenge } from './challenges.ts';
import './tables.ts';

const Bytes = z.base64url().max(8_192);
/** What a page sends of `navigator.credentials.create`; everything base 64 url. */
export const NewPasskey = z.strictObject({
  credentialId: Bytes,
  publicKey: Bytes,
  clientData: Bytes,
  authenticatorData: Bytes,
  label: z.string().trim().min(1).max(40),
});
/** What a page sends of `navigator.credentials.get`. */
export const PasskeyAnswer = z.strictObject({
  credentialId: Bytes,
  clientData: Bytes,
  authenticatorData: Bytes,
  signature: Bytes,
});
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

const MOST_PASSKEYS = 10;

export interface OwnPasskey {
  readonly credentialId: string;
  readonly label: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

export async function passkeysOf(db: Kysely<Database>, accountId: string): Promise<readonly OwnPasskey[]> {
  const rows = await db
    .selectFrom('identity_passkey')
    .select(['credential_id', 'label', 'created_at', 'used_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    credentialId: row.credential_id.toString('base64url'),
    label: row.label,
    createdAt: row.created_at,
    usedAt: row.used_at,
  }));
}

/** A challenge for the page to have answered: of this account, or of whoever answers. */
export async function askForPasskey(
  db: Kysely<Database>,
  purpose: 'passkey' | 'passkey-enrol',
  accountId: string | null,
  now: string,
): Promise<{ challenge: string; credentialIds: string[] }> {
  const own = accountId === null ? [] : await passkeysOf(db, accountId);
  return {
    challenge: await newChallenge(db, { purpose, accountId }, now),
    credentialIds: own.map(({ credentialId }) => credentialId),
  };
}

/** Keeps the public half of a new passkey. Undefined: not made for this challenge, address or account, or one too many. */
export async function keepPasskey(
  db: Kysely<Database>,
  accountId: string,
  made: z.output<typeof NewPasskey>,
  { origin }: Address,
  now: string,
): Promise<string | undefined> {
  const [clientData, authenticatorData, publicKey] = [made.clientData, made.authenticatorData, made.publicKey].map(
    bytesOf,
  ) as [Buffer, Buffer, Buffer];
  const challenge = challengeOf(clientData, 'webauthn.create', origin);
  const asked = challenge === undefined ? undefined : await takeChallenge(db, 'passkey-enrol', challenge, now);
  const credentialId = newCredentialId(authenticatorData, origin);
  if (asked?.accountId !== accountId || credentialId?.toString('base64url') !== made.credentialId) return undefined;
  if (!isKnownKey(publicKey) || (await passkeysOf(db, accountId)).length >= MOST_PASSKEYS) return undefined;
  const kept = await db
    .insertInto('identity_passkey')
    .values({
      credential_id: credentialId,
      account_id: accountId,
      public_key: publicKey,
      label: made.label,
      sign_count: signCount(authenticatorData),
      created_at: now,
      used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return kept.numInsertedOrUpdatedRows === 1n ? made.credentialId : undefined;
}

export async function removePasskey(db: Kysely<Database>, accountId: string, credentialId: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('identity_passkey')
    .where('account_id', '=', accountId)
    .where('credential_id', '=', bytesOf(credentialId))
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
}

/** Whose passkey has answered at this address; undefined when nobody's who is recognised there. A counter that goes backwards is a copied authenticator (§6.1.1). */
export async function holderOf(
  db: Kysely<Database>,
  answer: PasskeyAnswer,
  at: Address | undefined,
  now: string,
): Promise<string | undefined> {
  if (at === undefined) return undefined;
  const { origin } = at;
  const clientData = bytesOf(answer.clientData);
  const challenge = challengeOf(clientData, 'webauthn.get', origin);
  if (challenge === undefined) return undefined;
  const asked = await takeChallenge(db, 'passkey', challenge, now);
  if (asked === undefined) return undefined;
  const credentialId = bytesOf(answer.credentialId);
  const key = await db
    .selectFrom('identity_passkey as key')
    .innerJoin('identity_account as account', 'account.account_id', 'key.account_id')
    .select(['key.account_id', 'key.public_key', 'account.bureau_id'])
    .where('key.credential_id', '=', credentialId)
    .executeTakeFirst();
  if (key === undefined || !isFor(at, key.bureau_id)) return undefined;
  if (asked.accountId !== null && asked.accountId !== key.account_id) return undefined;
  const authenticatorData = bytesOf(answer.authenticatorData);
  const signature = bytesOf(answer.signature);
  const isRight = await isAssertion(
    key.public_key,
    { origin, challenge },
    { clientData, authenticatorData, signature },
  );
  if (!isRight) return undefined;
  const count = signCount(authenticatorData);
  const used = await db
    .updateTable('identity_passkey')
    .set({ sign_count: count, used_at: now })
    .where('credential_id', '=', credentialId)
    .where((eb) => eb.or([eb('sign_count', '<', count), eb.and([eb('sign_count', '=', 0), eb.lit(count === 0)])]))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n ? key.account_id : undefined;
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
