/** Changing one's own password. @module */
import { z } from 'zod';
import { setPassword, wasPassword } from '../../core/identity/accounts.ts';
import type { Identity } from '../../core/identity/identity.ts';
import { passwordRefusals } from '../../core/identity/password-policy.ts';
import { findPolicy } from '../../core/identity/policies.ts';
import { markAuthenticated, type Session } from '../../core/identity/sessions.ts';
import { newId } from '../../core/ids.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { transact } from '../../core/transact.ts';
import { findActor } from '../reads.ts';

export const OwnPasswordChange = z.strictObject({
  currentPassword: z.string().max(1_000),
  newPassword: z.string().max(1_000),
});

/**
 * Changes the password of the person in the session; every other session of theirs ends.
 *
 * Not a command like the others: it is open to people without a role, and a command would leave a fast hash of the password
 * in the command log. A repeat is harmless: the old password is wrong by then.
 */
export async function changeOwnPassword(
  runtime: Runtime,
  identity: Identity,
  session: Session,
  change: z.output<typeof OwnPasswordChange>,
): Promise<Result<object>> {
  const actor = await findActor(runtime, session.bureauId, session.accountId);
  if (actor === undefined) return refuse([{ code: 'not-signed-in' }]);
  const { policy } = await findPolicy(runtime.db, session.bureauId);
  const refusals = passwordRefusals(change.newPassword, session.username, 'newPassword', policy);
  if (change.newPassword === change.currentPassword) refusals.push({ code: 'password-same', at: 'newPassword' });
  const confirmed = await identity.checkPassword(session, change.currentPassword);
  refusals.push(...confirmed.map((refusal) => ({ ...refusal, at: 'currentPassword' })));
  if (refusals.length > 0) return refuse(refusals);
  // Only who knows the present one is told about earlier ones.
  if (await wasPassword(runtime.db, session.accountId, change.newPassword, policy.history))
    return refuse([{ code: 'password-used-before', at: 'newPassword', facts: { history: policy.history } }]);
  return transact(runtime, { id: newId(), actor }, async (tx) => {
    const { accountId, hash } = session;
    await setPassword(tx.db, { accountId, password: change.newPassword, isOneTime: false, keepSession: hash }, tx.now);
    if (!session.hasFactor) await markAuthenticated(tx.db, hash, tx.now);
    tx.record({ kind: 'staff.change-own-password', subject: `staff/${accountId}`, facts: {} });
    return ok({});
  });
}
