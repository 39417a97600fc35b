/** Single records as the database has them. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { columnOf, idColumn, rowJson, type RowJson } from '../rows.ts';
import '../tables.ts';
import { KEY_FIELDS } from '../types/records.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';

/** The whole row, or undefined when this bureau has none such. */
export async function findRecord(tx: ReadTx, kind: DirectoryKind, recordId: string): Promise<RowJson | undefined> {
  const [row] = await recordsBy(tx, kind, idColumn(kind), [recordId], 'uuid');
  return row;
}

/** The whole rows with these ids, without those this bureau has not. */
export async function listRecordsById(
  tx: ReadTx,
  kind: DirectoryKind,
  recordIds: readonly string[],
): Promise<readonly RowJson[]> {
  return recordsBy(tx, kind, idColumn(kind), recordIds, 'uuid');
}

/** The whole rows with these identities (credit codes, certificate numbers …). */
export async function listRecordsByKey(
  tx: ReadTx,
  kind: DirectoryKind,
  keys: readonly string[],
): Promise<readonly RowJson[]> {
  return recordsBy(tx, kind, columnOf(KEY_FIELDS[kind]), keys, 'text');
}

/** The same rows as the database writes them, for a thread that reads them there. */
export async function recordsByKeyJson(tx: ReadTx, kind: DirectoryKind, keys: readonly string[]): Promise<string> {
  const column = sql.ref(`t.${columnOf(KEY_FIELDS[kind])}`);
  const { rows } = await sql<{ found: string }>`
    SELECT coalesce(jsonb_agg(${rowJson('t')}), '[]')::text AS found FROM ${sql.table(kind)} t
    WHERE t.bureau_id = ${tx.bureauId} AND NOT t.removed AND ${column} = ANY(${[...keys]}::text[])`.execute(tx.db);
  return rows[0]?.found ?? '[]';
}

async function recordsBy(
  tx: ReadTx,
  kind: DirectoryKind,
  column: string,
  values: readonly string[],
  type: 'uuid' | 'text',
): Promise<readonly RowJson[]> {
  const { rows } = await sql<{ row: RowJson }>`
    SELECT ${rowJson('t')} AS row FROM ${sql.table(kind)} t
    WHERE t.bureau_id = ${tx.bureauId} AND NOT t.removed AND t.${sql.ref(column)} = ANY(${[...values]}::${sql.raw(`${type}[]`)})`.execute(
    tx.db,
  );
  return rows.map(({ row }) => row);
}

/** The whole rows as these versions of them were. */
export async function listVersionRows(
  tx: ReadTx,
  kind: DirectoryKind,
  versions: readonly { readonly recordId: string; readonly version: number }[],
): Promise<readonly RowJson[]> {
  const { rows } = await sql<{ content: RowJson }>`
    SELECT v.content FROM directory_version v
    JOIN jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) AS n("recordId" uuid, version int)
      ON v.record_id = n."recordId" AND v.version = n.version
    WHERE v.bureau_id = ${tx.bureauId} AND v.kind = ${kind}`.execute(tx.db);
  return rows.map(({ content }) => content);
}

/** The directory as it stood at an instant: the last version of every record up to then, without the undone. */
export async function listRecordsAt(tx: ReadTx, kind: DirectoryKind, instant: string): Promise<readonly RowJson[]> {
  const { rows } = await sql<{ content: RowJson }>`
    SELECT content FROM (
      SELECT DISTINCT ON (record_id) record_id, content FROM directory_version
      WHERE bureau_id = ${tx.bureauId} AND kind = ${kind} AND at <= ${instant}
      ORDER BY record_id, version DESC) latest
    WHERE NOT (content->>'removed')::boolean`.execute(tx.db);
  return rows.map(({ content }) => content);
}
