/** Lists of a directory: searched, filtered, sorted, paged. @module */
import { sql, type QueryResult, type RawBuilder, type SqlBool } from 'kysely';
import { searchForms, searchNeedle, searchNeedles } from '../../core/search-text.ts';
import type { ReadTx } from '../../core/transact.ts';
import { columnOf, idColumn, rowJson, type RowJson } from '../rows.ts';
import '../tables.ts';
import { KEY_FIELDS } from '../types/records.ts';
import type { Sort } from '../types/views.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import type { ListFilter } from './filters.ts';
import { listSubdistricts } from './pools.ts';
import { searchPart, type SearchPart } from './search-part.ts';

export interface ListPage {
  /** All that match, not only this page. */
  readonly total: number;
  readonly rows: readonly RowJson[];
}

/** One page of the records that match, and how many match, out of the index of the list alone (docs/adr/0027). */
export async function listPage(tx: ReadTx, kind: DirectoryKind, filter: ListFilter): Promise<ListPage> {
  await readIndexAlone(tx);
  const words = await searchedWords(tx, kind, filter.q ?? '');
  const { rows } = await (words.length === 0 ? orderedPage(tx, kind, filter) : searchedPage(tx, kind, filter, words));
  return rows[0] ?? { total: 0, rows: [] };
}

/** Without a search most rows match: counting them apart lets the page end at its last row. */
function orderedPage(tx: ReadTx, kind: DirectoryKind, filter: ListFilter): Promise<QueryResult<ListPage>> {
  const all = sql`FROM ${sql.table(kind)} t WHERE ${conditions(tx, [], filter)}`;
  return sql<ListPage>`
    WITH page AS (SELECT t.${sql.ref(idColumn(kind))} AS id ${all} ${pageOf(kind, sql`t.search`, filter)})
    SELECT (SELECT count(*) ${all}) AS total, ${rowsOf(tx, kind)} AS rows`.execute(tx.db);
}

/** Looking for words is the dear part: it is done once, and what is found is counted and put into order. */
function searchedPage(
  tx: ReadTx,
  kind: DirectoryKind,
  filter: ListFilter,
  words: readonly SearchedWord[],
): Promise<QueryResult<ListPage>> {
  return sql<ListPage>`
    WITH t AS MATERIALIZED (
      SELECT t.${sql.ref(idColumn(kind))}, ${orderedBy(kind, filter)} FROM ${sql.table(kind)} t
      WHERE ${conditions(tx, words, filter)}),
    page AS (SELECT t.${sql.ref(idColumn(kind))} AS id FROM t ${pageOf(kind, sql`t.fit`, filter)})
    SELECT (SELECT count(*) FROM t) AS total, ${rowsOf(tx, kind)} AS rows`.execute(tx.db);
}

/** What the order needs and nothing else. */
function orderedBy(kind: DirectoryKind, { q, sort }: ListFilter): RawBuilder<unknown> {
  if (sort === undefined) return sql`${fitOf(kind, searchNeedle(q ?? ''))} AS fit`;
  return sql.ref(`t.${sortColumn(kind, sort)}`);
}

/** The rows of `page`, in its order. */
function rowsOf(tx: ReadTx, kind: DirectoryKind): RawBuilder<unknown> {
  return sql`(SELECT coalesce(jsonb_agg(${rowJson('r')} ORDER BY p.place), '[]')
    FROM (SELECT id, row_number() OVER () AS place FROM page) p
    JOIN ${sql.table(kind)} r ON r.bureau_id = ${tx.bureauId} AND r.${sql.ref(idColumn(kind))} = p.id)`;
}

function pageOf(
  kind: DirectoryKind,
  usual: RawBuilder<unknown>,
  { sort, page, size }: ListFilter,
): RawBuilder<unknown> {
  return sql`ORDER BY ${orderOf(kind, usual, sort)} LIMIT ${size} OFFSET ${(page - 1) * size}`;
}

/**
 * The planner takes the index of the list and the table to be equally dear and reads the table, in its own order or that of
 * whichever index lies beside it, which takes twice as long: it does not know that most of a row lies beside what is asked. A
 * page of an index costs it nearly nothing here. For this transaction only.
 */
async function readIndexAlone(tx: ReadTx): Promise<void> {
  await sql`SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
    set_config('random_page_cost', '0.1', true), set_config('work_mem', '16MB', true)`.execute(tx.db);
}

type Matching = Omit<ListFilter, 'page' | 'size'>;

/** How many match, and they themselves in pieces. */
export interface MatchingRows {
  readonly total: number;
  readonly next: () => Promise<readonly RowJson[]>;
}

/** All of this transaction's moment. One such reading at a time. */
export async function openMatching(
  tx: ReadTx,
  kind: DirectoryKind,
  filter: Matching,
  rowsAtOnce: number,
): Promise<MatchingRows> {
  return openPieces(tx, await matching(tx, kind, filter), rowsAtOnce, (ids) => rowsById(tx, kind, ids));
}

/** `all`: what names each row, in order; `rowsOf`: the rows that these name, in the same order. */
export async function openPieces<Named>(
  tx: ReadTx,
  all: RawBuilder<Named>,
  rowsAtOnce: number,
  rowsOf: (named: readonly Named[]) => Promise<readonly RowJson[]>,
): Promise<MatchingRows> {
  const counted = await sql<{ total: number }>`SELECT count(*) AS total FROM (${all}) m`.execute(tx.db);
  await sql`DECLARE export_rows NO SCROLL CURSOR FOR ${all}`.execute(tx.db);
  return {
    total: counted.rows[0]?.total ?? 0,
    next: async () => {
      const { rows } = await sql<Named>`FETCH ${sql.lit(rowsAtOnce)} FROM export_rows`.execute(tx.db);
      return rowsOf(rows);
    },
  };
}

