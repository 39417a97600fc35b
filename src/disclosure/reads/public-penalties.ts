/** What the public sees of penalty decisions (allow-list): published, not over; a withdrawn one leaves its reason alone. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { PublicPenalty } from '../types/penalty.ts';
import type { PublicPenaltyEntry, PublishedPenalty } from '../types/public-penalty.ts';
import { publicHref, type OverduePenalty } from '../types/public-visit.ts';
import { inForce, listVersions } from './published.ts';

/** Decisions in force, the newest decision first. What has run out is not among them, whether or not anybody has noted it yet. */
export async function listPublicPenalties(
  tx: ReadTx,
  query: { readonly creditCode?: string | undefined; readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly rows: readonly PublishedPenalty[] }> {
  let found = inForce(tx, 'penalty').where((eb) =>
    eb.or([eb('e.public_until', 'is', null), eb('e.public_until', '>=', tx.today)]),
  );
  if (query.creditCode !== undefined)
    found = found.where(sql<boolean>`s.content->'enterprise'->>'creditCode' = ${query.creditCode}`);
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['e.entry_id', 's.version', 's.published_on', 's.hash', 's.reason', 's.content'])
    .orderBy(sql`s.content->>'decidedOn'`, 'desc')
    .orderBy('e.entry_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  return {
    total: Number(total),
    rows: rows.map(({ entry_id: entryId, published_on: publishedOn, content, ...row }) => ({
      ...row,
      entryId,
      publishedOn,
      content: content as PublicPenalty,
    })),
  };
}

/** Undefined for what was never published. */
export async function findPublicPenalty(tx: ReadTx, entryId: string): Promise<PublicPenaltyEntry | undefined> {
  const entry = await tx.db
    .selectFrom('disclosure_entry')
    .select(['state', 'withdrawn_on', 'withdraw_reason', 'public_until', 'ended_on', 'end_reason'])
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .where('source', '=', 'penalty')
    .executeTakeFirst();
  if (entry === undefined) return undefined;
  const { state, public_until: until } = entry;
  if (state === 'withdrawn') return { state, on: entry.withdrawn_on ?? '', reason: entry.withdraw_reason ?? '' };
  if (state === 'ended') {
    const isRepaired = entry.end_reason !== null && entry.end_reason !== '';
    return { state, on: (isRepaired ? entry.ended_on : until) ?? '', repair: isRepaired ? entry.end_reason : null };
  }
  if (state !== 'published') return undefined;
  if (until !== null && until < tx.today) return { state: 'ended', on: until, repair: null };
  return { state, versions: await listVersions<PublicPenalty>(tx, entryId) };
}

/** 逾期 as of today, the longest overdue first. */
export async function listOverduePenalties(tx: ReadTx): Promise<readonly OverduePenalty[]> {
  const { rows } = await sql<{
    readonly entry_id: string;
    readonly what: OverduePenalty['what'];
    readonly decided_on: string;
    readonly due_on: string;
    readonly name: string;
  }>`
    SELECT entry_id, 'publish' AS what, content->>'decidedOn' AS decided_on, due_on, content->'enterprise'->>'name' AS name
    FROM disclosure_entry
    WHERE bureau_id = ${tx.bureauId} AND source = 'penalty' AND state IN ('drafted', 'confirmed', 'approved') AND due_on < ${tx.today}::date
    UNION ALL
    SELECT entry_id, 'withdraw', content->>'decidedOn', withdraw_by, content->'enterprise'->>'name'
    FROM disclosure_entry
    WHERE bureau_id = ${tx.bureauId} AND source = 'penalty' AND state = 'published' AND withdraw_by < ${tx.today}::date
      AND (public_until IS NULL OR public_until >= ${tx.today}::date)
    ORDER BY due_on, entry_id`.execute(tx.db);
  return rows.map(({ entry_id: entryId, what, decided_on: decidedOn, due_on: dueOn, name: enterprise }) => ({
    what,
    decidedOn,
    dueOn,
    standing: what === 'publish' ? null : { href: publicHref('penalty', entryId), enterprise },
  }));
}

/** Decisions about findings of a visit that are in force: where the result page leads. */
export async function penaltiesOfVisit(
  tx: ReadTx,
  inspectionId: string,
): Promise<readonly { entryId: string; number: string }[]> {
  const { rows } = await sql<{ readonly entry_id: string; readonly number: string }>`
    SELECT e.entry_id, e.content->>'number' AS number
    FROM disclosure_entry e
    JOIN penalty_case c ON c.bureau_id = e.bureau_id AND c.case_id = e.case_id
    JOIN finding f ON f.bureau_id = c.bureau_id AND f.finding_id = c.finding_id
    WHERE e.bureau_id = ${tx.bureauId} AND f.inspection_id = ${inspectionId} AND e.state = 'published'
      AND (e.public_until IS NULL OR e.public_until >= ${tx.today}::date)
    ORDER BY e.published_on, e.entry_id`.execute(tx.db);
  return rows.map(({ entry_id: entryId, number }) => ({ entryId, number }));
}
