/**
 * A checked batch into its directory and out again. All of it happens in the database: of 200,000 rows none comes here.
 * Every write of a record also writes its version. @module
 */
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import type { RowRange } from '../reads/imports.ts';
import { columnList, idColumn } from '../rows.ts';
import '../tables.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { keepVersionsOf, takenOrThrow } from './records.ts';

export interface Written {
  readonly inserted: number;
  readonly updated: number;
}

/**
 * Inserts the new records of a part of the batch and writes its changed ones over the versions the check saw. Answers how many: fewer
 * than it has when somebody else was first, and then the caller must refuse.
 */
export async function writeRows(tx: Tx, kind: DirectoryKind, batchId: string, range: RowRange): Promise<Written> {
  const table = sql.table(kind);
  const isOfPart = sql`${isOf(tx, batchId)} AND r.ordinal >= ${range.from} AND r.ordinal < ${range.to}`;
  const columns = await writtenColumns(tx, kind);
  const { numAffectedRows: inserted = 0n } = await sql`
    INSERT INTO ${table} (${columnList(columns)}) SELECT ${columnList(columns, 'n')} FROM import_row r,
      LATERAL jsonb_populate_record(NULL::${table}, r.content || ${today(tx, sql`1`)} || jsonb_build_object('created_on', ${tx.today}::text)) n
    WHERE ${isOfPart} AND r.outcome = 'new' ON CONFLICT DO NOTHING`.execute(tx.db);
  const id = sql.ref(idColumn(kind));
  const update = sql`
    UPDATE ${table} t SET ${setAll(kind, columns)}
    FROM import_row r, LATERAL jsonb_populate_record(NULL::${table}, r.content || ${today(tx, sql`r.base_version + 1`)}) n
    WHERE ${isOfPart} AND r.outcome = 'update'
      AND t.bureau_id = ${tx.bureauId} AND t.${id} = r.record_id AND t.version = r.base_version`;
  const updated = await update.execute(tx.db).then(({ numAffectedRows }) => Number(numAffectedRows), takenOrThrow);
  if (updated === 'taken') return { inserted: Number(inserted), updated: -1 };
  const written = sql`SELECT r.record_id FROM import_row r WHERE ${isOfPart} AND r.content IS NOT NULL`;
  await keepVersionsOf(tx, kind, written, { deed: 'directory.import', reason: null, batchId });
  return { inserted: Number(inserted), updated };
}

/** Puts every record of a written batch back as it was, new ones as removed. Answers how many; fewer when one has changed. */
export async function takeBatchBack(tx: Tx, kind: DirectoryKind, batchId: string): Promise<number> {
  const table = sql.table(kind);
  const id = sql.ref(idColumn(kind));
  const isWritten = sql`v.bureau_id = ${tx.bureauId} AND v.kind = ${kind} AND v.batch_id = ${batchId}`;
  // Over the row as it is: a column that came after the import keeps what it has.
  const columns = await writtenColumns(tx, kind);
  const { numAffectedRows: restored = 0n } = await sql`
    UPDATE ${table} t SET ${setAll(kind, columns)}
    FROM directory_version v
      JOIN ${table} c ON c.bureau_id = v.bureau_id AND c.${id} = v.record_id AND c.version = v.version
      LEFT JOIN directory_version b ON b.bureau_id = v.bureau_id AND b.kind = v.kind AND b.record_id = v.record_id AND b.version = v.version - 1,
      LATERAL jsonb_populate_record(c, coalesce(b.content, '{"removed": true}') || ${today(tx, sql`v.version + 1`)}) n
    WHERE ${isWritten} AND t.bureau_id = ${tx.bureauId} AND t.${id} = v.record_id AND t.version = v.version`.execute(
    tx.db,
  );
  const taken = sql`SELECT v.record_id FROM directory_version v WHERE ${isWritten}`;
  await keepVersionsOf(tx, kind, taken, { deed: 'directory.undo-import', reason: null, batchId: null });
  return Number(restored);
}

function isOf(tx: Tx, batchId: string): RawBuilder<unknown> {
  return sql`r.bureau_id = ${tx.bureauId} AND r.batch_id = ${batchId}`;
}

/** The bookkeeping of a row that is written now. */
function today(tx: Tx, version: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`jsonb_build_object('version', ${version}, 'updated_on', ${tx.today}::text)`;
}

/** All but what the database makes of the others by itself. */
async function writtenColumns(tx: Tx, kind: DirectoryKind): Promise<readonly string[]> {
  const { rows } = await sql<{ column: string }>`
    SELECT attname AS column FROM pg_attribute
    WHERE attrelid = ${kind}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`.execute(
    tx.db,
  );
  return rows.map(({ column }) => column);
}

/** `(a, b) = ROW(n.a, n.b)` of every column but the key. */
function setAll(kind: DirectoryKind, columns: readonly string[]): RawBuilder<unknown> {
  const beside = columns.filter((column) => column !== 'bureau_id' && column !== idColumn(kind));
  return sql`(${columnList(beside)}) = ROW(${columnList(beside, 'n')})`;
}
