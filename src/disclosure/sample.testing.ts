/** Signed visits whose enterprise, team and accounts are full of personal values, for tests of what becomes public. @module */
import type { Actor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { ok, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, read, transact, type Tx } from '../core/transact.ts';
import type { Conclusion, FindingInput } from '../inspection/types/visit.ts';
import { insertFinding, insertVisit, updateVisit } from '../inspection/writes.ts';
import { listPublishedItems } from '../items/reads.ts';
import { actorOf } from '../testing/runtime.ts';
import type { District } from '../testing/draw-district.ts';
import { approveEntry, confirmEntry, publishEntry } from './actions.ts';
import { disclosureFollowers } from './jobs.ts';
import { copyHash, copyOf, findEntry } from './reads/entries.ts';

export const OFFICER = actorOf(['officer'], 'officer-a');
export const CHIEF = actorOf(['section-chief'], 'chief');
export const REVIEWER = actorOf(['disclosure-reviewer'], 'reviewer');

/** Values that belong to people; none of them may ever be public. The ID number has a right check character. */
export const CANARIES = {
  representative: '金丝雀法人',
  principal: '金丝雀负责人',
  safetyManager: '金丝雀安全员',
  phone: '13900001111',
  address: '金丝雀生产路 1 号',
  officer: '金丝雀执法甲',
  colleague: '金丝雀执法乙',
  expert: '金丝雀专家',
  employer: '金丝雀研究院',
  account: '金丝雀账号',
  username: 'canary.user',
  idNumber: '120111199003071238',
  signer: '金丝雀签字人',
  scope: '金丝雀检查范围',
  place: '金丝雀车间部位',
  measure: '金丝雀整改措施',
  opinion: '金丝雀专家意见',
  returnReason: '金丝雀退回理由',
} as const;

/** Who stands in the directories of a district; what plan it follows does not matter here. */
export type Listed = Omit<District, 'planId'>;

/** Puts the personal values into the first enterprises, the first two officers and the first expert of the district. */
export async function plantCanaries(runtime: Runtime, district: Listed, enterprises: number): Promise<void> {
  const bureau_id = 1;
  await inBureau(runtime, bureau_id, async ({ db }) => {
    await db
      .updateTable('enterprise')
      .set({
        legal_representative: CANARIES.representative,
        principal: CANARIES.principal,
        safety_manager: CANARIES.safetyManager,
        production_address: CANARIES.address,
        registered_address: CANARIES.address,
        phone_sealed: runtime.fieldCipher.seal(CANARIES.phone, 'enterprise'),
        phone_hash: Buffer.alloc(32, 7),
      })
      .where('bureau_id', '=', bureau_id)
      .where('enterprise_id', 'in', district.enterpriseIds.slice(0, enterprises))
      .execute();
    const officers = [
      { name: CANARIES.officer, staff_id: OFFICER.staffId },
      { name: CANARIES.colleague, staff_id: 'officer-b' },
    ];
    for (const [i, change] of officers.entries())
      await db
        .updateTable('officer')
        .set(change)
        .where('bureau_id', '=', bureau_id)
        .where('officer_id', '=', district.officerIds[i] ?? '')
        .execute();
    await db
      .updateTable('expert')
      .set({ name: CANARIES.expert, employer: CANARIES.employer })
      .where('bureau_id', '=', bureau_id)
      .where('expert_id', '=', district.expertIds[0] ?? '')
      .execute();
    await db
      .insertInto('staff')
      .values({
        bureau_id,
        staff_id: OFFICER.staffId,
        name: CANARIES.account,
        department: '执法大队',
        username: CANARIES.username,
        roles: ['officer'],
        active: true,
        created_at: runtime.clock.now(),
      })
      .execute();
  });
}

export interface SampleVisit {
  /** Which enterprise of the district, from 0. */
  readonly n: number;
  readonly conclusion?: Conclusion;
  readonly findings?: readonly string[];
  readonly drawId?: string;
  /** 当场纠正 instead of 责令限期整改. */
  readonly isMendedAtOnce?: boolean;
}

/** A visit that has been signed, with its deed; the follower has made its draft. Gives the entry's id. */
export async function draftedEntry(runtime: Runtime, district: Listed, visit: SampleVisit): Promise<string> {
  const inspectionId = await signedVisit(runtime, district, visit);
  await draftEntries(runtime);
  const entry = await read(runtime, 1, (tx) =>
    tx.db
      .selectFrom('disclosure_entry')
      .select('entry_id')
      .where('inspection_id', '=', inspectionId)
      .executeTakeFirstOrThrow(),
  );
  return entry.entry_id;
}

/** Lets the followers of this module catch up; gives how many deeds they handled. */
export async function draftEntries(runtime: Runtime): Promise<number> {
  let handled = 0;
  for (const follower of disclosureFollowers) handled += await follow(runtime, 1, follower);
  return handled;
}

/** Through all three hands. */
export async function publishedEntry(runtime: Runtime, district: Listed, visit: SampleVisit): Promise<string> {
  const entryId = await draftedEntry(runtime, district, visit);
  await must(execute(runtime, OFFICER, confirmEntry, newId(), { entryId }));
  await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
  await must(execute(runtime, REVIEWER, publishEntry, newId(), { entryId, hash: await hashOf(runtime, entryId) }));
  return entryId;
}

/** The findings of a visit's copy as the public would read them. */
export async function wordsOf(runtime: Runtime, entryId: string): Promise<[number: number, text: string][]> {
  const entry = await read(runtime, 1, (tx) => findEntry(tx, entryId));
  return entry?.source === 'visit' ? entry.content.findings.map(({ number, text }) => [number, text]) : [];
}

/** Hash of the entry's content as it stands. */
export async function hashOf(runtime: Runtime, entryId: string): Promise<string> {
  const entry = await read(runtime, 1, (tx) => findEntry(tx, entryId));
  if (entry === undefined) throw new Error('no such entry');
  return copyHash(copyOf(entry));
}

export async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const done = await result;
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
}

