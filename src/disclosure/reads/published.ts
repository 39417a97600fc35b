/** What the public sees of results (allow-list): the snapshots of published entries, never the entries' own rows. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { recordSearch } from '../../directory/reads/record-search.ts';
import type { Conclusion } from '../../inspection/types/visit.ts';
import type { PublicPenalty } from '../types/penalty.ts';
import type { PublicResult } from '../types.ts';
import type { DisclosureEntryTable } from '../tables.ts';

/** One version as it was published. */
export interface PublishedVersion<Content = PublicResult> {
  readonly version: number;
  readonly publishedOn: string;
  readonly hash: string;
  /** 更正理由; null for the first version. */
  readonly reason: string | null;
  readonly content: Content;
}

/** A result in force: its latest version, and when it was first published. */
export interface PublishedResult extends PublishedVersion {
  readonly entryId: string;
  readonly firstPublishedOn: string;
}

export interface ResultQuery {
  /** Words: parts of a name, pinyin, initials, credit code, 街镇. */
  readonly q?: string | undefined;
  readonly creditCode?: string | undefined;
  readonly subdistrictCode?: string | undefined;
  readonly conclusion?: Conclusion | undefined;
  /** Day of the inspection, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** Results in force, the newest first; withdrawn ones are not among them. */
export async function listPublishedResults(
  tx: ReadTx,
  query: ResultQuery,
): Promise<{ readonly total: number; readonly rows: readonly PublishedResult[] }> {
  let found = inForce(tx, 'visit');
  const { q = '', creditCode, subdistrictCode, conclusion, from, to } = query;
  if (q !== '') {
    const [name, code] = [sql`s.content->'enterprise'->>'name'`, sql`s.content->'enterprise'->>'creditCode'`];
    found = found.where(await recordSearch(tx, q, { creditCode: code, texts: [name, code] }));
  }
  if (creditCode !== undefined)
    found = found.where(sql<boolean>`s.content->'enterprise'->>'creditCode' = ${creditCode}`);
  if (subdistrictCode !== undefined)
    found = found.where(sql<boolean>`s.content->'enterprise'->>'subdistrictCode' = ${subdistrictCode}`);
  if (conclusion !== undefined) found = found.where(sql<boolean>`s.content->>'conclusion' = ${conclusion}`);
  if (from !== undefined) found = found.where(sql<boolean>`s.content->>'inspectedOn' >= ${from}`);
  if (to !== undefined) found = found.where(sql<boolean>`s.content->>'inspectedOn' <= ${to}`);
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select([
      'e.entry_id',
      'e.published_on as first_on',
      's.version',
      's.published_on',
      's.hash',
      's.reason',
      's.content',
    ])
    .$narrowType<{ content: PublicResult }>()
    .orderBy('s.published_on', 'desc')
    .orderBy('e.entry_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  return {
    total,
    rows: rows.map(({ entry_id: entryId, first_on: firstOn, published_on: publishedOn, ...row }) => ({
      ...row,
      entryId,
      publishedOn,
      firstPublishedOn: firstOn ?? publishedOn,
    })),
  };
}

/** Subdistricts that have results in force, for the filter: code and name, by code. */
export async function listResultSubdistricts(
  tx: ReadTx,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  return inForce(tx, 'visit')
    .select([
      sql<string>`s.content->'enterprise'->>'subdistrictCode'`.as('code'),
      sql<string>`max(s.content->'enterprise'->>'subdistrict')`.as('name'),
    ])
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
}

/** What stands at the address of a result: its versions, or the reason why it is no longer there. */
export type PublicEntry =
  | { readonly state: 'published'; readonly inspectionId: string; readonly versions: readonly PublishedVersion[] }
  | { readonly state: 'withdrawn'; readonly withdrawnOn: string; readonly reason: string };

/** Undefined for what was never published. */
export async function findPublicEntry(tx: ReadTx, entryId: string): Promise<PublicEntry | undefined> {
  const entry = await tx.db
    .selectFrom('disclosure_entry')
    .select(['state', 'inspection_id', 'withdrawn_on', 'withdraw_reason'])
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .where('source', '=', 'visit')
    .where('state', 'in', ['published', 'withdrawn'])
    .executeTakeFirst();
  if (entry === undefined || entry.inspection_id === null) return undefined;
  if (entry.state === 'published')
    return {
      state: 'published',
      inspectionId: entry.inspection_id,
      versions: await listVersions<PublicResult>(tx, entryId),
    };
  if (entry.withdrawn_on === null || entry.withdraw_reason === null)
    throw new Error(`entry ${entryId} is withdrawn without its reason`);
  return { state: 'withdrawn', withdrawnOn: entry.withdrawn_on, reason: entry.withdraw_reason };
}

/** Every version that was published, the newest first. */
export async function listVersions<Content extends PublicResult | PublicPenalty>(
  tx: ReadTx,
  entryId: string,
): Promise<readonly PublishedVersion<Content>[]> {
  const rows = await tx.db
    .selectFrom('disclosure_snapshot')
    .select(['version', 'published_on as publishedOn', 'hash', 'reason', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .orderBy('version', 'desc')
    .execute();
  // A snapshot holds what its entry's source says.
  return rows.map(({ content, ...version }) => ({ ...version, content: content as Content }));
}

/** Entries of one source in force, with their latest snapshots. */
export function inForce(tx: ReadTx, source: DisclosureEntryTable['source']) {
  return tx.db
    .selectFrom('disclosure_entry as e')
    .innerJoin('disclosure_snapshot as s', (join) =>
      join
        .onRef('s.bureau_id', '=', 'e.bureau_id')
        .onRef('s.entry_id', '=', 'e.entry_id')
        .onRef('s.version', '=', 'e.version'),
    )
    .where('e.bureau_id', '=', tx.bureauId)
    .where('e.source', '=', source)
    .where('e.state', '=', 'published');
}
