/** Loans, appraisals and lists as they are stored. @module */
import type { Selectable } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { DestructionPeople, Loan } from '../rules/custody.ts';
import type { ArchiveListTable, ArchiveLoanTable } from '../tables.ts';

export type StoredLoan = Selectable<ArchiveLoanTable>;
export type StoredList = Selectable<ArchiveListTable>;

export function toLoan(row: StoredLoan): Loan {
  return { state: row.state, borrower: row.borrower, withInner: row.with_inner, dueOn: row.due_on };
}

/** Of a volume, the newest first. */
export async function listLoans(tx: ReadTx, volumeId: string): Promise<StoredLoan[]> {
  return tx.db
    .selectFrom('archive_loan')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('requested_on', 'desc')
    .orderBy('loan_id', 'desc')
    .execute();
}

/** The loan under which somebody holds the volume now. */
export async function findRunningLoan(tx: ReadTx, volumeId: string, staffId: string): Promise<StoredLoan | undefined> {
  return tx.db
    .selectFrom('archive_loan')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .where('borrower', '=', staffId)
    .where('state', '=', 'lent')
    .executeTakeFirst();
}

export async function listReadings(tx: ReadTx, volumeId: string) {
  return tx.db
    .selectFrom('archive_reading')
    .select(['reading_id as readingId', 'what', 'read_by as by', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('at', 'desc')
    .limit(100)
    .execute();
}

export async function listAppraisals(tx: ReadTx, volumeId: string) {
  return tx.db
    .selectFrom('archive_appraisal')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('number')
    .execute();
}

/** Transfer lists and destruction lists, the newest first. */
export async function listLists(tx: ReadTx): Promise<StoredList[]> {
  return tx.db
    .selectFrom('archive_list')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('made_on', 'desc')
    .orderBy('list_id', 'desc')
    .execute();
}

export async function findList(tx: ReadTx, listId: string): Promise<StoredList | undefined> {
  return tx.db
    .selectFrom('archive_list')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('list_id', '=', listId)
    .executeTakeFirst();
}

/** Volumes that still wait in the list. */
export async function openVolumesOf(tx: ReadTx, listId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('archive_list_volume')
    .select('volume_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('list_id', '=', listId)
    .where('is_open', '=', true)
    .orderBy('volume_id')
    .execute();
  return rows.map(({ volume_id: id }) => id);
}

export async function isInOpenList(tx: ReadTx, volumeId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('archive_list_volume')
    .select('list_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .where('is_open', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

export async function listSignatures(tx: ReadTx, listId: string) {
  return tx.db
    .selectFrom('archive_list_signature')
    .select(['signed_by as by', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('list_id', '=', listId)
    .orderBy('at')
    .orderBy('signed_by')
    .execute();
}

/** Who has to do with a destruction list: who made it, who proposed and who approved each of its volumes. */
export async function destructionPeople(tx: ReadTx, list: StoredList): Promise<DestructionPeople> {
  const ids = list.content.map(({ volumeId }) => volumeId);
  const rows = await tx.db
    .selectFrom('archive_appraisal')
    .select(['proposed_by', 'decided_by'])
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', 'in', ids)
    .where('proposal', '=', 'destroy')
    .execute();
  return {
    concerned: [
      list.made_by,
      ...rows.flatMap(({ proposed_by: by, decided_by: decided }) => [by, ...(decided === null ? [] : [decided])]),
    ],
    signedBy: (await listSignatures(tx, list.list_id)).map(({ by }) => by),
  };
}
