/** Orders by what they wait for, the nearest deadline first. @module */
import { sql } from 'kysely';
import { readCalendar } from '../../calendar/reads.ts';
import { daysBetween } from '../../core/calendar/day.ts';
import type { ReadTx } from '../../core/transact.ts';
import { recordSearch } from '../../directory/reads/record-search.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import { remindUntil } from '../rules/remind.ts';
import { REMINDER_DAYS } from '../types/remind.ts';
import type { OrderState } from '../types/order.ts';
import { ORDER_STAGES, type OrderQuery, type OrderRow, type OrderStage } from '../types/views.ts';

interface Row {
  readonly order_id: string;
  readonly inspection_id: string;
  readonly enterprise_name: string;
  readonly credit_code: string;
  readonly state: OrderState;
  readonly served_on: string | null;
  readonly findings: number;
  readonly settled: number;
  readonly overdue: number;
  readonly due_on: string | null;
  readonly waiting_since: string | null;
  readonly stages: OrderStage[];
}

/** Orders that match. `mine` keeps to the teams of one account. */
export async function listOrders(
  tx: ReadTx,
  query: OrderQuery,
  staffId: string,
): Promise<{ total: number; rows: OrderRow[] }> {
  const found = await selection(tx, query, staffId);
  const { rows } = await sql<Row & { total: number }>`
    WITH found AS (${found})
    SELECT *, count(*) OVER ()::int AS total FROM found
    WHERE ${query.stage ?? null}::text IS NULL OR ${query.stage ?? null}::text = ANY (stages)
    ORDER BY state = 'closed', due_on NULLS LAST, order_id
    LIMIT ${query.size} OFFSET ${(query.page - 1) * query.size}`.execute(tx.db);
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => toRow(tx, row)) };
}

function toRow(tx: ReadTx, row: Row): OrderRow {
  return {
    orderId: row.order_id,
    inspectionId: row.inspection_id,
    enterpriseName: row.enterprise_name,
    creditCode: row.credit_code,
    state: row.state,
    servedOn: row.served_on,
    findings: row.findings,
    settled: row.settled,
    overdue: row.overdue,
    dueOn: row.due_on,
    waitingSince: row.waiting_since,
    daysWaiting: row.waiting_since === null ? null : daysBetween(row.waiting_since, tx.today),
    daysLeft: row.due_on === null ? null : daysBetween(tx.today, row.due_on),
    stages: row.stages,
  };
}

/** How many orders of the same selection wait for each thing. */
export async function countByStage(
  tx: ReadTx,
  query: OrderQuery,
  staffId: string,
): Promise<Record<OrderStage, number>> {
  const found = await selection(tx, query, staffId);
  const { rows } = await sql<{ stage: OrderStage; count: number }>`
    WITH found AS (${found})
    SELECT stage, count(*)::int AS count FROM found, unnest(stages) AS stage GROUP BY stage`.execute(tx.db);
  const counts = Object.fromEntries(Object.keys(ORDER_STAGES).map((stage) => [stage, 0]));
  return { ...counts, ...Object.fromEntries(rows.map(({ stage, count }) => [stage, count])) } as Record<
    OrderStage,
    number
  >;
}

