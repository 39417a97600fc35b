/** Keeping holiday notices; rows are never changed. @module */
import type { Tx } from '../core/transact.ts';
import './tables.ts';
import type { HolidayNotice } from './types.ts';

/** Keeps a notice as this revision of its year; false when another was loaded at the same moment. */
export async function insertNotice(tx: Tx, notice: HolidayNotice, revision: number, hash: string): Promise<boolean> {
  const made = await tx.db
    .insertInto('calendar_notice')
    .values({
      bureau_id: tx.bureauId,
      year: notice.year,
      revision,
      content: JSON.stringify(notice),
      hash,
      loaded_by: tx.actor.staffId,
      loaded_at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}
