/** The login policy, and what the security admin may take from an account. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { policyRefusals } from '../../core/identity/policy.ts';
import { findPolicy, setPolicy } from '../../core/identity/policies.ts';
import { removeFactors } from '../../core/identity/factors.ts';
import { endSessions } from '../../core/identity/sessions.ts';
import { ok, refuse } from '../../core/result.ts';
import { bureauDeeds } from '../deeds.ts';
import { bureauCode, lockStaff } from '../reads.ts';
import { StaffId } from '../types.ts';
import { PolicyChange } from '../types/login.ts';

/** Puts a policy in force, for every session from the next request on. */
export const setLoginPolicy = defineDeed({
  kind: 'bureau.set-login-policy',
  rule: bureauDeeds['bureau.set-login-policy'],
  input: PolicyChange,
  output: z.object({ version: z.int() }),
  run: async (tx, { version, policy }) => {
    const refusals = policyRefusals(policy).map((refusal) => ({ ...refusal, at: `policy.${refusal.at}` }));
    if (refusals.length > 0) return refuse(refusals);
    const before = await findPolicy(tx.db, tx.bureauId);
    if (before.version !== version || !(await setPolicy(tx.db, tx.bureauId, policy, version, tx.now)))
      return refuse([{ code: 'login-policy-changed' }]);
    tx.record({
      kind: 'bureau.set-login-policy',
      subject: `bureau/${await bureauCode(tx)}`,
      facts: { version: version + 1, before: { ...before.policy }, after: { ...policy } },
    });
    return ok({ version: version + 1 });
  },
});

const OnePerson = z.object({ staffId: StaffId });
const NOT_FOUND = [{ code: 'staff-not-found' }];

/** Ends every session of a person, who may sign in again (a lost laptop). */
export const endStaffSessions = defineDeed({
  kind: 'staff.end-sessions',
  rule: bureauDeeds['staff.end-sessions'],
  input: OnePerson,
  output: z.object({ sessions: z.int() }),
  run: async (tx, { staffId }) => {
    if ((await lockStaff(tx, staffId)) === undefined) return refuse(NOT_FOUND);
    const sessions = await endSessions(tx.db, staffId);
    tx.record({ kind: 'staff.end-sessions', subject: `staff/${staffId}`, facts: { sessions } });
    return ok({ sessions });
  },
});

/** Takes all second factors of a person whose phone is lost. Not the one who resets passwords: it takes two to get in for somebody. */
export const resetFactors = defineDeed({
  kind: 'staff.reset-factors',
  rule: bureauDeeds['staff.reset-factors'],
  input: OnePerson,
  output: z.object({}),
  run: async (tx, { staffId }) => {
    if ((await lockStaff(tx, staffId)) === undefined) return refuse(NOT_FOUND);
    if (staffId === tx.actor.staffId) return refuse([{ code: 'own-factors-reset' }]);
    const factors = await removeFactors(tx.db, staffId);
    if (factors === 0) return refuse([{ code: 'second-factor-none' }]);
    const sessions = await endSessions(tx.db, staffId);
    tx.record({ kind: 'staff.reset-factors', subject: `staff/${staffId}`, facts: { factors, sessions } });
    return ok({});
  },
});