interface MatchingId {
  readonly id: string;
}

/** Identities alone: whole rows would be put into order, and held, all at once. */
async function matching(tx: ReadTx, kind: DirectoryKind, filter: Matching): Promise<RawBuilder<MatchingId>> {
  const words = await searchedWords(tx, kind, filter.q ?? '');
  const usual = words.length === 0 ? sql`t.search` : fitOf(kind, searchNeedle(filter.q ?? ''));
  return sql`SELECT t.${sql.ref(idColumn(kind))} AS id FROM ${sql.table(kind)} t WHERE ${conditions(tx, words, filter)}
    ORDER BY ${orderOf(kind, usual, filter.sort)}`;
}

/** In the order of the identities. */
async function rowsById(tx: ReadTx, kind: DirectoryKind, ids: readonly MatchingId[]): Promise<readonly RowJson[]> {
  const { rows } = await sql<{ row: RowJson }>`
    SELECT ${rowJson('t')} AS row FROM unnest(${ids.map(({ id }) => id)}::uuid[]) WITH ORDINALITY AS p (id, place)
    JOIN ${sql.table(kind)} t ON t.bureau_id = ${tx.bureauId} AND t.${sql.ref(idColumn(kind))} = p.id
    ORDER BY p.place`.execute(tx.db);
  return rows.map(({ row }) => row);
}

function conditions(
  tx: ReadTx,
  words: readonly SearchedWord[],
  { conditions: asked }: Pick<ListFilter, 'conditions'>,
): RawBuilder<unknown> {
  const isOurs = [sql`t.bureau_id = ${tx.bureauId}`, sql`NOT t.removed`];
  return sql.join([...isOurs, ...words.map((word) => wordCondition(word, 't')), ...asked], sql` AND `);
}

/** What is typed, as a condition on the enterprise `alias` of another list's query; true when nothing is typed. */
export async function enterpriseSearch(tx: ReadTx, q: string, alias: string): Promise<RawBuilder<SqlBool>> {
  const words = await searchedWords(tx, 'enterprise', q);
  return sql<SqlBool>`(${sql.join([sql`true`, ...words.map((word) => wordCondition(word, alias))], sql` AND `)})`;
}

/** Not LIKE: `strpos` looks at bytes and jumps ahead, and takes what is typed as it stands. */
export function wordCondition({ needle, part, streets }: SearchedWord, alias: string): RawBuilder<unknown> {
  const isNamed = sql`strpos(${sql.ref(`${alias}.${part}`)}, ${needle}) > 0`;
  if (streets.length === 0) return isNamed;
  return sql`(${isNamed} OR ${sql.ref(`${alias}.subdistrict_code`)} = ANY(${[...streets]}::text[]))`;
}

export interface SearchedWord {
  readonly needle: string;
  /** The column it is looked for in. */
  readonly part: SearchPart;
  /** Codes of the 街镇 whose name has the word: an enterprise is also found by where it is. */
  readonly streets: readonly string[];
}

export async function searchedWords(tx: ReadTx, kind: DirectoryKind, q: string): Promise<readonly SearchedWord[]> {
  const needles = searchNeedles(q);
  if (needles.length === 0 || kind !== 'enterprise')
    return needles.map((needle) => ({ needle, part: 'search', streets: [] }));
  const streets = (await listSubdistricts(tx)).map(({ code, name, aliases }) => ({
    code,
    forms: searchForms(name, { words: [...aliases] }),
  }));
  return needles.map((needle) => ({
    needle,
    part: searchPart(needle),
    streets: needle.length < 2 ? [] : streets.flatMap(({ code, forms }) => (forms.includes(needle) ? [code] : [])),
  }));
}

/**
 * How well a record fits: one of its forms is what was typed, begins with it, or has it somewhere; the shorter the better, in
 * bytes, which need no counting. The usual case is decided without putting texts together, and no text is kept to order those that fit equally
 * well: a word that nearly every name has finds as many rows as there are.
 */
function fitOf(kind: DirectoryKind, needle: string): RawBuilder<unknown> {
  const forms = sql.ref(`t.${kind === 'enterprise' ? searchPart(needle) : 'search'}`);
  return sql`(CASE WHEN NOT (starts_with(${forms}, ${needle}) OR strpos(${forms}, ${`|${needle}`}) > 0) THEN 2
    WHEN strpos('|' || ${forms} || '|', ${`|${needle}|`}) > 0 THEN 0 ELSE 1 END) * 10000 + octet_length(${forms})`;
}

/** `usual`: the order when none is asked for. */
function orderOf(kind: DirectoryKind, usual: RawBuilder<unknown>, sort: Sort | undefined): RawBuilder<unknown> {
  const id = sql.ref(`t.${idColumn(kind)}`);
  if (sort === undefined) return sql`${usual}, ${id}`;
  const column = sql.ref(`t.${sortColumn(kind, sort)}`);
  return sort.startsWith('-') ? sql`${column} DESC, ${id} DESC` : sql`${column}, ${id}`;
}

function sortColumn(kind: DirectoryKind, sort: Sort): string {
  const columns = { name: 'search', key: columnOf(KEY_FIELDS[kind]), updated: 'updated_on' } as const;
  return columns[sort.replace('-', '') as keyof typeof columns];
}
