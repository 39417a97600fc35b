/** Lists of a directory: searched, filtered, sorted, paged. @module */
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { columnOf, idColumn, searchPattern, type RowJson } from '../rows.ts';
import '../tables.ts';
import { KEY_FIELDS, type Fields } from '../types/records.ts';
import type { Sort } from '../types/views.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';

export interface ListFilter {
  readonly q?: string | undefined;
  readonly sort: Sort;
  readonly page: number;
  readonly size: number;
  /** Content fields and the value each must have; for a list of values, must hold. */
  readonly fields: Fields;
}

export interface ListPage {
  /** All that match, not only this page. */
  readonly total: number;
  readonly rows: readonly RowJson[];
}

/** One page of the records that match. One pass over the bureau's rows: 100,000 take about 60 ms (see the ADR). */
export async function listPage(tx: ReadTx, kind: DirectoryKind, filter: ListFilter): Promise<ListPage> {
  const { rows } = await sql<{ row: RowJson; total: number }>`
    WITH matching AS MATERIALIZED (
      SELECT t.${sql.ref(idColumn(kind))} AS id, count(*) OVER () AS total, row_number() OVER (ORDER BY ${orderOf(kind, filter.sort)}) AS place
      FROM ${sql.table(kind)} t WHERE ${conditions(tx, filter)}
      ORDER BY place LIMIT ${filter.size} OFFSET ${(filter.page - 1) * filter.size})
    SELECT to_jsonb(t) AS row, m.total FROM matching m
    JOIN ${sql.table(kind)} t ON t.bureau_id = ${tx.bureauId} AND t.${sql.ref(idColumn(kind))} = m.id ORDER BY m.place`.execute(
    tx.db,
  );
  const total = rows[0]?.total ?? (filter.page === 1 ? 0 : await countMatching(tx, kind, filter));
  return { total, rows: rows.map(({ row }) => row) };
}

/** All records that match, for an export. */
export async function listMatching(
  tx: ReadTx,
  kind: DirectoryKind,
  filter: Omit<ListFilter, 'page' | 'size'>,
): Promise<readonly RowJson[]> {
  const { rows } = await sql<{ row: RowJson }>`
    SELECT to_jsonb(t) AS row FROM ${sql.table(kind)} t WHERE ${conditions(tx, filter)} ORDER BY ${orderOf(kind, filter.sort)}`.execute(
    tx.db,
  );
  return rows.map(({ row }) => row);
}

async function countMatching(tx: ReadTx, kind: DirectoryKind, filter: ListFilter): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`SELECT count(*) AS total FROM ${sql.table(kind)} t WHERE ${conditions(tx, filter)}`.execute(tx.db);
  return rows[0]?.total ?? 0;
}

function conditions(tx: ReadTx, { q, fields }: Pick<ListFilter, 'q' | 'fields'>): RawBuilder<unknown> {
  const all = [sql`t.bureau_id = ${tx.bureauId}`, sql`NOT t.removed`];
  const pattern = searchPattern(q ?? '');
  if (pattern !== undefined) all.push(sql`t.search LIKE ${pattern}`);
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const column = sql.ref(`t.${columnOf(field)}`);
    all.push(LISTS.has(field) ? sql`${column} @> ${[value]}::text[]` : sql`${column} = ${value}`);
  }
  return sql.join(all, sql` AND `);
}

/** Fields that hold several values. */
const LISTS = new Set(['specialFlags', 'specialties', 'tags']);

function orderOf(kind: DirectoryKind, sort: Sort): RawBuilder<unknown> {
  const columns = { name: 'search', key: columnOf(KEY_FIELDS[kind]), updated: 'updated_on' } as const;
  const isDown = sort.startsWith('-');
  const column = sql.ref(`t.${columns[sort.replace('-', '') as keyof typeof columns]}`);
  const id = sql.ref(`t.${idColumn(kind)}`);
  return isDown ? sql`${column} DESC, ${id} DESC` : sql`${column}, ${id}`;
}
