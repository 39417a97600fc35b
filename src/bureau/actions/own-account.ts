/**
 * One's own account: second factors, sessions, the unified identity. Not commands like the others: open to people without a
 * role, and a command would leave recovery codes in the command log. A repeat is harmless or refused. @module
 */
import type { z } from 'zod';
import { lockAccount } from '../../core/identity/accounts.ts';
import { isFor, type Address } from '../../core/identity/address.ts';
import { dropRecoveryCodes, factorsOf } from '../../core/identity/factors.ts';
import type { Identity } from '../../core/identity/identity.ts';
import { keepPasskey, removePasskey, type NewPasskey } from '../../core/identity/passkeys.ts';
import { findPolicy } from '../../core/identity/policies.ts';
import { endSession, type Session } from '../../core/identity/sessions.ts';
import { confirmTotp, removeTotp, renewRecoveryCodes } from '../../core/identity/totp.ts';
import { newId } from '../../core/ids.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { transact, type Tx } from '../../core/transact.ts';
import type { bureauDeeds } from '../deeds.ts';
import { findActor } from '../reads.ts';

type OwnKind = Extract<keyof typeof bureauDeeds, `staff.${string}`>;

/** Whose account it is, and with what. */
export interface Own {
  readonly runtime: Runtime;
  readonly identity: Identity;
  readonly session: Session;
}

/** Does a deed on one's own account. Whoever calls has asked for a fresh look already (src/http/account.ts). */
async function does<T>(
  { runtime, session }: Own,
  kind: OwnKind,
  facts: Readonly<Record<string, string | number>>,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const actor = await findActor(runtime, session.bureauId, session.accountId);
  if (actor === undefined) return refuse([{ code: 'not-signed-in' }]);
  return transact(runtime, { id: newId(), actor }, async (tx) => {
    const result = await work(tx);
    if (result.ok) tx.record({ kind, subject: `staff/${session.accountId}`, facts });
    return result;
  });
}

/** The first code of the app is right: from now on sign-in asks for one. Recovery codes come with the first factor. */
export function enrolTotp(own: Own, code: string): Promise<Result<{ recoveryCodes: readonly string[] }>> {
  const { accountId } = own.session;
  return does(own, 'staff.enrol-totp', {}, async (tx) => {
    if (!(await confirmTotp(tx.db, own.identity.secrets, accountId, code, tx.now)))
      return refuse([{ code: 'totp-code-wrong', at: 'code' }]);
    return ok({ recoveryCodes: await renewRecoveryCodes(tx.db, accountId) });
  });
}

export function removeOwnTotp(own: Own): Promise<Result<object>> {
  const { accountId } = own.session;
  return does(own, 'staff.remove-totp', {}, async (tx) => {
    await lockAccount(tx.db, accountId);
    const { passkeys } = await factorsOf(tx.db, accountId);
    const refusals = await lastFactorRefusals(tx, passkeys.length);
    if (refusals.length > 0) return refuse(refusals);
    if (!(await removeTotp(tx.db, accountId))) return refuse([{ code: 'second-factor-none' }]);
    if (passkeys.length === 0) await dropRecoveryCodes(tx.db, accountId);
    return ok({});
  });
}

export function renewOwnRecoveryCodes(own: Own): Promise<Result<{ recoveryCodes: readonly string[] }>> {
  return does(own, 'staff.renew-recovery-codes', {}, async (tx) =>
    own.session.hasFactor
      ? ok({ recoveryCodes: await renewRecoveryCodes(tx.db, own.session.accountId) })
      : refuse([{ code: 'second-factor-none' }]),
  );
}

/** Keeps a passkey of one's own; recovery codes come with the first factor. */
export function enrolPasskey(
  own: Own,
  made: z.output<typeof NewPasskey>,
  at: Address | undefined,
): Promise<Result<{ recoveryCodes: readonly string[] }>> {
  const { accountId, bureauId, hasFactor } = own.session;
  if (at === undefined || !isFor(at, bureauId)) return Promise.resolve(refuse([{ code: 'passkey-not-kept' }]));
  return does(own, 'staff.enrol-passkey', {}, async (tx) => {
    if ((await keepPasskey(tx.db, accountId, made, at, tx.now)) === undefined)
      return refuse([{ code: 'passkey-not-kept' }]);
    return ok({ recoveryCodes: hasFactor ? [] : await renewRecoveryCodes(tx.db, accountId) });
  });
}

export function removeOwnPasskey(own: Own, credentialId: string): Promise<Result<object>> {
  const { accountId } = own.session;
  return does(own, 'staff.remove-passkey', {}, async (tx) => {
    await lockAccount(tx.db, accountId);
    const { passkeys, totpSince } = await factorsOf(tx.db, accountId);
    const left = passkeys.length - 1 + (totpSince === null ? 0 : 1);
    const refusals = await lastFactorRefusals(tx, left);
    if (refusals.length > 0) return refuse(refusals);
    if (!(await removePasskey(tx.db, accountId, credentialId))) return refuse([{ code: 'passkey-not-found' }]);
    if (left === 0) await dropRecoveryCodes(tx.db, accountId);
    return ok({});
  });
}

/** The last factor stays while the policy asks for one. */
async function lastFactorRefusals(tx: Tx, left: number): Promise<Refusal[]> {
  const { policy } = await findPolicy(tx.db, tx.bureauId);
  return policy.needsSecondFactor && left === 0 ? [{ code: 'last-factor' }] : [];
}

/** Ends a session of one's own, this one or another. */
export function endOwnSession(own: Own, sessionId: string): Promise<Result<object>> {
  return does(own, 'staff.end-own-session', { sessions: 1 }, async (tx) =>
    (await endSession(tx.db, Buffer.from(sessionId, 'hex'), own.session.accountId))
      ? ok({})
      : refuse([{ code: 'session-not-found' }]),
  );
}

/** Links the account to whom the unified platform has just recognised; `url` is where it sent the browser. */
export async function linkUnified(own: Own, url: string, at: Address | undefined): Promise<Result<object>> {
  const { unified } = own.identity;
  if (unified === undefined) return refuse([{ code: 'unified-none' }]);
  const person = await unified.finish(url, at);
  if (person?.linkTo !== own.session.accountId) return refuse([{ code: 'unified-failed' }]);
  return does(own, 'staff.link-unified', {}, async (tx) => {
    const linked = await tx.db
      .insertInto('identity_link')
      .values({
        issuer: person.issuer,
        subject: person.subject,
        account_id: own.session.accountId,
        linked_at: tx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return linked.numInsertedOrUpdatedRows === 1n ? ok({}) : refuse([{ code: 'unified-linked-already' }]);
  });
}

export function unlinkUnified(own: Own): Promise<Result<object>> {
  return does(own, 'staff.unlink-unified', {}, async (tx) => {
    const gone = await tx.db
      .deleteFrom('identity_link')
      .where('account_id', '=', own.session.accountId)
      .executeTakeFirst();
    return gone.numDeletedRows > 0n ? ok({}) : refuse([{ code: 'unified-link-none' }]);
  });
}
