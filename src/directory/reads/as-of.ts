/** A directory as it stood on a past day, rebuilt from the versions that each change left (docs/adr/0029). @module */
import { sql, type RawBuilder } from 'kysely';
import { endOfDay } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { columnOf, type RowJson } from '../rows.ts';
import '../tables.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import type { Fields } from '../types/records.ts';
import { LIST_FIELDS, searchedWords, type ListPage, type SearchedWord } from './lists.ts';

export interface AsOfFilter {
  readonly day: string;
  readonly q?: string | undefined;
  readonly page: number;
  readonly size: number;
  /** Content fields and the value each must have had; for a list of values, must have held. */
  readonly fields: Fields;
}

/**
 * One page of the records that the directory had when the day ended, by pinyin: of every record its last version up to then,
 * without those undone by then. The key of the history carries what is filtered and ordered by, so 100,000 records are one
 * pass over the key.
 */
export async function asOfPage(tx: ReadTx, kind: DirectoryKind, filter: AsOfFilter): Promise<ListPage> {
  const words = await searchedWords(tx, kind, filter.q ?? '');
  const { rows } = await sql<{ row: RowJson | null; total: number }>`
    WITH standing AS MATERIALIZED (
      SELECT DISTINCT ON (record_id) record_id, version, removed, status, search, filters FROM directory_version
      WHERE bureau_id = ${tx.bureauId} AND kind = ${kind} AND at < ${endOfDay(filter.day)}
      ORDER BY record_id DESC, version DESC),
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

function conditions(words: readonly SearchedWord[], { fields }: AsOfFilter): RawBuilder<unknown> {
  const all = [sql`NOT removed`, ...words.map(wasFound)];
  const { status, ...others } = fields;
  if (status !== undefined) all.push(sql`status = ${status}`);
  for (const [field, value] of Object.entries(others)) {
    if (value === undefined) continue;
    const was = sql`filters ->> ${columnOf(field)}`;
    // A list is kept as its JSON text; its values are codes of a vocabulary.
    all.push(LIST_FIELDS.has(field) ? sql`strpos(${was}, ${JSON.stringify(value)}) > 0` : sql`${was} = ${value}`);
  }
  return sql.join(all, sql` AND `);
}

function wasFound({ needle, streets }: SearchedWord): RawBuilder<unknown> {
  return sql`(strpos(search, ${needle}) > 0 OR filters ->> 'subdistrict_code' = ANY(${[...streets]}::text[]))`;
}
