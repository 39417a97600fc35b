/** 应急授权 (break-glass): asked for by one, agreed to by another, for a while; an alert of 执法监督 whatever came of it. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { endSessions } from '../../core/identity/sessions.ts';
import { ok, refuse } from '../../core/result.ts';
import type { ReadTx, Tx } from '../../core/transact.ts';
import { bureauDeeds } from '../deeds.ts';
import { lockStaff, staffNames } from '../reads.ts';
import '../tables.ts';
import { NewEmergency, OneEmergency, type Emergency, type EmergencyState } from '../types/emergency.ts';

const NOT_FOUND = [{ code: 'emergency-not-found' }];
const Nothing = z.object({});

/** Asks for one of the three admins' roles, for oneself. */
export const requestEmergency = defineDeed({
  kind: 'emergency.request',
  rule: bureauDeeds['emergency.request'],
  input: NewEmergency,
  output: OneEmergency,
  run: async (tx, { role, reason, minutes }) => {
    const { staffId } = tx.actor;
    const person = await lockStaff(tx, staffId);
    if (person === undefined) return refuse([{ code: 'staff-not-found' }]);
    if (person.roles.includes(role)) return refuse([{ code: 'emergency-role-own', at: 'role' }]);
    const standing = await tx.db
      .selectFrom('emergency_access')
      .select('access_id')
      .where('bureau_id', '=', tx.bureauId)
      .where('staff_id', '=', staffId)
      .where((eb) =>
        eb.or([eb('state', '=', 'requested'), eb.and([eb('state', '=', 'approved'), eb('ends_at', '>', tx.now)])]),
      )
      .executeTakeFirst();
    if (standing !== undefined) return refuse([{ code: 'emergency-standing' }]);
    const accessId = tx.newId();
    await tx.db
      .insertInto('emergency_access')
      .values({
        bureau_id: tx.bureauId,
        access_id: accessId,
        staff_id: staffId,
        role,
        reason,
        minutes,
        state: 'requested',
        requested_at: tx.now,
        decided_by: null,
        decided_at: null,
        ends_at: null,
        ended_by: null,
      })
      .execute();
    tx.record({ kind: 'emergency.request', subject: `emergency/${accessId}`, facts: { staffId, role, minutes } });
    return ok({ accessId });
  },
});

/** Agrees: from this moment, for the minutes asked, the person has that role and no other. */
export const approveEmergency = defineDeed({
  kind: 'emergency.approve',
  rule: bureauDeeds['emergency.approve'],
  input: OneEmergency,
  output: z.object({ endsAt: z.string() }),
  run: async (tx, { accessId }) => {
    const access = await lockEmergency(tx, accessId);
    if (access === undefined) return refuse(NOT_FOUND);
    const refusals = decisionRefusals(tx, access);
    if (refusals.length > 0) return refuse(refusals);
    const person = await lockStaff(tx, access.staff_id);
    if (person?.active !== true) return refuse([{ code: 'staff-inactive' }]);
    const endsAt = Temporal.Instant.from(tx.now).add({ minutes: access.minutes }).toString();
    await decide(tx, accessId, 'approved', endsAt);
    // New roles, new sessions: as with every grant.
    const sessions = await endSessions(tx.db, access.staff_id);
    tx.record({
      kind: 'emergency.approve',
      subject: `emergency/${accessId}`,
      facts: { staffId: access.staff_id, role: access.role, minutes: access.minutes, sessions },
    });
    return ok({ endsAt });
  },
});

export const refuseEmergency = defineDeed({
  kind: 'emergency.refuse',
  rule: bureauDeeds['emergency.refuse'],
  input: OneEmergency,
  output: Nothing,
  run: async (tx, { accessId }) => {
    const access = await lockEmergency(tx, accessId);
    if (access === undefined) return refuse(NOT_FOUND);
    const refusals = decisionRefusals(tx, access);
    if (refusals.length > 0) return refuse(refusals);
    await decide(tx, accessId, 'refused', null);
    tx.record({ kind: 'emergency.refuse', subject: `emergency/${accessId}`, facts: { staffId: access.staff_id } });
    return ok({});
  },
});

/** Ends it before its time: the person, or one of those who may agree. */
export const endEmergency = defineDeed({
  kind: 'emergency.end',
  rule: bureauDeeds['emergency.end'],
  input: OneEmergency,
  output: Nothing,
  run: async (tx, { accessId }) => {
    const access = await lockEmergency(tx, accessId);
    if (access === undefined) return refuse(NOT_FOUND);
    if (access.state !== 'approved' || (access.ends_at ?? '') <= tx.now) return refuse([{ code: 'emergency-over' }]);
    // Another admin has no say in it.
    const mayEnd =
      tx.actor.staffId === access.staff_id ||
      bureauDeeds['emergency.approve'].roles.some((role) => tx.actor.roles.includes(role));
    if (!mayEnd) return refuse([{ code: 'emergency-not-yours' }]);
    await tx.db
      .updateTable('emergency_access')
      .set({ state: 'ended', ends_at: tx.now, ended_by: tx.actor.staffId })
      .where('bureau_id', '=', tx.bureauId)
      .where('access_id', '=', accessId)
      .execute();
    const sessions = await endSessions(tx.db, access.staff_id);
    tx.record({
      kind: 'emergency.end',
      subject: `emergency/${accessId}`,
      facts: { staffId: access.staff_id, sessions },
    });
    return ok({});
  },
});

type Locked = NonNullable<Awaited<ReturnType<typeof lockEmergency>>>;

async function lockEmergency(tx: Tx, accessId: string) {
  return tx.db
    .selectFrom('emergency_access')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('access_id', '=', accessId)
    .forUpdate()
    .executeTakeFirst();
}

function decisionRefusals(tx: Tx, access: Locked): { code: string }[] {
  const refusals: { code: string }[] = [];
  if (access.state !== 'requested') refusals.push({ code: 'emergency-decided' });
  if (access.staff_id === tx.actor.staffId) refusals.push({ code: 'emergency-own' });
  return refusals;
}

async function decide(tx: Tx, accessId: string, state: EmergencyState, endsAt: string | null): Promise<void> {
  await tx.db
    .updateTable('emergency_access')
    .set({ state, decided_by: tx.actor.staffId, decided_at: tx.now, ends_at: endsAt })
    .where('bureau_id', '=', tx.bureauId)
    .where('access_id', '=', accessId)
    .execute();
}

const MOST_ROWS = 100;

/** The latest first. */
export async function listEmergencies(tx: ReadTx): Promise<readonly Emergency[]> {
  const rows = await tx.db
    .selectFrom('emergency_access')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('requested_at', 'desc')
    .orderBy('access_id')
    .limit(MOST_ROWS)
    .execute();
  const names = await staffNames(
    tx,
    rows.flatMap((row) => [row.staff_id, row.decided_by ?? []].flat()),
  );
  return rows.map((row) => ({
    accessId: row.access_id,
    staffId: row.staff_id,
    staffName: names.get(row.staff_id) ?? '',
    role: row.role,
    reason: row.reason,
    minutes: row.minutes,
    state: row.state,
    requestedAt: row.requested_at,
    decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? null),
    endsAt: row.ends_at,
    isOpen: row.state === 'approved' && row.ends_at !== null && row.ends_at > tx.now,
  }));
}
