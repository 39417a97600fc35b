/** One queue of the disclosure desk over every source: what still waits first, and of that what is due first. @module */
import { sql, type RawBuilder } from 'kysely';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import { workdaysLeft } from '../../core/calendar/work-calendar.ts';
import type { ReadTx } from '../../core/transact.ts';
import { recordSearch } from '../../directory/reads/record-search.ts';
import '../../credit/tables.ts';
import { publishListingBy } from '../rules.ts';
import type { DisclosureState, QueueKind, QueueRow } from '../types.ts';

/** What the queue can be ordered by. */
export const QUEUE_SORTS = ['enterprise', 'due'] as const;
type QueueSort = (typeof QUEUE_SORTS)[number];

export interface QueueQuery {
  readonly kind?: QueueKind | undefined;
  readonly state?: DisclosureState | undefined;
  readonly overdue?: 'yes' | undefined;
  readonly q?: string | undefined;
  readonly sort?: QueueSort | `-${QueueSort}` | undefined;
  readonly page: number;
  readonly size: number;
}

interface Row {
  readonly id: string;
  readonly kind: QueueKind;
  readonly state: DisclosureState;
  readonly name: string;
  readonly code: string;
  readonly clock: QueueRow['clock'];
  readonly due_on: string | null;
  readonly published_on: string | null;
  readonly href: string;
  readonly total: number;
}

const ORDERS = { enterprise: sql`name`, due: sql`due_on` } as const satisfies Readonly<
  Record<QueueSort, RawBuilder<unknown>>
>;

function orderOf(sort: QueueQuery['sort']): RawBuilder<unknown> {
  if (sort === undefined) return sql`clock IS NULL AND state <> 'approved', due_on NULLS LAST`;
  const order = ORDERS[sort.replace('-', '') as QueueSort];
  return sort.startsWith('-') ? sql`${order} DESC NULLS LAST` : sql`${order} NULLS LAST`;
}

/** Rows of one page, how many there are, and how many in each state whatever the state asked for. */
export async function listQueue(
  tx: ReadTx,
  query: QueueQuery,
  calendar: WorkCalendar,
): Promise<{ total: number; rows: QueueRow[]; counts: Record<string, number> }> {
  const found = sql`SELECT * FROM (${everything(tx, await listingDays(tx, calendar))}) AS everything WHERE ${await conditions(tx, query)}`;
  const counted = await sql<{ readonly state: string; readonly count: number }>`
    SELECT state, count(*)::int AS count FROM (${found}) AS found GROUP BY state`.execute(tx.db);
  const inState = query.state === undefined ? sql`true` : sql`state = ${query.state}`;
  const { rows } = await sql<Row>`
    SELECT *, count(*) OVER ()::int AS total FROM (${found}) AS found WHERE ${inState}
    ORDER BY ${orderOf(query.sort)}, published_on DESC NULLS FIRST, id
    LIMIT ${query.size} OFFSET ${(query.page - 1) * query.size}`.execute(tx.db);
  const counts = Object.fromEntries(counted.rows.map(({ state, count }) => [state, count]));
  return {
    total:
      query.state === undefined ? counted.rows.reduce((sum, { count }) => sum + count, 0) : (counts[query.state] ?? 0),
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      enterpriseName: row.name,
      creditCode: row.code,
      clock: row.clock,
      dueOn: row.due_on,
      workdaysLeft: row.clock === null || row.due_on === null ? null : workdaysLeft(tx.today, row.due_on, calendar),
      publishedOn: row.published_on,
      href: row.href,
    })),
    counts,
  };
}

async function conditions(tx: ReadTx, { kind, overdue, q }: QueueQuery): Promise<RawBuilder<unknown>> {
  const isSearched = await recordSearch(tx, q, {
    creditCode: sql`everything.code`,
    texts: [sql`everything.name`, sql`everything.code`],
  });
  const all: RawBuilder<unknown>[] = [isSearched];
  if (kind !== undefined) all.push(sql`kind = ${kind}`);
  if (overdue !== undefined) all.push(sql`clock IS NOT NULL AND due_on < ${tx.today}::date`);
  return sql.join(all, sql` AND `);
}

