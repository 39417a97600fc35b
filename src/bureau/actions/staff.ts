/** Staff and their roles (三员分立): made by one admin, given roles by another. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { createAccount, disableAccount, setPassword } from '../../core/identity/accounts.ts';
import { endSessions } from '../../core/identity/sessions.ts';
import { ok, refuse } from '../../core/result.ts';
import { bureauDeeds } from '../deeds.ts';
import { lockActiveAdmins, lockStaff } from '../reads.ts';
import { deactivateRefusals, grantRefusals } from '../rules.ts';
import { NewPerson, PasswordReset, RoleGrant, StaffId } from '../types.ts';
import { insertStaff, setInactive, setRoles } from '../writes.ts';

const NOT_FOUND = [{ code: 'staff-not-found' }];
const Nothing = z.object({});

/** Adds a person without roles; the one-time password opens one session in which it must be changed. */
export const createStaff = defineDeed({
  kind: 'staff.create',
  rule: bureauDeeds['staff.create'],
  input: NewPerson,
  output: z.object({ staffId: StaffId, name: z.string(), username: z.string() }),
  run: async (tx, { name, department, username, oneTimePassword }) => {
    const staffId = tx.newId();
    const account = { accountId: staffId, bureauId: tx.bureauId, username, password: oneTimePassword, isOneTime: true };
    if (!(await createAccount(tx.db, account, tx.now)))
      return refuse([{ code: 'username-taken', at: 'username', facts: { username } }]);
    await insertStaff(tx, { staffId, name, department, username, roles: [] });
    tx.record({ kind: 'staff.create', subject: `staff/${staffId}`, facts: {} });
    return ok({ staffId, name, username });
  },
});

/** Gives a new one-time password and ends the person's sessions. */
export const resetPassword = defineDeed({
  kind: 'staff.reset-password',
  rule: bureauDeeds['staff.reset-password'],
  input: PasswordReset,
  output: Nothing,
  run: async (tx, { staffId, oneTimePassword }) => {
    const person = await lockStaff(tx, staffId);
    if (person === undefined) return refuse(NOT_FOUND);
    if (!person.active) return refuse([{ code: 'staff-inactive' }]);
    if (staffId === tx.actor.staffId) return refuse([{ code: 'own-password-reset' }]);
    await setPassword(tx.db, { accountId: staffId, password: oneTimePassword, isOneTime: true }, tx.now);
    tx.record({ kind: 'staff.reset-password', subject: `staff/${staffId}`, facts: {} });
    return ok({});
  },
});

/** Sets the roles of a person; from then on exactly these. */
export const grantRoles = defineDeed({
  kind: 'staff.grant-roles',
  rule: bureauDeeds['staff.grant-roles'],
  input: RoleGrant,
  output: Nothing,
  run: async (tx, { staffId, roles }) => {
    const admins = await lockActiveAdmins(tx);
    const person = await lockStaff(tx, staffId);
    if (person === undefined) return refuse(NOT_FOUND);
    const refusals = grantRefusals(person, roles, tx.actor.staffId, admins);
    if (refusals.length > 0) return refuse(refusals);
    await setRoles(tx, staffId, roles);
    // What was opened under the old roles ends: a page that still shows them must not stay signed in (ASVS 8.3.2).
    const sessions = await endSessions(tx.db, staffId);
    tx.record({
      kind: 'staff.grant-roles',
      subject: `staff/${staffId}`,
      facts: { before: [...person.roles], after: roles, sessions },
    });
    return ok({});
  },
});

/** Takes a person off the staff for good and ends the sessions. */
export const deactivateStaff = defineDeed({
  kind: 'staff.deactivate',
  rule: bureauDeeds['staff.deactivate'],
  input: z.object({ staffId: StaffId }),
  output: Nothing,
  run: async (tx, { staffId }) => {
    const admins = await lockActiveAdmins(tx);
    const person = await lockStaff(tx, staffId);
    if (person === undefined) return refuse(NOT_FOUND);
    const refusals = deactivateRefusals(person, tx.actor.staffId, admins);
    if (refusals.length > 0) return refuse(refusals);
    await setInactive(tx, staffId);
    const sessions = await disableAccount(tx.db, staffId, tx.now);
    tx.record({ kind: 'staff.deactivate', subject: `staff/${staffId}`, facts: { roles: [...person.roles], sessions } });
    return ok({});
  },
});
