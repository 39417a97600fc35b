/** Rows of the disclosure desk. @module */
import type { Updateable } from 'kysely';
import type { Tx } from '../core/transact.ts';
import { resultHash, type Entry } from './reads/entries.ts';
import type { DisclosureEntryTable } from './tables.ts';
import type { PublicResult } from './types.ts';

/** Locks an entry until the transaction ends; undefined when this bureau has none of that id. */
export async function lockEntry(tx: Tx, entryId: string): Promise<Entry | undefined> {
  return tx.db
    .selectFrom('disclosure_entry')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();
}

/** False when the visit has its entry already. */
export async function insertEntry(
  tx: Tx,
  entry: { entryId: string; inspectionId: string; content: PublicResult; countedFrom: string; dueOn: string },
): Promise<boolean> {
  const made = await tx.db
    .insertInto('disclosure_entry')
    .values({
      bureau_id: tx.bureauId,
      entry_id: entry.entryId,
      inspection_id: entry.inspectionId,
      state: 'drafted',
      version: 1,
      content: JSON.stringify(entry.content),
      counted_from: entry.countedFrom,
      due_on: entry.dueOn,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'inspection_id']).doNothing())
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
  snapshot: { entryId: string; version: number; content: PublicResult; reason: string | null },
): Promise<string> {
  const hash = resultHash(snapshot.content);
  await tx.db
    .insertInto('disclosure_snapshot')
    .values({
      bureau_id: tx.bureauId,
      entry_id: snapshot.entryId,
      version: snapshot.version,
      content: JSON.stringify(snapshot.content),
      hash,
      published_on: tx.today,
      reason: snapshot.reason,
    })
    .execute();
  return hash;
}
