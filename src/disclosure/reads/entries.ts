/** The entries of the disclosure desk. @module */
import type { Selectable } from 'kysely';
import { documentHash } from '../../core/command.ts';
import type { ReadTx } from '../../core/transact.ts';
import { findVisit, seatOf } from '../../inspection/reads/visits.ts';
import { voidedNumbers } from '../../rectification/reads/voids.ts';
import { stillNamed } from '../rules/void.ts';
import type { DisclosureEntryTable } from '../tables.ts';
import type { PublicPenalty } from '../types/penalty.ts';
import type { PublicCopy, PublicResult } from '../types.ts';
import { handlersOfCase } from './penalties.ts';

/** A row, with its content known by its source. */
export type Entry = Omit<Selectable<DisclosureEntryTable>, 'source' | 'content'> & PublicCopy;

/** What the database holds is what the program wrote: the content of the row's source. */
export function entryOf(row: Selectable<DisclosureEntryTable>): Entry {
  return row as Entry;
}

export function copyOf(entry: Entry): PublicCopy {
  return entry.source === 'visit'
    ? { source: 'visit', content: entry.content }
    : { source: 'penalty', content: entry.content };
}

/** Undefined when this bureau has no such entry. */
export function findEntry(tx: ReadTx, entryId: string): Promise<Entry | undefined> {
  return findEntryBy(tx, 'entry_id', entryId);
}

/** Of that visit; undefined when its result was never drafted. */
export function findEntryOfVisit(tx: ReadTx, inspectionId: string): Promise<Entry | undefined> {
  return findEntryBy(tx, 'inspection_id', inspectionId);
}

/** Of that case; undefined when its decision was never drafted. */
export function findEntryOfCase(tx: ReadTx, caseId: string): Promise<Entry | undefined> {
  return findEntryBy(tx, 'case_id', caseId);
}

async function findEntryBy(
  tx: ReadTx,
  column: 'entry_id' | 'inspection_id' | 'case_id',
  id: string,
): Promise<Entry | undefined> {
  const row = await tx.db
    .selectFrom('disclosure_entry')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where(column, '=', id)
    .executeTakeFirst();
  return row && entryOf(row);
}

/** Whether the account answers for the words: an officer of the team, a handler of the case. */
export async function isHandlerOf(
  tx: ReadTx,
  { inspection_id: inspectionId, case_id: caseId }: Entry,
  staffId: string,
): Promise<boolean> {
  if (caseId !== null) return (await handlersOfCase(tx, caseId)).includes(staffId);
  const visit = inspectionId === null ? undefined : await findVisit(tx, inspectionId);
  return visit !== undefined && seatOf(visit, staffId)?.kind === 'officer';
}

/** Numbers of voided findings that the entry still names. */
export async function voidedIn(tx: ReadTx, entry: Entry): Promise<number[]> {
  if (entry.source !== 'visit' || entry.inspection_id === null) return [];
  return stillNamed(entry.content, await voidedNumbers(tx, entry.inspection_id));
}

/** Entries whose deadline still runs. */
export async function listUnfinished(
  tx: ReadTx,
): Promise<Pick<Selectable<DisclosureEntryTable>, 'entry_id' | 'source' | 'counted_from' | 'due_on'>[]> {
  return tx.db
    .selectFrom('disclosure_entry')
    .select(['entry_id', 'source', 'counted_from', 'due_on'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'in', ['drafted', 'confirmed', 'approved'])
    .orderBy('entry_id')
    .execute();
}

/** What is public and has to be withdrawn or corrected, with the day its term counts from; a term set before that day was kept does not move. */
export async function listToWithdraw(
  tx: ReadTx,
): Promise<{ readonly entryId: string; readonly from: string; readonly before: string }[]> {
  return tx.db
    .selectFrom('disclosure_entry')
    .select(['entry_id as entryId', 'withdraw_from as from', 'withdraw_by as before'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'published')
    .where('withdraw_from', 'is not', null)
    .where('withdraw_by', 'is not', null)
    .where('corrected_on', 'is', null)
    .orderBy('entry_id')
    .$narrowType<{ from: string; before: string }>()
    .execute();
}

/** What waits for the reviewer, what is due first before the rest. */
export async function listApproved(tx: ReadTx, most: number): Promise<Entry[]> {
  const rows = await tx.db
    .selectFrom('disclosure_entry')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'approved')
    .orderBy('due_on')
    .orderBy('entry_id')
    .limit(most)
    .execute();
  return rows.map(entryOf);
}

/** Published entries whose last day has passed. */
export async function listOver(tx: ReadTx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('disclosure_entry')
    .select('entry_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'published')
    .where('public_until', '<', tx.today)
    .orderBy('entry_id')
    .execute();
  return rows.map(({ entry_id: entryId }) => entryId);
}

/** Hash of a public result in canonical form, which knows no null. */
export function resultHash({ findings, ...result }: PublicResult): string {
  return documentHash({
    ...result,
    findings: findings.map(({ dueOn, ...finding }) => ({ ...finding, ...(dueOn === null ? {} : { dueOn }) })),
  });
}

/** Hash of a public decision in canonical form. */
export function penaltyHash({ items, repairFrom, publicUntil, ...penalty }: PublicPenalty): string {
  return documentHash({
    ...penalty,
    items: items.map(({ fen, ...item }) => ({ ...item, ...(fen === null ? {} : { fen }) })),
    ...(repairFrom === null ? {} : { repairFrom }),
    ...(publicUntil === null ? {} : { publicUntil }),
  });
}

export function copyHash(copy: PublicCopy): string {
  return copy.source === 'visit' ? resultHash(copy.content) : penaltyHash(copy.content);
}