/** What is before the stages and the pages: one row an order, with everything it waits for. */
async function selection(tx: ReadTx, { q, mine }: Pick<OrderQuery, 'q' | 'mine'>, staffId: string) {
  const calendar = await readCalendar(tx);
  const isSearched = await recordSearch(tx, q, {
    creditCode: sql`v.credit_code`,
    texts: [sql`v.enterprise_name`, sql`v.credit_code`],
  });
  return sql`
    SELECT o.order_id, o.inspection_id, v.enterprise_name, v.credit_code, o.state, o.served_on,
      count(*)::int AS findings,
      count(i.settled_on)::int AS settled,
      (count(*) FILTER (WHERE ${isOverdue(tx)}))::int AS overdue,
      min(i.due_on) FILTER (WHERE i.state = 'open') AS due_on,
      min(CASE WHEN ${isOverdue(tx)} THEN i.due_on WHEN i.state = 'reported' THEN (
        SELECT max(r.at AT TIME ZONE 'Asia/Shanghai')::date FROM rectification_report r
        WHERE r.bureau_id = i.bureau_id AND r.finding_id = i.finding_id) END) AS waiting_since,
      array_remove(ARRAY[
        CASE WHEN o.state = 'draft' THEN 'serve' END,
        CASE WHEN o.state = 'served' AND bool_or(i.state = 'open') THEN 'rectify' END,
        CASE WHEN o.state IN ('served', 'reinspecting') AND bool_or(${isToRemind(tx, calendar)}) THEN 'remind' END,
        CASE WHEN o.state = 'served' AND bool_or(${isOverdue(tx)}) THEN 'overdue' END,
        CASE WHEN bool_or(i.state IN ('open', 'reported') AND EXISTS (SELECT 1 FROM rectification_extension x
          WHERE x.bureau_id = i.bureau_id AND x.finding_id = i.finding_id AND x.outcome IS NULL)) THEN 'extension' END,
        CASE WHEN o.state = 'served' AND bool_or(i.state = 'reported' OR ${isOverdue(tx)}) THEN 'reinspect' END,
        CASE WHEN o.state = 'reinspecting' THEN 'sign' END,
        CASE WHEN bool_or(EXISTS (SELECT 1 FROM rectification_exposure x
          WHERE x.bureau_id = i.bureau_id AND x.finding_id = i.finding_id AND x.outcome IS NULL)) THEN 'exposure' END,
        CASE WHEN bool_or(i.state = 'awaiting-consent') THEN 'consent' END,
        CASE WHEN o.state <> 'draft' AND bool_or(i.state = 'transferring') THEN 'transfer' END,
        CASE WHEN bool_or(${isVoidToServe()}) THEN 'serve-void' END,
        CASE WHEN o.state = 'closed' THEN 'closed' END], NULL) AS stages
    FROM rectification_order o
    JOIN rectification_item i ON i.bureau_id = o.bureau_id AND i.order_id = o.order_id
    JOIN inspection v ON v.bureau_id = o.bureau_id AND v.inspection_id = o.inspection_id
    WHERE o.bureau_id = ${tx.bureauId}
      AND ${isSearched}
      AND (${mine !== true} OR EXISTS (SELECT 1 FROM inspection_member m
        JOIN officer f ON f.bureau_id = m.bureau_id AND f.officer_id = m.person_id AND m.kind = 'officer'
        WHERE m.bureau_id = v.bureau_id AND m.inspection_id = v.inspection_id AND f.staff_id = ${staffId}))
    GROUP BY o.bureau_id, o.order_id, o.inspection_id, v.enterprise_name, v.credit_code, o.state, o.served_on`;
}

function isOverdue(tx: ReadTx) {
  return sql`i.state = 'open' AND i.due_on < ${tx.today}::date`;
}

/** It was voided, and the decision was not served yet. */
export function isVoidToServe() {
  return sql`i.state = 'voided' AND NOT EXISTS (SELECT 1 FROM rectification_void_service s
    WHERE s.bureau_id = i.bureau_id AND s.finding_id = i.finding_id)`;
}

/** A deadline is near of which nobody has told the enterprise yet. */
export function isToRemind(tx: ReadTx, calendar: WorkCalendar) {
  const near = sql.join(
    REMINDER_DAYS.map((days) => sql`(${days}::int, ${remindUntil(tx.today, days, calendar)}::date)`),
  );
  return sql`i.state = 'open' AND i.due_on >= ${tx.today}::date AND EXISTS (
    SELECT 1 FROM (VALUES ${near}) AS near (days, until) WHERE i.due_on <= near.until AND NOT EXISTS (
      SELECT 1 FROM rectification_reminder g WHERE g.bureau_id = i.bureau_id AND g.order_id = i.order_id
        AND g.due_on = i.due_on AND g.days = near.days))`;
}
