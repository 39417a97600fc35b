/** What the portal tells beyond a list of results (allow-list): visits with their rectification, what was corrected, withdrawn or is late, and who can be found by name. @module */
import { sql } from 'kysely';
import { containing } from '../../core/like.ts';
import { searchNeedles } from '../../core/search-text.ts';
import type { ReadTx } from '../../core/transact.ts';
import { announcedQuery } from '../../draw/reads/public.ts';
import { isPublic } from '../../draw/rules/result.ts';
import { publicProgressOf } from '../../rectification/reads/public.ts';
import { publicHref } from '../types/public-visit.ts';
import type { OverdueDisclosure, PublicCorrection, PublicVisit, PublicWithdrawal } from '../types/public-visit.ts';
import type { PublicResult } from '../types.ts';
import { inForce } from './published.ts';

export interface VisitQuery {
  /** Of these enterprises. */
  readonly creditCodes?: readonly string[] | undefined;
  readonly subdistrictCode?: string | undefined;
  /** Of the day of the visit. */
  readonly year?: number | undefined;
}

/** Results in force with how far each finding is; the latest visit first. */
export async function listPublicVisits(
  tx: ReadTx,
  { creditCodes, subdistrictCode, year }: VisitQuery,
): Promise<readonly PublicVisit[]> {
  let found = inForce(tx, 'visit');
  if (creditCodes !== undefined)
    found = found.where(sql<boolean>`s.content->'enterprise'->>'creditCode' = ANY(${[...creditCodes]}::text[])`);
  if (subdistrictCode !== undefined)
    found = found.where(sql<boolean>`s.content->'enterprise'->>'subdistrictCode' = ${subdistrictCode}`);
  if (year !== undefined)
    found = found.where(sql<boolean>`s.content->>'inspectedOn' BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`);
  const rows = await found
    .select(['e.entry_id', 'e.inspection_id', 'e.published_on as first_on', 's.published_on', 's.content'])
    .$narrowType<{ inspection_id: string; content: PublicResult }>()
    .orderBy(sql`s.content->>'inspectedOn'`, 'desc')
    .orderBy('e.entry_id')
    .execute();
  const progress = await publicProgressOf(
    tx,
    rows.map((row) => row.inspection_id),
  );
  return rows.map((row) => ({
    entryId: row.entry_id,
    inspectionId: row.inspection_id,
    firstPublishedOn: row.first_on ?? row.published_on,
    publishedOn: row.published_on,
    content: row.content,
    progress: progress.get(row.inspection_id) ?? new Map(),
  }));
}

/** Years that have a visit with a published result, the latest first. */
export async function listVisitYears(tx: ReadTx): Promise<readonly number[]> {
  const rows = await inForce(tx, 'visit')
    .select(sql<number>`left(s.content->>'inspectedOn', 4)::int`.as('year'))
    .groupBy(sql`1`)
    .orderBy(sql`1`, 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

/** Versions after the first of what is in force, the newest first. */
export async function listCorrections(tx: ReadTx, most: number): Promise<readonly PublicCorrection[]> {
  const rows = await tx.db
    .selectFrom('disclosure_snapshot as s')
    .innerJoin('disclosure_entry as e', (join) =>
      join.onRef('e.bureau_id', '=', 's.bureau_id').onRef('e.entry_id', '=', 's.entry_id'),
    )
    .select(['s.entry_id', 'e.source', 's.version', 's.published_on', 's.reason', 's.content'])
    .where('s.bureau_id', '=', tx.bureauId)
    .where('e.state', '=', 'published')
    .where('s.version', '>', 1)
    .where((eb) => eb.or([eb('e.public_until', 'is', null), eb('e.public_until', '>=', tx.today)]))
    .orderBy('s.published_on', 'desc')
    .orderBy('s.entry_id')
    .orderBy('s.version', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    href: publicHref(row.source, row.entry_id),
    entryId: row.entry_id,
    enterprise: row.content.enterprise.name,
    version: row.version,
    publishedOn: row.published_on,
    reason: row.reason ?? '',
  }));
}

/** What was public once, the newest first. */
export async function listWithdrawals(tx: ReadTx, most: number): Promise<readonly PublicWithdrawal[]> {
  const rows = await tx.db
    .selectFrom('disclosure_entry')
    .select(['entry_id', 'source', 'withdrawn_on', 'withdraw_reason'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'withdrawn')
    .orderBy('withdrawn_on', 'desc')
    .orderBy('entry_id')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    href: publicHref(row.source, row.entry_id),
    entryId: row.entry_id,
    withdrawnOn: row.withdrawn_on ?? '',
    reason: row.withdraw_reason ?? '',
  }));
}

