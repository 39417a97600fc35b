/** Rows of objections. @module */
import type { Selectable } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import type { DisclosureObjectionTable } from '../tables.ts';
import type { ObjectionFile, ObjectionOutcome } from '../types/objection.ts';

export type Objection = Selectable<DisclosureObjectionTable>;

export interface NewObjection extends Pick<
  Objection,
  | 'objection_id'
  | 'entry_id'
  | 'version'
  | 'objector'
  | 'order_id'
  | 'ground'
  | 'words'
  | 'contact_sealed'
  | 'code_hash'
  | 'code_sealed'
  | 'workdays'
  | 'due_on'
> {
  readonly files: readonly (ObjectionFile & { readonly stored: string })[];
}

export async function insertObjection(tx: Tx, { files, ...objection }: NewObjection): Promise<void> {
  await tx.db
    .insertInto('disclosure_objection')
    .values({
      bureau_id: tx.bureauId,
      ...objection,
      state: 'open',
      received_at: tx.now,
      received_on: tx.today,
    })
    .execute();
  for (const file of files)
    await tx.db
      .insertInto('disclosure_objection_file')
      .values({ bureau_id: tx.bureauId, file_id: tx.newId(), objection_id: objection.objection_id, ...file })
      .execute();
}

/** Locks an objection until the transaction ends; undefined when this bureau has none of that id. */
export async function lockObjection(tx: Tx, objectionId: string): Promise<Objection | undefined> {
  return tx.db
    .selectFrom('disclosure_objection')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('objection_id', '=', objectionId)
    .forUpdate()
    .executeTakeFirst();
}

export async function answerObjection(
  tx: Tx,
  objectionId: string,
  answer: { readonly outcome: ObjectionOutcome; readonly reason: string; readonly version: number | null },
): Promise<void> {
  await tx.db
    .updateTable('disclosure_objection')
    .set({
      state: answer.outcome,
      reason: answer.reason,
      decided_version: answer.version,
      decided_by: tx.actor.staffId,
      decided_on: tx.today,
    })
    .where('bureau_id', '=', tx.bureauId)
    .where('objection_id', '=', objectionId)
    .execute();
}

export async function moveAnswerDay(tx: Tx, objectionId: string, dueOn: string): Promise<void> {
  await tx.db
    .updateTable('disclosure_objection')
    .set({ due_on: dueOn })
    .where('bureau_id', '=', tx.bureauId)
    .where('objection_id', '=', objectionId)
    .execute();
}

export async function insertObjectionTerm(tx: Tx, version: number, workdays: number): Promise<void> {
  await tx.db
    .insertInto('disclosure_objection_term')
    .values({ bureau_id: tx.bureauId, version, workdays, set_by: tx.actor.staffId, at: tx.now })
    .execute();
}
