/** The rows of a dataset for the API: by permanent id, page by page. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { AnyRow } from '../types.ts';

export interface RowQuery {
  readonly year?: number | undefined;
  /** Column and value as text. */
  readonly where: Readonly<Record<string, string>>;
  /** Id of the last row of the page before. */
  readonly after: string;
  readonly limit: number;
}

/** Rows by id, one more than `limit` when there are more. */
export async function listRows(tx: ReadTx, dataset: string, query: RowQuery): Promise<readonly AnyRow[]> {
  let found = tx.db
    .selectFrom('open_data_row')
    .select('content')
    .where('bureau_id', '=', tx.bureauId)
    .where('dataset', '=', dataset)
    .where('content', 'is not', null)
    .where('row_id', '>', query.after);
  if (query.year !== undefined) found = found.where('year', '=', query.year);
  for (const [column, value] of Object.entries(query.where))
    found = found.where(sql<boolean>`content->>${column} = ${value}`);
  const rows = await found
    .orderBy('row_id')
    .limit(query.limit + 1)
    .execute();
  return rows.flatMap(({ content }) => (content === null ? [] : [content]));
}

/** What stands at a permanent id: the row, `taken-back`, or undefined when there never was one. */
export async function findRow(tx: ReadTx, dataset: string, id: string): Promise<AnyRow | 'taken-back' | undefined> {
  const row = await tx.db
    .selectFrom('open_data_row')
    .select('content')
    .where('bureau_id', '=', tx.bureauId)
    .where('dataset', '=', dataset)
    .where('row_id', '=', id)
    .executeTakeFirst();
  return row && (row.content ?? 'taken-back');
}

/** From after one id to another; null: to the end. */
export interface Span {
  readonly after: string;
  readonly upTo: string | null;
}

/** Hash and year of the rows between these ids, by id; no hash: it was taken back. */
export async function knownRows(
  tx: ReadTx,
  dataset: string,
  { after, upTo }: Span,
): Promise<ReadonlyMap<string, { readonly hash: string | null; readonly year: number }>> {
  let found = tx.db
    .selectFrom('open_data_row')
    .select(['row_id', 'hash', 'year'])
    .where('bureau_id', '=', tx.bureauId)
    .where('dataset', '=', dataset)
    .where('row_id', '>', after);
  if (upTo !== null) found = found.where('row_id', '<=', upTo);
  return new Map((await found.execute()).map(({ row_id: id, hash, year }) => [id, { hash, year }]));
}