/** The last day of each listing that waits: workdays are counted by the calendar, not by the database. */
async function listingDays(tx: ReadTx, calendar: WorkCalendar): Promise<string> {
  const rows = await tx.db
    .selectFrom('credit_entry')
    .select(['entry_id', 'listed_on'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'listed')
    .execute();
  return JSON.stringify(
    rows.flatMap(({ entry_id: id, listed_on: on }) =>
      on === null ? [] : [{ id, due: publishListingBy(on, calendar) }],
    ),
  );
}

/** Public, and to be withdrawn or corrected. */
const IS_WRONG = sql`state = 'published' AND withdraw_by IS NOT NULL AND corrected_on IS NULL`;

/** Entries have their own course; the others are shown where theirs stands, in the words of this one. */
function everything(tx: ReadTx, listings: string): RawBuilder<unknown> {
  return sql`
    SELECT entry_id AS id, source AS kind, state, content->'enterprise'->>'name' AS name, content->'enterprise'->>'creditCode' AS code,
      CASE WHEN state IN ('drafted', 'confirmed', 'approved') THEN 'publish' WHEN ${IS_WRONG} THEN CASE source WHEN 'visit' THEN 'correct' ELSE 'withdraw' END END AS clock,
      CASE WHEN ${IS_WRONG} THEN withdraw_by ELSE due_on END AS due_on, published_on,
      '/disclosure/' || entry_id AS href
    FROM disclosure_entry WHERE bureau_id = ${tx.bureauId}
    UNION ALL
    SELECT exposure_id, 'exposure', CASE state WHEN 'drafted' THEN 'approved' ELSE state END, content->'enterprise'->>'name', content->'enterprise'->>'creditCode',
      NULL, NULL, published_on, '/disclosure/exposures'
    FROM disclosure_exposure WHERE bureau_id = ${tx.bureauId}
    UNION ALL
    SELECT s.statement_id, 'words', CASE w.outcome WHEN 'published' THEN 'published' WHEN 'returned' THEN 'cancelled' ELSE 'approved' END,
      e.content->'enterprise'->>'name', e.content->'enterprise'->>'creditCode', NULL, NULL,
      CASE w.outcome WHEN 'published' THEN w.decided_on END, '/disclosure/exposures'
    FROM rectification_statement s
    JOIN rectification_order o ON o.bureau_id = s.bureau_id AND o.order_id = s.order_id
    JOIN disclosure_entry e ON e.bureau_id = o.bureau_id AND e.inspection_id = o.inspection_id
    LEFT JOIN disclosure_words w ON w.bureau_id = s.bureau_id AND w.statement_id = s.statement_id
    WHERE s.bureau_id = ${tx.bureauId}
    UNION ALL
    SELECT c.entry_id, 'listing', CASE c.state WHEN 'listed' THEN 'approved' WHEN 'removed' THEN 'ended' ELSE 'published' END,
      c.enterprise_name, c.credit_code, CASE c.state WHEN 'listed' THEN 'publish' END, l.due, c.published_on, '/credit/' || c.entry_id
    FROM credit_entry c LEFT JOIN jsonb_to_recordset(${listings}::jsonb) AS l (id uuid, due date) ON l.id = c.entry_id
    WHERE c.bureau_id = ${tx.bureauId} AND c.listed_on IS NOT NULL
    UNION ALL
    SELECT o.objection_id, 'objection', e.state, e.content->'enterprise'->>'name', e.content->'enterprise'->>'creditCode', 'answer', o.due_on,
      e.published_on, '/disclosure/objections/' || o.objection_id
    FROM disclosure_objection o JOIN disclosure_entry e ON e.bureau_id = o.bureau_id AND e.entry_id = o.entry_id
    WHERE o.bureau_id = ${tx.bureauId} AND o.state = 'open'`;
}
