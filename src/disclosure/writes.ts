/** Rows of the disclosure desk. @module */
import type { Updateable } from 'kysely';
import type { Tx } from '../core/transact.ts';
import { copyHash, entryOf, type Entry } from './reads/entries.ts';
import type { DisclosureEntryTable } from './tables.ts';
import type { PublicCopy } from './types.ts';

/** Locks an entry until the transaction ends; undefined when this bureau has none of that id. */
export async function lockEntry(tx: Tx, entryId: string): Promise<Entry | undefined> {
  const row = await tx.db
    .selectFrom('disclosure_entry')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();
  return row && entryOf(row);
}

/** What an entry begins with: the copy, masked, and the words it was made from. */
export interface NewEntry {
  readonly entryId: string;
  /** The visit's or the case's id, by the source of the copy. */
  readonly of: string;
  readonly copy: PublicCopy;
  readonly words: Readonly<Record<string, string>>;
  readonly countedFrom: string;
  readonly dueOn: string;
}

/** False when the visit or the case has its entry already. */
export async function insertEntry(
  tx: Tx,
  { entryId, of, copy, words, countedFrom, dueOn }: NewEntry,
): Promise<boolean> {
  const made = await tx.db
    .insertInto('disclosure_entry')
    .values({
      bureau_id: tx.bureauId,
      entry_id: entryId,
      source: copy.source,
      inspection_id: copy.source === 'visit' ? of : null,
      case_id: copy.source === 'penalty' ? of : null,
      state: 'drafted',
      version: 1,
      content: JSON.stringify(copy.content),
      words: JSON.stringify(words),
      marks: '[]',
      counted_from: countedFrom,
      due_on: dueOn,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function updateEntry(
  tx: Tx,
  entryId: string,
  change: Omit<Updateable<DisclosureEntryTable>, 'bureau_id' | 'entry_id' | 'updated_at'>,
): Promise<void> {
  await tx.db
    .updateTable('disclosure_entry')
    .set({ ...change, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .execute();
}

/** Keeps what the public sees from now on; returns its hash. */
export async function insertSnapshot(
  tx: Tx,
  snapshot: { entryId: string; version: number; copy: PublicCopy; reason: string | null },
): Promise<string> {
  const hash = copyHash(snapshot.copy);
  await tx.db
    .insertInto('disclosure_snapshot')
    .values({
      bureau_id: tx.bureauId,
      entry_id: snapshot.entryId,
      version: snapshot.version,
      content: JSON.stringify(snapshot.copy.content),
      hash,
      published_on: tx.today,
      reason: snapshot.reason,
    })
    .execute();
  return hash;
}
