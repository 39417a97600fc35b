/** Searching the lists of other modules by the enterprise their records are about: as the directory itself is searched. @module */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { enterpriseSearch, searchedWords, wordCondition } from './lists.ts';

/** What a record of another list is found by. */
interface SearchedRecord {
  /** The credit code of its enterprise; a record may be of somebody who is in no directory. */
  readonly creditCode: RawBuilder<unknown>;
  /** Its own texts: a name as it was then, a number, a cause. */
  readonly texts: readonly RawBuilder<unknown>[];
}

/**
 * What is typed, as a condition on a row of another list: each word is in the row's own texts, or finds its enterprise by name,
 * former name, pinyin, credit code or 街镇. True when nothing is typed.
 */
export async function recordSearch(
  tx: ReadTx,
  q: string | undefined,
  { creditCode, texts }: SearchedRecord,
): Promise<RawBuilder<SqlBool>> {
  const words = await searchedWords(tx, 'enterprise', q ?? '');
  // As `searchNeedle` writes what is typed.
  const own = sql`regexp_replace(lower(normalize(concat_ws('|', ${sql.join(texts)}), NFKC)), '\\s', '', 'g')`;
  const conditions = words.map(
    (word) => sql`(strpos(${own}, ${word.needle}) > 0 OR EXISTS (SELECT 1 FROM enterprise found
      WHERE found.bureau_id = ${tx.bureauId} AND found.credit_code = ${creditCode} AND ${wordCondition(word, 'found')}))`,
  );
  return sql<SqlBool>`(${sql.join([sql`true`, ...conditions], sql` AND `)})`;
}

/** Credit codes of all enterprises in the directory that what is typed finds. */
export async function creditCodesFound(tx: ReadTx, q: string): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('enterprise as e')
    .select('e.credit_code as creditCode')
    .where('e.bureau_id', '=', tx.bureauId)
    .where('e.removed', '=', false)
    .where(await enterpriseSearch(tx, q, 'e'))
    .execute();
  return new Set(rows.map(({ creditCode }) => creditCode));
}
