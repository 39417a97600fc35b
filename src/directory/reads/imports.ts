/** Import batches and their rows. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { ImportBatchTable } from '../tables.ts';
import type { ImportBatch, ImportRow, RowOutcome } from '../types/imports.ts';
import { idColumn, type RowJson } from '../rows.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import type { Selectable } from 'kysely';

/** Undefined when this bureau has no such batch. `forUpdate` locks it for the rest of the command. */
export async function findBatch(
  tx: ReadTx,
  batchId: string,
  forUpdate = false,
): Promise<Selectable<ImportBatchTable> | undefined> {
  const query = tx.db
    .selectFrom('import_batch')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('batch_id', '=', batchId);
  return (forUpdate ? query.forUpdate() : query).executeTakeFirst();
}

/** The latest batches, the newest first. */
export async function listBatches(tx: ReadTx, limit: number): Promise<readonly Selectable<ImportBatchTable>[]> {
  return tx.db
    .selectFrom('import_batch')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('checked_at', 'desc')
    .limit(limit)
    .execute();
}

/** One row of a batch that is to be written. */
export interface WritableRow {
  readonly outcome: 'new' | 'update';
  readonly key: string;
  readonly name: string;
  readonly recordId: string;
  readonly baseVersion: number | null;
  readonly content: RowJson;
}

/** The rows a batch would write, ascending by identity. */
export async function listWritableRows(tx: ReadTx, batchId: string): Promise<readonly WritableRow[]> {
  const { rows } = await sql<WritableRow>`
    SELECT outcome, record_key AS key, name, record_id AS "recordId", base_version AS "baseVersion", content FROM import_row
    WHERE bureau_id = ${tx.bureauId} AND batch_id = ${batchId} AND content IS NOT NULL ORDER BY record_key`.execute(
    tx.db,
  );
  return rows;
}

/** One page of the rows with these outcomes, in the order of the file. */
export async function listImportRows(
  tx: ReadTx,
  batchId: string,
  outcomes: readonly RowOutcome[],
  page?: { readonly page: number; readonly size: number },
): Promise<readonly ImportRow[]> {
  const query = tx.db
    .selectFrom('import_row')
    .select(['sheet', 'line as row', 'outcome', 'record_key as key', 'name', 'changes', 'problems'])
    .where('bureau_id', '=', tx.bureauId)
    .where('batch_id', '=', batchId)
    .where('outcome', 'in', outcomes)
    .orderBy('ordinal');
  const rows = await (
    page === undefined ? query : query.limit(page.size).offset((page.page - 1) * page.size)
  ).execute();
  return rows.map((row) => ({ ...row, problems: [...row.problems] }));
}

/** What an import wrote and how it stands now: `version` then, `current` now, and the row as it was before (null = it was new). */
export interface WrittenRow {
  readonly recordId: string;
  readonly version: number;
  readonly current: number;
  readonly content: RowJson;
  readonly before: RowJson | null;
}

export async function listWrittenRows(
  tx: ReadTx,
  kind: DirectoryKind,
  batchId: string,
): Promise<readonly WrittenRow[]> {
  const id = sql.ref(idColumn(kind));
  const { rows } = await sql<WrittenRow>`
    SELECT v.record_id AS "recordId", v.version, t.version AS current, v.content, b.content AS before
    FROM directory_version v
    JOIN ${sql.table(kind)} t ON t.bureau_id = v.bureau_id AND t.${id} = v.record_id
    LEFT JOIN directory_version b ON b.bureau_id = v.bureau_id AND b.kind = v.kind AND b.record_id = v.record_id AND b.version = v.version - 1
    WHERE v.bureau_id = ${tx.bureauId} AND v.kind = ${kind} AND v.batch_id = ${batchId}`.execute(tx.db);
  return rows;
}

/** What already builds on an import: draws begun since, and recusals that name a record it brought in. */
export async function importUses(
  tx: ReadTx,
  writtenAt: string,
  insertedIds: readonly string[],
): Promise<{ readonly draws: number; readonly recusals: number }> {
  const { rows } = await sql<{ draws: number; recusals: number }>`
    SELECT (SELECT count(*) FROM deed WHERE bureau_id = ${tx.bureauId} AND kind LIKE 'draw.%' AND at >= ${writtenAt})::int AS draws,
      (SELECT count(*) FROM recusal WHERE bureau_id = ${tx.bureauId}
        AND (enterprise_id = ANY(${[...insertedIds]}::uuid[]) OR person_id = ANY(${[...insertedIds]}::uuid[])))::int AS recusals`.execute(
    tx.db,
  );
  return rows[0] ?? { draws: 0, recusals: 0 };
}

/** As it goes over the wire. */
export function presentBatch(row: Selectable<ImportBatchTable>): ImportBatch {
  return {
    batchId: row.batch_id,
    kind: row.kind,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    state: row.state,
    counts: row.counts,
    unknownColumns: [...row.unknown_columns],
    otherSheets: row.other_sheets,
    checkedAt: row.checked_at,
    checkedBy: row.checked_by,
    writtenAt: row.written_at,
    writtenBy: row.written_by,
  };
}
