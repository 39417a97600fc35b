/** Writing the bureau's own tables. @module */
import { sql } from 'kysely';
import type { Actor, Role } from '../core/actor.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, type Tx } from '../core/transact.ts';
import { hostOf, profileDocument } from './rules.ts';
import './tables.ts';
import type { BureauProfile, DoorEventKind } from './types.ts';

export interface NewStaff {
  readonly staffId: string;
  readonly name: string;
  readonly department: string;
  readonly username: string;
  readonly roles: readonly Role[];
}

export async function insertStaff(tx: Tx, staff: NewStaff): Promise<void> {
  const { staffId, ...person } = staff;
  await tx.db
    .insertInto('staff')
    .values({ bureau_id: tx.bureauId, staff_id: staffId, ...person, active: true, created_at: tx.now })
    .execute();
}

export async function setRoles(tx: Tx, staffId: string, roles: readonly Role[]): Promise<void> {
  await tx.db
    .updateTable('staff')
    .set({ roles })
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .execute();
}

export async function setInactive(tx: Tx, staffId: string): Promise<void> {
  await tx.db
    .updateTable('staff')
    .set({ active: false })
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .execute();
}

/** Adds a version of the profile and makes it the one in force. Fails on the key when another one has just been added. */
export async function insertProfile(tx: Tx, version: number, profile: BureauProfile): Promise<void> {
  const text = JSON.stringify(profileDocument(profile));
  await tx.db
    .insertInto('bureau_profile')
    .values({ bureau_id: tx.bureauId, version, profile: text, actor_id: tx.actor.staffId, at: tx.now })
    .execute();
  await tx.db
    .updateTable('bureau')
    .set({ name: profile.name, profile: text, host: hostOf(profile) })
    .where('bureau_id', '=', tx.bureauId)
    .execute();
}

export interface NewSecurityEvent {
  readonly kind: DoorEventKind;
  /** Undefined when no account has the typed name: it is then noted with the first bureau of the installation. */
  readonly person: { readonly bureauId: number; readonly staffId: string } | undefined;
  readonly ip: string;
  readonly userAgent: string;
}

/** Notes what happened at the door (安全日志); no deed, since nobody of the bureau need have done it. */
export async function recordSecurityEvent(runtime: Runtime, event: NewSecurityEvent): Promise<void> {
  const bureauId = event.person?.bureauId ?? (await firstBureau(runtime));
  if (bureauId === undefined) return;
  await inBureau(runtime, bureauId, async (tx) => {
    await tx.db
      .insertInto('security_event')
      .values({
        bureau_id: bureauId,
        at: tx.now,
        kind: event.kind,
        staff_id: event.person?.staffId ?? null,
        ip: event.ip,
        user_agent: event.userAgent.slice(0, 200),
      })
      .execute();
  });
}

/** Notes a request that this person may not make (没有权限的请求): the route as it is declared. */
export async function recordDenied(
  { db, clock }: Pick<Runtime, 'db' | 'clock'>,
  { bureauId, staffId }: Pick<Actor, 'bureauId' | 'staffId'>,
  { ip, userAgent }: Pick<NewSecurityEvent, 'ip' | 'userAgent'>,
  route: string,
): Promise<void> {
  await sql`SELECT note_denied(${bureauId}, ${clock.now()}, ${staffId}, ${ip}, ${userAgent.slice(0, 200)}, ${route})`.execute(
    db,
  );
}

async function firstBureau(runtime: Runtime): Promise<number | undefined> {
  const row = await runtime.db
    .selectFrom('bureau')
    .select('bureau_id')
    .orderBy('bureau_id')
    .limit(1)
    .executeTakeFirst();
  return row?.bureau_id;
}

/** The columns of one list for the person who acts. */
export async function saveListColumns(tx: Tx, list: string, columns: readonly string[]): Promise<void> {
  await tx.db
    .insertInto('list_columns')
    .values({
      bureau_id: tx.bureauId,
      staff_id: tx.actor.staffId,
      list,
      columns: [...columns],
      set_at: tx.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['bureau_id', 'staff_id', 'list'])
        .doUpdateSet((set) => ({ columns: set.ref('excluded.columns'), set_at: set.ref('excluded.set_at') })),
    )
    .execute();
}
