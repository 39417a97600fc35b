/** Writes of the annual plan. @module */
import type { Selectable, Updateable } from 'kysely';
import type { Tx } from '../core/transact.ts';
import type { AnnualPlanTable, PlanCapExemptionTable, PlanExceptionTable } from './tables.ts';
import type { PlanContent, Universe } from './types.ts';
import type { SignatureStep } from './types/approval.ts';
import type { NoticeIssue } from './types/notice.ts';

export type PlanRow = Selectable<AnnualPlanTable>;

export interface NewPlan {
  readonly planId: string;
  readonly year: number;
  readonly version: number;
  readonly content: PlanContent;
  readonly universe: Universe;
  readonly hash: string;
}

/** Inserts a draft; false when that version of the year exists already (also when two begin at once). */
export async function insertPlan(tx: Tx, plan: NewPlan): Promise<boolean> {
  const result = await tx.db
    .insertInto('annual_plan')
    .values({
      bureau_id: tx.bureauId,
      plan_id: plan.planId,
      year: plan.year,
      version: plan.version,
      revision: 1,
      state: 'draft',
      drafted_by: JSON.stringify([tx.actor.staffId]),
      hash: plan.hash,
      ...contentColumns(plan.content, plan.universe),
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function lockPlan(tx: Tx, planId: string): Promise<PlanRow | undefined> {
  return tx.db
    .selectFrom('annual_plan')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('plan_id', '=', planId)
    .forUpdate()
    .executeTakeFirst();
}

/** Replaces the content of a draft the caller has locked, and notes the actor among its drafters. */
export async function replaceContent(
  tx: Tx,
  row: PlanRow,
  content: PlanContent,
  universe: Universe,
  hash: string,
): Promise<void> {
  await updatePlan(tx, row.plan_id, {
    revision: row.revision + 1,
    drafted_by: JSON.stringify([...new Set([...row.drafted_by, tx.actor.staffId])]),
    hash,
    ...contentColumns(content, universe),
  });
}

/** Changes columns of a plan the caller has locked. */
export async function updatePlan(tx: Tx, planId: string, change: Updateable<AnnualPlanTable>): Promise<void> {
  await tx.db
    .updateTable('annual_plan')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow();
}

/** The version of the year that is being adjusted gives way to the one that is opened. */
export async function supersedeAdjusted(tx: Tx, year: number): Promise<void> {
  await tx.db
    .updateTable('annual_plan')
    .set({ state: 'superseded' })
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('state', '=', 'adjusting')
    .execute();
}

/** Keeps number and day of the notice; false when the number belongs to another one (also when two take it at once). */
export async function insertNotice(tx: Tx, planId: string, issue: NoticeIssue): Promise<boolean> {
  const result = await tx.db
    .insertInto('plan_notice')
    .values({
      bureau_id: tx.bureauId,
      plan_id: planId,
      number: issue.number,
      issued_on: issue.issuedOn,
      copied_to: issue.copiedTo,
      issued_by: tx.actor.staffId,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Signs the plan the caller has locked, as it stands, as the next of its signatures. */
export async function signPlan(tx: Tx, plan: PlanRow, step: SignatureStep, opinion: string | null): Promise<void> {
  const { last } = await tx.db
    .selectFrom('plan_signature')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .where('plan_id', '=', plan.plan_id)
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('plan_signature')
    .values({
      bureau_id: tx.bureauId,
      plan_id: plan.plan_id,
      number: (last ?? 0) + 1,
      step,
      hash: plan.hash,
      opinion,
      signed_by: tx.actor.staffId,
      signed_at: tx.now,
    })
    .execute();
}

/** Lifts the cap of an enterprise; false when the same lead has done so already. */
export async function insertExemption(
  tx: Tx,
  exemption: Omit<Selectable<PlanCapExemptionTable>, 'bureau_id' | 'approved_by' | 'approved_on'>,
): Promise<boolean> {
  const result = await tx.db
    .insertInto('plan_cap_exemption')
    .values({ bureau_id: tx.bureauId, approved_by: tx.actor.staffId, approved_on: tx.today, ...exemption })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Keeps a template as the next version; false when somebody was faster. */
export async function insertTemplate(
  tx: Tx,
  template: { readonly version: number; readonly fileName: string; readonly sha256: string; readonly note: string },
): Promise<boolean> {
  const result = await tx.db
    .insertInto('plan_template')
    .values({
      bureau_id: tx.bureauId,
      version: template.version,
      file_name: template.fileName,
      sha256: template.sha256,
      note: template.note,
      kept_by: tx.actor.staffId,
      kept_at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function insertException(
  tx: Tx,
  exception: Omit<Selectable<PlanExceptionTable>, 'bureau_id'>,
): Promise<void> {
  await tx.db
    .insertInto('plan_exception')
    .values({ bureau_id: tx.bureauId, ...exception })
    .execute();
}

function contentColumns(
  content: PlanContent,
  universe: Universe,
): Pick<AnnualPlanTable, 'title' | 'ratio' | 'count' | 'universe_size' | 'window_from' | 'window_to'> & {
  content: string;
  universe: string;
} {
  return {
    title: content.title,
    ratio: content.ratio,
    count: content.count,
    universe_size: universe.size,
    window_from: content.windowFrom,
    window_to: content.windowTo,
    content: JSON.stringify(content),
    universe: JSON.stringify(universe),
  };
}
