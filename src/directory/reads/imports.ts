/** Import batches and their rows. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { ImportBatchTable } from '../tables.ts';
import type { ImportBatch, ImportRow, RowOutcome } from '../types/imports.ts';
import { columnOf, idColumn, nameOf, type RowJson } from '../rows.ts';
import { KEY_FIELDS } from '../types/records.ts';
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

/** Rows of a batch by their order in the file: the first and the one behind the last. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** The records of a part of a checked batch that are no longer as the check saw them: how many, and the names of the first. */
export async function changedSinceCheck(
  tx: ReadTx,
  kind: DirectoryKind,
  batchId: string,
  { from, to }: RowRange,
): Promise<{ readonly count: number; readonly names: readonly string[] }> {
  const { rows } = await sql<{ name: string; count: number }>`
    SELECT r.name, count(*) OVER () AS count FROM import_row r
    LEFT JOIN ${sql.table(kind)} t ON t.bureau_id = r.bureau_id AND t.${sql.ref(columnOf(KEY_FIELDS[kind]))} = r.record_key AND NOT t.removed
    WHERE r.bureau_id = ${tx.bureauId} AND r.batch_id = ${batchId} AND r.content IS NOT NULL
      AND r.ordinal >= ${from} AND r.ordinal < ${to} AND t.version IS DISTINCT FROM r.base_version
    ORDER BY r.ordinal LIMIT ${NAMES_TOLD}`.execute(tx.db);
  return { count: rows[0]?.count ?? 0, names: rows.map(({ name }) => name) };
}

const NAMES_TOLD = 5;
const ROWS_AT_ONCE = 500;

/** The rows a batch would write, ascending by identity, some at a time. */
export async function* writableRows(tx: ReadTx, batchId: string): AsyncGenerator<readonly RowJson[]> {
  await sql`
    DECLARE writable NO SCROLL CURSOR FOR SELECT content FROM import_row
    WHERE bureau_id = ${sql.lit(tx.bureauId)} AND batch_id = ${sql.lit(batchId)} AND content IS NOT NULL ORDER BY record_key`.execute(
    tx.db,
  );
  for (;;) {
    const { rows } = await sql<{ content: RowJson }>`FETCH ${sql.lit(ROWS_AT_ONCE)} FROM writable`.execute(tx.db);
    if (rows.length === 0) break;
    yield rows.map(({ content }) => content);
  }
  await sql`CLOSE writable`.execute(tx.db);
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

/** What an import wrote: how many records were new, how many were changed, and which have changed again. */
export interface WrittenBatch {
  readonly inserted: number;
  readonly updated: number;
  readonly changed: { readonly count: number; readonly names: readonly string[] };
}

export async function readWrittenBatch(tx: ReadTx, kind: DirectoryKind, batchId: string): Promise<WrittenBatch> {
  const isWritten = sql`v.bureau_id = ${tx.bureauId} AND v.kind = ${kind} AND v.batch_id = ${batchId}`;
  const { rows } = await sql<{ inserted: number; updated: number }>`
    SELECT count(*) FILTER (WHERE v.version = 1) AS inserted, count(*) FILTER (WHERE v.version > 1) AS updated
    FROM directory_version v WHERE ${isWritten}`.execute(tx.db);
  const changed = await sql<{ content: RowJson; count: number }>`
    SELECT v.content, count(*) OVER () AS count FROM directory_version v
    JOIN ${sql.table(kind)} t ON t.bureau_id = v.bureau_id AND t.${sql.ref(idColumn(kind))} = v.record_id
    WHERE ${isWritten} AND t.version <> v.version ORDER BY v.record_id LIMIT ${NAMES_TOLD}`.execute(tx.db);
  const [counted = { inserted: 0, updated: 0 }] = rows;
  const names = changed.rows.map(({ content }) => nameOf(kind, content));
  return { ...counted, changed: { count: changed.rows[0]?.count ?? 0, names } };
}

/** What already builds on an import: draws begun since, and recusals that name a record it brought in. */
export async function importUses(
  tx: ReadTx,
  writtenAt: string,
  batchId: string,
): Promise<{ readonly draws: number; readonly recusals: number }> {
  const inserted = sql`SELECT record_id FROM directory_version WHERE bureau_id = ${tx.bureauId} AND batch_id = ${batchId} AND version = 1`;
  const { rows } = await sql<{ draws: number; recusals: number }>`
    SELECT (SELECT count(*) FROM deed WHERE bureau_id = ${tx.bureauId} AND kind LIKE 'draw.%' AND at >= ${writtenAt})::int AS draws,
      (SELECT count(*) FROM recusal WHERE bureau_id = ${tx.bureauId}
        AND (enterprise_id IN (${inserted}) OR person_id IN (${inserted})))::int AS recusals`.execute(tx.db);
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