/** 逾期未公示 as of today, the longest overdue first: of units that a public draw took, so their names are known. */
export async function listOverdueDisclosures(tx: ReadTx): Promise<readonly OverdueDisclosure[]> {
  const draws = await publicDrawIds(tx);
  const rows = await tx.db
    .selectFrom('disclosure_entry')
    .select(['content', 'counted_from', 'due_on'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'not in', ['published', 'withdrawn'])
    .where('due_on', '<', tx.today)
    .where(sql<boolean>`content->>'drawId' = ANY(${draws}::text[])`)
    .orderBy('due_on')
    .orderBy('entry_id')
    .execute();
  return rows.map(({ content: { enterprise }, counted_from: concludedOn, due_on: dueOn }) => ({
    enterprise: enterprise.name,
    creditCode: enterprise.creditCode,
    concludedOn,
    dueOn,
  }));
}

/** How many concluded visits of public draws wait for their result, the late ones among them. */
export async function countWaiting(tx: ReadTx): Promise<number> {
  const draws = await publicDrawIds(tx);
  const { waiting } = await tx.db
    .selectFrom('disclosure_entry')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'not in', ['published', 'withdrawn'])
    .where(sql<boolean>`content->>'drawId' = ANY(${draws}::text[])`)
    .executeTakeFirstOrThrow();
  return waiting;
}

export interface FoundEnterprise {
  readonly creditCode: string;
  readonly name: string;
}

/**
 * Enterprises by part of a name, by pinyin (whole or initials) or credit code: those alone that a public list or a published
 * result names already, so that nobody learns from a search who is in the directory.
 */
export async function searchEnterprises(tx: ReadTx, q: string, most: number): Promise<readonly FoundEnterprise[]> {
  const needles = searchNeedles(q);
  if (needles.length === 0) return [];
  const draws = await publicDrawIds(tx);
  const isNamed = (forms: string) =>
    sql<boolean>`(${sql.join(
      needles.map((needle) => sql`strpos(${sql.ref(forms)}, ${needle}) > 0`),
      sql` AND `,
    )})`;
  const listed = tx.db
    .selectFrom('draw_roster as r')
    .select(['r.id'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where(sql<boolean>`r.draw_id = ANY(${draws}::uuid[])`);
  const published = inForce(tx, 'visit').select(sql<string>`s.content->'enterprise'->>'creditCode'`.as('id'));
  const rows = await tx.db
    .selectFrom('enterprise as e')
    .select(['e.credit_code as creditCode', 'e.name'])
    .where('e.bureau_id', '=', tx.bureauId)
    .where(isNamed('e.search'))
    .where((eb) => eb.or([eb('e.credit_code', 'in', listed), eb('e.credit_code', 'in', published)]))
    .orderBy('e.search')
    .limit(most)
    .execute();
  // Who has left the directory since is found by the name that was published.
  const gone = await inForce(tx, 'visit')
    .select([
      sql<string>`s.content->'enterprise'->>'creditCode'`.as('creditCode'),
      sql<string>`s.content->'enterprise'->>'name'`.as('name'),
    ])
    .where(sql<boolean>`s.content->'enterprise'->>'name' ILIKE ${containing(q.trim())}`)
    .limit(most)
    .execute();
  return [...new Map([...gone, ...rows].map((found) => [found.creditCode, found])).values()].slice(0, most);
}

/** The credit code behind a permanent id; undefined for what is no id of this bureau's directory. */
export async function creditCodeOf(tx: ReadTx, enterpriseId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('enterprise')
    .select('credit_code')
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst();
  return row?.credit_code;
}

/** The permanent id of a credit code; undefined for who never was in the directory. */
export async function permanentIdOf(tx: ReadTx, creditCode: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('enterprise')
    .select('enterprise_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', creditCode)
    .executeTakeFirst();
  return row?.enterprise_id;
}

/** Inner ids of the draws whose result and list anybody may read. */
export async function publicDrawIds(tx: ReadTx): Promise<string[]> {
  return (await announcedQuery(tx).execute()).filter(isPublic).map((draw) => draw.draw_id);
}
