/** Setting up (设立机关): the bureau, its profile and its three admins, once. @module */
import { sql } from 'kysely';
import { z } from 'zod';
import { systemActor } from '../../core/actor.ts';
import { openBureau } from '../../core/bureaus.ts';
import { documentHash, inputRefusals } from '../../core/command.ts';
import { createAccount } from '../../core/identity/accounts.ts';
import type { SetupCode } from '../../core/identity/setup-code.ts';
import { newId } from '../../core/ids.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { transact, type Tx } from '../../core/transact.ts';
import { foundingRefusals, profileDocument } from '../rules.ts';
import { ADMIN_KEYS, Founding, type AdminKey } from '../types.ts';
import { insertProfile, insertStaff } from '../writes.ts';

const FIRST_BUREAU = 1;
const ADMIN_DEPARTMENT = '信息化管理';

/** What was typed, before it is checked: enough to judge the passwords although other fields are wrong. */
const Typed = z.string().catch('');
const TypedAdmin = recordOf({ name: Typed, username: Typed, password: Typed, repeat: Typed });
const Draft = recordOf({
  setupCode: Typed,
  admins: recordOf({ system: TypedAdmin, security: TypedAdmin, audit: TypedAdmin }),
});

/**
 * Founds the bureau of this installation with three separate admins, in one transaction; the code is dead afterwards.
 *
 * Refusals, all at once: `setup-code-wrong`, `bureau-exists`, `demo-loaded`, `input-invalid`, and those of
 * {@link foundingRefusals}.
 */
export async function foundBureau(
  runtime: Runtime,
  setupCode: SetupCode,
  input: unknown,
): Promise<Result<{ code: string; name: string }>> {
  const draft = Draft.parse(input);
  const parsed = Founding.safeParse(input);
  const refusals: Refusal[] = [...(await existingRefusals(runtime.db))];
  if (!(await setupCode.matches(draft.setupCode))) refusals.push({ code: 'setup-code-wrong', at: 'setupCode' });
  if (!parsed.success) refusals.push(...inputRefusals(parsed.error));
  refusals.push(...foundingRefusals(draft.admins));
  if (!parsed.success || refusals.length > 0) return refuse(refusals);

  const founded = await transact(runtime, { id: newId(), actor: systemActor(FIRST_BUREAU) }, (tx) =>
    found(tx, parsed.data),
  );
  if (founded.ok) await setupCode.discard();
  return founded;
}

/** Why this installation cannot be set up (again); empty while there is no bureau. */
export async function existingRefusals(db: Runtime['db'] | Tx['db']): Promise<readonly Refusal[]> {
  const rows = await db.selectFrom('bureau').select(['name', 'is_demo']).execute();
  return rows.map(({ name, is_demo: isDemo }) => ({ code: isDemo ? 'demo-loaded' : 'bureau-exists', facts: { name } }));
}

async function found(tx: Tx, { profile, admins }: Founding): Promise<Result<{ code: string; name: string }>> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('sunlot.found'))`.execute(tx.db);
  const existing = await existingRefusals(tx.db);
  if (existing.length > 0) return refuse(existing);

  const { divisionCode: code, name } = profile;
  // The log's name never changes again, so it is taken from what will still be true in thirty years: address and division.
  const origin = `${new URL(profile.disclosureUrl).hostname}/${code}`;
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
  if (!made) throw new Error(`the user name ${username} is taken although there was no bureau`);
  await insertStaff(tx, { staffId, name, department: ADMIN_DEPARTMENT, username, roles: [ADMIN_KEYS[key]] });
  return staffId;
}

/** An object of these fields, whatever came instead. */
function recordOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodPreprocess<z.ZodObject<Shape>> {
  const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
  return z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape));
}
