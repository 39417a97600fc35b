/** Setting up (设立机关): a bureau, its profile and its three admins, once each. @module */
import { sql } from 'kysely';
import { z } from 'zod';
import { systemActor } from '../../core/actor.ts';
import { openBureau } from '../../core/bureaus.ts';
import { documentHash, inputRefusals } from '../../core/command.ts';
import { createAccount, isUsernameTaken } from '../../core/identity/accounts.ts';
import type { SetupCode } from '../../core/identity/setup-code.ts';
import { newId } from '../../core/ids.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { transact, type Tx } from '../../core/transact.ts';
import { hostRefusals } from '../reads.ts';
import { foundingRefusals, hostOf, profileDocument } from '../rules.ts';
import { ADMIN_KEYS, Founding, type AdminKey } from '../types.ts';
import { insertProfile, insertStaff } from '../writes.ts';

const ADMIN_DEPARTMENT = '信息化管理';

/** What was typed, before it is checked: enough to judge the passwords although other fields are wrong. */
const Typed = z.string().catch('');
const TypedAdmin = recordOf({ name: Typed, username: Typed, password: Typed, repeat: Typed });
const Draft = recordOf({
  setupCode: Typed,
  admins: recordOf({ system: TypedAdmin, security: TypedAdmin, audit: TypedAdmin }),
});

/**
 * Founds a bureau with three separate admins, in one transaction; the code is dead afterwards. The first start gives a code, and whoever
 * sits at the server takes one for each further bureau (`sunlot setup-code`).
 *
 * Refusals, all at once: `setup-code-wrong`, `bureau-exists`, `demo-loaded`, `input-invalid`, those of {@link foundingRefusals}, and what
 * another bureau here has already: `division-taken`, `host-taken`, `username-taken`.
 */
export async function foundBureau(
  runtime: Runtime,
  setupCode: SetupCode,
  input: unknown,
): Promise<Result<{ code: string; name: string }>> {
  const draft = Draft.parse(input);
  const parsed = Founding.safeParse(input);
  const closed = await closedRefusals(runtime.db, setupCode);
  const refusals: Refusal[] = [...closed];
  const isRight = await setupCode.matches(draft.setupCode);
  if (!isRight) refusals.push({ code: 'setup-code-wrong', at: 'setupCode' });
  if (!parsed.success) refusals.push(...inputRefusals(parsed.error));
  refusals.push(...foundingRefusals(draft.admins));
  // Who works here is told to nobody without the code.
  if (parsed.success && isRight && closed.length === 0)
    refusals.push(...(await takenRefusals(runtime.db, parsed.data)));
  if (!parsed.success || refusals.length > 0) return refuse(refusals);

  const founded = await transact(runtime, { id: newId(), actor: systemActor(await nextNumber(runtime)) }, (tx) =>
    found(tx, parsed.data),
  );
  if (founded.ok) await setupCode.discard();
  return founded;
}

/** Why nothing can be set up here now; empty while there is no bureau, or a code for a further one waits. */
export async function closedRefusals(
  db: Runtime['db'] | Tx['db'],
  setupCode: Pick<SetupCode, 'isIssued'>,
): Promise<readonly Refusal[]> {
  const existing = await existingRefusals(db);
  const isFurther = existing.every(({ code }) => code === 'bureau-exists') && (await setupCode.isIssued());
  return isFurther ? [] : existing.slice(0, 1);
}

/** The bureaus of this installation, as reasons; empty while there is none. */
export async function existingRefusals(db: Runtime['db'] | Tx['db']): Promise<readonly Refusal[]> {
  const rows = await db.selectFrom('bureau').select(['name', 'is_demo']).orderBy('bureau_id').execute();
  return rows.map(({ name, is_demo: isDemo }) => ({ code: isDemo ? 'demo-loaded' : 'bureau-exists', facts: { name } }));
}

/** What another bureau of the installation has already; user names are told apart over all of them. */
async function takenRefusals(db: Runtime['db'] | Tx['db'], { profile, admins }: Founding): Promise<Refusal[]> {
  const refusals: Refusal[] = await hostRefusals(db, profile);
  const code = profile.divisionCode;
  const sameCode = await db.selectFrom('bureau').select('name').where('code', '=', code).executeTakeFirst();
  if (sameCode !== undefined)
    refusals.push({ code: 'division-taken', at: 'profile.divisionCode', facts: { code, name: sameCode.name } });
  for (const key of Object.keys(ADMIN_KEYS) as AdminKey[]) {
    const { username } = admins[key];
    if (await isUsernameTaken(db, username))
      refusals.push({ code: 'username-taken', at: `admins.${key}.username`, facts: { username } });
  }
  return refusals;
}

async function nextNumber({ db }: Runtime): Promise<number> {
  const row = await db
    .selectFrom('bureau')
    .select(({ fn }) => fn.max('bureau_id').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** Whoever founded meanwhile had the same code, and the number. */
async function found(tx: Tx, { profile, admins }: Founding): Promise<Result<{ code: string; name: string }>> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('sunlot.found'))`.execute(tx.db);
  const others = await tx.db.selectFrom('bureau').select('name').where('bureau_id', '>=', tx.bureauId).execute();
  if (others.length > 0) return refuse([{ code: 'bureau-exists', facts: { name: others[0]?.name ?? '' } }]);

  const { divisionCode: code, name } = profile;
  // The log's name never changes again, so it is taken from what will still be true in thirty years: address and division.
  const origin = `${hostOf(profile)}/${code}`;
  await openBureau(tx.db, { bureauId: tx.bureauId, code, name, origin, isDemo: false, profile }, tx.now);
  await insertProfile(tx, 1, profile);
  const ids: Record<string, string> = {};
  for (const key of Object.keys(ADMIN_KEYS) as AdminKey[]) ids[ADMIN_KEYS[key]] = await addAdmin(tx, key, admins[key]);
  tx.record({
    kind: 'bureau.found',
    subject: `bureau/${code}`,
    facts: { admins: ids, profile: documentHash(profileDocument(profile)) },
  });
  return ok({ code, name });
}

async function addAdmin(tx: Tx, key: AdminKey, admin: Founding['admins'][AdminKey]): Promise<string> {
  const { name, username, password } = admin;
  const staffId = tx.newId();
  const made = await createAccount(
    tx.db,
    { accountId: staffId, bureauId: tx.bureauId, username, password, isOneTime: false },
    tx.now,
  );
  if (!made) throw new Error(`the user name ${username} was taken between two looks`);
  await insertStaff(tx, { staffId, name, department: ADMIN_DEPARTMENT, username, roles: [ADMIN_KEYS[key]] });
  return staffId;
}

/** An object of these fields, whatever came instead. */
function recordOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodPreprocess<z.ZodObject<Shape>> {
  const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
  return z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape));
}
