/** A directory as it stood on a past day, rebuilt from the versions that each change left (docs/adr/0029). @module */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { endOfDay } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { columnOf, type RowJson } from '../rows.ts';
import '../tables.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { anyCondition, LIST_FIELDS, type FieldValues } from './filters.ts';
import { openPieces, searchedWords, type ListPage, type MatchingRows, type SearchedWord } from './lists.ts';

export interface AsOfFilter {
  readonly day: string;
  readonly q?: string | undefined;
  readonly page: number;
  readonly size: number;
  readonly fields: FieldValues;
}

/**
 * One page of the records that the directory had when the day ended, by pinyin: of every record its last version up to then,
 * without those undone by then. The key of the history carries what is filtered and ordered by, so 100,000 records are one
 * pass over the key.
 */
export async function asOfPage(tx: ReadTx, kind: DirectoryKind, filter: AsOfFilter): Promise<ListPage> {
  const words = await searchedWords(tx, kind, filter.q ?? '');
  const { rows } = await sql<{ row: RowJson | null; total: number }>`
    WITH ${standing(tx, kind, filter.day)},
    matching AS MATERIALIZED (SELECT record_id, version, search FROM standing WHERE ${conditions(words, filter)}),
    page AS (SELECT * FROM matching ORDER BY search, record_id LIMIT ${filter.size} OFFSET ${(filter.page - 1) * filter.size})
    SELECT v.content AS row, (SELECT count(*) FROM matching) AS total
    FROM (SELECT 1) one
    LEFT JOIN page ON true
    LEFT JOIN directory_version v ON v.bureau_id = ${tx.bureauId} AND v.kind = ${kind}
      AND v.record_id = page.record_id AND v.version = page.version
    ORDER BY page.search, page.record_id`.execute(tx.db);
  return { total: rows[0]?.total ?? 0, rows: rows.flatMap(({ row }) => (row === null ? [] : [row])) };
}

/** Of every record its last version up to the end of the day. */
function standing(tx: ReadTx, kind: DirectoryKind, day: string): RawBuilder<unknown> {
  return sql`standing AS MATERIALIZED (
    SELECT DISTINCT ON (record_id) record_id, version, removed, status, search, filters FROM directory_version
    WHERE bureau_id = ${tx.bureauId} AND kind = ${kind} AND at < ${endOfDay(day)}
    ORDER BY record_id DESC, version DESC)`;
}

interface VersionName {
  readonly id: string;
  readonly version: number;
}

/** All that match, for an export. */
export async function openAsOf(
  tx: ReadTx,
  kind: DirectoryKind,
  filter: Omit<AsOfFilter, 'page' | 'size'>,
  rowsAtOnce: number,
): Promise<MatchingRows> {
  const words = await searchedWords(tx, kind, filter.q ?? '');
  const all = sql<VersionName>`WITH ${standing(tx, kind, filter.day)}
    SELECT record_id AS id, version FROM standing WHERE ${conditions(words, filter)} ORDER BY search, record_id`;
  return openPieces(tx, all, rowsAtOnce, async (named) => {
    const { rows } = await sql<{ row: RowJson }>`SELECT v.content AS row
      FROM unnest(${named.map(({ id }) => id)}::uuid[], ${named.map(({ version }) => version)}::int[]) WITH ORDINALITY AS p (id, version, place)
      JOIN directory_version v ON v.bureau_id = ${tx.bureauId} AND v.kind = ${kind}
        AND v.record_id = p.id AND v.version = p.version
      ORDER BY p.place`.execute(tx.db);
    return rows.map(({ row }) => row);
  });
}

function conditions(words: readonly SearchedWord[], { fields }: Pick<AsOfFilter, 'fields'>): RawBuilder<unknown> {
  const all = [sql`NOT removed`, ...words.map(wasFound)];
  const { status, ...others } = fields;
  if (status !== undefined) all.push(sql`status = ANY(${[...status]})`);
  for (const [field, values] of Object.entries(others)) if (values !== undefined) all.push(wasOneOf(field, values));
  return sql.join(all, sql` AND `);
}

/** A list is kept as its JSON text; its values are codes of a vocabulary. */
function wasOneOf(field: string, values: readonly unknown[]): RawBuilder<SqlBool> {
  const was = sql`filters ->> ${columnOf(field)}`;
  if (!LIST_FIELDS.has(field)) return sql`${was} = ANY(${[...values]}::text[])`;
  return anyCondition(values.map((value) => sql`strpos(${was}, ${JSON.stringify(value)}) > 0`));
}

function wasFound({ needle, streets }: SearchedWord): RawBuilder<unknown> {
  return sql`(strpos(search, ${needle}) > 0 OR filters ->> 'subdistrict_code' = ANY(${[...streets]}::text[]))`;
}
