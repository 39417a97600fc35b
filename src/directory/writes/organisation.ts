/** INSERT and UPDATE of sub-libraries, expert records, departments and the leading group. @module */
import type { z } from 'zod';
import type { Tx } from '../../core/transact.ts';
import '../tables-beside.ts';
import type {
  AddDepartmentInput,
  AppointInput,
  RecordExpertInput,
  SaveSublibraryInput,
} from '../types/organisation.ts';

/** False when the name is taken; then the transaction can only roll back. */
export async function insertSublibrary(
  tx: Tx,
  sublibraryId: string,
  { kind, name, conditions }: z.output<typeof SaveSublibraryInput>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('sublibrary')
    .values({
      bureau_id: tx.bureauId,
      sublibrary_id: sublibraryId,
      kind,
      name,
      conditions: JSON.stringify(conditions),
      saved_by: tx.actor.staffId,
      saved_at: tx.now,
      removed_by: null,
      removed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** False when it is gone already or not of this bureau. */
export async function removeSublibraryRow(tx: Tx, sublibraryId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('sublibrary')
    .set({ removed_by: tx.actor.staffId, removed_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('sublibrary_id', '=', sublibraryId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertExpertRecord(
  tx: Tx,
  recordId: string,
  { expertId, kind, onDay, score, amountFen, note }: z.output<typeof RecordExpertInput>,
): Promise<void> {
  await tx.db
    .insertInto('expert_record')
    .values({
      bureau_id: tx.bureauId,
      record_id: recordId,
      expert_id: expertId,
      kind,
      on_day: onDay,
      score,
      amount_fen: amountFen,
      note,
      recorded_by: tx.actor.staffId,
      recorded_at: tx.now,
    })
    .execute();
}

/** False when a department of this name stands on one of the days. */
export async function insertDepartment(
  tx: Tx,
  departmentId: string,
  { name, fromOn }: z.output<typeof AddDepartmentInput>,
): Promise<boolean> {
  const insert = tx.db
    .insertInto('department')
    .values({ bureau_id: tx.bureauId, department_id: departmentId, name, from_on: fromOn, until_on: null });
  return insert.execute().then(() => true, overlapsOrThrow);
}

/** False when another leader or director stands on one of the days. */
export async function insertMember(
  tx: Tx,
  memberId: string,
  { name, position, post, fromOn }: z.output<typeof AppointInput>,
): Promise<boolean> {
  const insert = tx.db
    .insertInto('group_member')
    .values({ bureau_id: tx.bureauId, member_id: memberId, name, position, post, from_on: fromOn, until_on: null });
  return insert.execute().then(() => true, overlapsOrThrow);
}

function overlapsOrThrow(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === '23P01') return false;
  throw error;
}

/** Ends a department on a day; false when it has ended, begins later, or is not of this bureau. */
export async function endDepartment(tx: Tx, departmentId: string, untilOn: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('department')
    .set({ until_on: untilOn })
    .where('bureau_id', '=', tx.bureauId)
    .where('department_id', '=', departmentId)
    .where('until_on', 'is', null)
    .where('from_on', '<=', untilOn)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The same of a member of the leading group. */
export async function endMember(tx: Tx, memberId: string, untilOn: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('group_member')
    .set({ until_on: untilOn })
    .where('bureau_id', '=', tx.bureauId)
    .where('member_id', '=', memberId)
    .where('until_on', 'is', null)
    .where('from_on', '<=', untilOn)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
