/** INSERT and UPDATE of import batches. @module */
import { sql } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import '../tables.ts';
import type { ImportState, RowOutcome, UnknownColumn } from '../types/imports.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';

export interface NewBatch {
  readonly batchId: string;
  readonly kind: DirectoryKind;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly storedSha256: string;
  readonly unknownColumns: readonly UnknownColumn[];
  readonly otherSheets: readonly string[];
}

/** What no row has been counted for yet. */
const NONE: Readonly<Record<RowOutcome, number>> = { new: 0, update: 0, unchanged: 0, bad: 0, duplicate: 0 };

/** Keeps a checked workbook; its rows follow with {@link insertImportRows}. */
export async function insertBatch(tx: Tx, batch: NewBatch): Promise<void> {
  await tx.db
    .insertInto('import_batch')
    .values({
      bureau_id: tx.bureauId,
      batch_id: batch.batchId,
      kind: batch.kind,
      file_name: batch.fileName,
      file_sha256: batch.fileSha256,
      stored_sha256: batch.storedSha256,
      state: 'checked',
      counts: JSON.stringify(NONE),
      unknown_columns: JSON.stringify(batch.unknownColumns),
      other_sheets: [...batch.otherSheets],
      checked_at: tx.now,
      checked_by: tx.actor.staffId,
      content_sha256: null,
      written_at: null,
      written_by: null,
    })
    .execute();
}

/** Keeps the verdict on some rows. `records`: JSON of an array of whole rows of `import_row`. */
export async function insertImportRows(tx: Tx, records: string): Promise<void> {
  await sql`
    INSERT INTO import_row SELECT * FROM jsonb_populate_recordset(NULL::import_row, ${records}::jsonb)`.execute(tx.db);
}

/** How many rows of the batch there are of each kind. */
export async function setBatchCounts(
  tx: Tx,
  batchId: string,
  counts: Readonly<Record<RowOutcome, number>>,
): Promise<void> {
  await updateBatch(tx, batchId, { counts: JSON.stringify(counts) });
}

/** The batch is written: when, by whom, and the hash of what it put into the directory. The caller has locked it. */
export async function setBatchWritten(tx: Tx, batchId: string, contentSha256: string): Promise<void> {
  await updateBatch(tx, batchId, {
    state: 'written',
    content_sha256: contentSha256,
    written_at: tx.now,
    written_by: tx.actor.staffId,
  });
}

/** The batch is undone or given up. The caller has locked it. */
export async function setBatchState(
  tx: Tx,
  batchId: string,
  state: Extract<ImportState, 'undone' | 'cancelled'>,
): Promise<void> {
  await updateBatch(tx, batchId, { state });
}

interface BatchChange {
  readonly counts?: string;
  readonly state?: ImportState;
  readonly content_sha256?: string;
  readonly written_at?: string;
  readonly written_by?: string;
}

async function updateBatch(tx: Tx, batchId: string, change: BatchChange): Promise<void> {
  await tx.db
    .updateTable('import_batch')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('batch_id', '=', batchId)
    .execute();
}
