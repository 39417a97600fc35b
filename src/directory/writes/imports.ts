/** INSERT and UPDATE of import batches. @module */
import { sql } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import '../tables.ts';
import type { CheckedRow } from '../checking.ts';
import type { ImportState, RowOutcome, UnknownColumn } from '../types/imports.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { pieces } from './pieces.ts';

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

/** Keeps the verdict on each row, as many rows in memory as one statement takes, and answers how many of each there are. */
export async function insertImportRows(
  tx: Tx,
  batchId: string,
  sheet: string,
  rows: Iterable<CheckedRow>,
): Promise<Readonly<Record<RowOutcome, number>>> {
  const counts = { ...NONE };
  let ordinal = 0;
  for (const piece of pieces(rows)) {
    const records = piece.map((row) => {
      counts[row.outcome] += 1;
      return importRecord(tx, batchId, sheet, ordinal++, row);
    });
    await sql`
      INSERT INTO import_row SELECT * FROM jsonb_populate_recordset(NULL::import_row, ${JSON.stringify(records)}::jsonb)`.execute(
      tx.db,
    );
  }
  await updateBatch(tx, batchId, { counts: JSON.stringify(counts) });
  return counts;
}

function importRecord(tx: Tx, batchId: string, sheet: string, ordinal: number, row: CheckedRow): object {
  return {
    bureau_id: tx.bureauId,
    batch_id: batchId,
    ordinal,
    sheet,
    line: row.line,
    outcome: row.outcome,
    record_key: row.key,
    name: row.name,
    changes: row.changes,
    problems: row.problems,
    record_id: row.recordId,
    base_version: row.baseVersion,
    content: row.content,
  };
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