export async function signedVisit(runtime: Runtime, district: Listed, visit: SampleVisit): Promise<string> {
  const { n, conclusion = 'corrected', findings = ['配电箱未锁闭'], drawId = newId(), isMendedAtOnce = false } = visit;
  const actor: Actor = OFFICER;
  return must(
    transact(runtime, { id: newId(), actor }, async (tx) => {
      const inspectionId = newId();
      const enterpriseId = district.enterpriseIds[n] ?? '';
      const enterprise = await tx.db
        .selectFrom('enterprise')
        .select(['name', 'credit_code'])
        .where('bureau_id', '=', tx.bureauId)
        .where('enterprise_id', '=', enterpriseId)
        .executeTakeFirstOrThrow();
      const [item] = await listPublishedItems(tx, tx.today);
      const itemId = item?.itemId ?? '';
      await insertVisit(tx, {
        inspectionId,
        drawId,
        enterpriseId,
        enterpriseName: enterprise.name,
        creditCode: enterprise.credit_code,
        officerIds: district.officerIds.slice(0, 2),
        partnerIds: [],
        expertIds: district.expertIds.slice(0, 1),
        sealed: { knownTo: null, knownFrom: null },
      });
      for (const [i, description] of findings.entries())
        await stateFinding(tx, { inspectionId, number: i + 1 }, { itemId, description, isMendedAtOnce });
      await updateVisit(tx, inspectionId, {
        state: 'signed',
        conclusion,
        signed_on: tx.today,
        return_reason: CANARIES.returnReason,
        plan: JSON.stringify({ scope: CANARIES.scope, focus: CANARIES.scope, inspectOn: tx.today, itemIds: [itemId] }),
      });
      tx.record({ kind: 'inspection.sign-off', subject: `inspection/${inspectionId}`, facts: { conclusion } });
      return ok(inspectionId);
    }),
  );
}

async function stateFinding(
  tx: Tx,
  place: { readonly inspectionId: string; readonly number: number },
  said: { readonly itemId: string; readonly description: string; readonly isMendedAtOnce: boolean },
): Promise<void> {
  const { itemId, description, isMendedAtOnce } = said;
  const content: FindingInput = {
    itemId,
    pointNo: 1,
    place: CANARIES.place,
    description,
    level: 'general',
    measureKind: isMendedAtOnce ? 'on-the-spot' : 'rectify',
    measure: CANARIES.measure,
    days: isMendedAtOnce ? 0 : 15,
  };
  await insertFinding(tx, {
    findingId: tx.newId(),
    ...place,
    content,
    dueOn: isMendedAtOnce ? null : '2026-04-01',
  });
}
