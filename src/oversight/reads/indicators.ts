/** The rows behind each indicator of a year; nothing here knows how many visits anybody made. @module */
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { listTimedCases } from '../../penalty/reads/in-time.ts';
import { DEFAULT_SETTINGS } from '../../inspection/types/settings.ts';
import { SERVED_WITHIN } from '../../rectification/types/order.ts';
import '../tables-assessment.ts';
import '../tables-feedback.ts';
import { INDICATOR_CODES, type IndicatorCode, type IndicatorRow, type IndicatorView } from '../types/assessment.ts';

/** 复查期限 as the bureau had set it when it looked (`r`): what is set later judges nobody afterwards. */
const LOOK_WITHIN = sql`coalesce((SELECT (s.content->>'reinspectionDays')::int FROM visit_setting s
  WHERE s.bureau_id = r.bureau_id AND (s.at AT TIME ZONE 'Asia/Shanghai')::date <= r.opened_on ORDER BY s.version DESC LIMIT 1),
  ${DEFAULT_SETTINGS.reinspectionDays}::int)`;

type Question = (tx: ReadTx, year: number) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>;

const SIGNED_IN = (year: number) =>
  sql`i.signed_on BETWEEN make_date(${year}::int, 1, 1) AND make_date(${year}::int, 12, 31)`;
const VISIT = sql`'/inspection/' || i.inspection_id AS href`;

/** Each selects `key`, `"where"`, `"on"`, `value` (0 to 100) and `href`. */
const QUESTIONS: Readonly<Record<IndicatorCode, Question>> = {
  plan: (tx, year) => sql`
    SELECT i.inspection_id::text AS key, i.enterprise_name AS "where", i.signed_on AS "on",
      CASE WHEN i.signed_on IS NOT NULL OR i.state IN ('impossible', 'closed') THEN 100 ELSE 0 END AS value, ${VISIT}
    FROM inspection i JOIN draw d ON d.bureau_id = i.bureau_id AND d.draw_id = i.draw_id
    WHERE i.bureau_id = ${tx.bureauId} AND d.year = ${year} AND i.state <> 'replaced'`,
  disclosure: (tx, year) => sql`
    SELECT e.entry_id::text AS key, e.content->'enterprise'->>'name' AS "where", e.due_on AS "on",
      CASE WHEN s.published_on <= e.due_on THEN 100 ELSE 0 END AS value, '/disclosure/' || e.entry_id AS href
    FROM disclosure_entry e
    LEFT JOIN disclosure_snapshot s ON s.bureau_id = e.bureau_id AND s.entry_id = e.entry_id AND s.version = 1
    WHERE e.bureau_id = ${tx.bureauId} AND e.state <> 'cancelled' AND date_part('year', e.due_on) = ${year}
      AND (s.published_on IS NOT NULL OR e.due_on < ${tx.today}::date)`,
  service: (tx, year) => sql`
    SELECT o.order_id::text AS key, i.enterprise_name AS "where", o.served_on AS "on",
      CASE WHEN o.served_on <= i.signed_on + ${SERVED_WITHIN}::int THEN 100 ELSE 0 END AS value, '/rectification/' || o.order_id AS href
    FROM rectification_order o JOIN inspection i ON i.bureau_id = o.bureau_id AND i.inspection_id = o.inspection_id
    WHERE o.bureau_id = ${tx.bureauId} AND ${SIGNED_IN(year)}
      AND (o.served_on IS NOT NULL OR o.state = 'draft' AND i.signed_on + ${SERVED_WITHIN}::int < ${tx.today}::date)`,
  reinspection: (tx, year) => sql`
    SELECT r.order_id || '/' || r.round AS key, i.enterprise_name AS "where", r.opened_on AS "on",
      CASE WHEN r.opened_on <= w.since + ${LOOK_WITHIN} THEN 100 ELSE 0 END AS value,
      '/rectification/' || r.order_id AS href
    FROM reinspection r
    JOIN rectification_order o ON o.bureau_id = r.bureau_id AND o.order_id = r.order_id
    JOIN inspection i ON i.bureau_id = o.bureau_id AND i.inspection_id = o.inspection_id
    CROSS JOIN LATERAL (
      SELECT min(coalesce((SELECT max((p.at AT TIME ZONE 'Asia/Shanghai')::date) FROM rectification_report p
        WHERE p.bureau_id = v.bureau_id AND p.finding_id = v.finding_id AND (p.at AT TIME ZONE 'Asia/Shanghai')::date <= r.opened_on),
        t.due_on)) AS since
      FROM reinspection_verdict v JOIN rectification_item t ON t.bureau_id = v.bureau_id AND t.finding_id = v.finding_id
      WHERE v.bureau_id = r.bureau_id AND v.order_id = r.order_id AND v.round = r.round
    ) w
    WHERE r.bureau_id = ${tx.bureauId} AND r.state <> 'dropped' AND date_part('year', r.opened_on) = ${year}`,
  // The days of a case are counted by its own engine: calendar, extensions and pauses are not the database's.
  cases: async (tx, year) => {
    const rows = (await listTimedCases(tx, year)).map(({ caseId, where, on, isInTime }) => ({
      key: caseId,
      where,
      on,
      value: isInTime ? 100 : 0,
      href: `/penalty/${caseId}`,
    }));
    return sql`SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (key text, "where" text, "on" date, value int, href text)`;
  },
  closing: (tx, year) => sql`
    SELECT t.finding_id::text AS key, i.enterprise_name || ' 第' || t.number || '项' AS "where", t.due_on AS "on",
      CASE WHEN t.settled_on IS NOT NULL THEN 100 ELSE 0 END AS value, '/rectification/' || t.order_id AS href
    FROM rectification_item t
    JOIN rectification_order o ON o.bureau_id = t.bureau_id AND o.order_id = t.order_id
    JOIN inspection i ON i.bureau_id = o.bureau_id AND i.inspection_id = o.inspection_id
    WHERE t.bureau_id = ${tx.bureauId} AND ${SIGNED_IN(year)} AND t.state <> 'voided'
      AND (t.due_on < ${tx.today}::date OR t.settled_on IS NOT NULL)`,
  quality: (tx, year) => sql`
    SELECT r.review_id::text AS key, i.enterprise_name AS "where", r.reviewed_on AS "on", r.score AS value, ${VISIT}
    FROM file_review r JOIN inspection i ON i.bureau_id = r.bureau_id AND i.inspection_id = r.inspection_id
    WHERE r.bureau_id = ${tx.bureauId} AND date_part('year', r.reviewed_on) = ${year}`,
  feedback: (tx, year) => sql`
    SELECT r.bulletin_id || '/' || r.recipient AS key, r.name || '（' || b.number || '）' AS "where", r.reply_by AS "on",
      CASE WHEN r.state <> 'awaiting' AND (r.reply->>'receivedOn')::date <= r.reply_by THEN 100 ELSE 0 END AS value,
      '/oversight/bulletins/' || r.bulletin_id AS href
    FROM bulletin_reply r JOIN bulletin b ON b.bureau_id = r.bureau_id AND b.bulletin_id = r.bulletin_id
    WHERE r.bureau_id = ${tx.bureauId} AND date_part('year', r.reply_by) = ${year}
      AND (r.state <> 'awaiting' OR r.reply_by < ${tx.today}::date)`,
  repeat: (tx, year) => sql`
    SELECT t.finding_id::text AS key, i.enterprise_name || ' 第' || t.number || '项' AS "where", t.settled_on AS "on",
      CASE WHEN EXISTS (SELECT 1 FROM finding g JOIN inspection j ON j.bureau_id = g.bureau_id AND j.inspection_id = g.inspection_id
        WHERE g.bureau_id = t.bureau_id AND j.enterprise_id = i.enterprise_id AND j.signed_on > t.settled_on AND NOT g.is_withdrawn
          AND g.content->>'itemId' = f.content->>'itemId') THEN 0 ELSE 100 END AS value, '/rectification/' || t.order_id AS href
    FROM rectification_item t
    JOIN finding f ON f.bureau_id = t.bureau_id AND f.finding_id = t.finding_id
    JOIN inspection i ON i.bureau_id = f.bureau_id AND i.inspection_id = f.inspection_id
    WHERE t.bureau_id = ${tx.bureauId} AND t.state = 'passed' AND date_part('year', t.settled_on) = ${year}`,
  complaints: (tx, year) => sql`
    SELECT i.inspection_id::text AS key, i.enterprise_name AS "where", i.signed_on AS "on",
      CASE WHEN EXISTS (SELECT 1 FROM oversight_matter m WHERE m.bureau_id = i.bureau_id AND m.inspection_id = i.inspection_id
        AND m.kind = 'complaint' AND m.outcome = 'founded') THEN 0 ELSE 100 END AS value, ${VISIT}
    FROM inspection i WHERE i.bureau_id = ${tx.bureauId} AND ${SIGNED_IN(year)}`,
  reversals: (tx, year) => sql`
    SELECT m.matter_id::text AS key, i.enterprise_name AS "where", m.decided_on AS "on",
      CASE WHEN m.outcome = 'founded' THEN 0 ELSE 100 END AS value, ${VISIT}
    FROM oversight_matter m JOIN inspection i ON i.bureau_id = m.bureau_id AND i.inspection_id = m.inspection_id
    WHERE m.bureau_id = ${tx.bureauId} AND m.kind <> 'complaint' AND date_part('year', m.decided_on) = ${year}`,
};

/** Every row of one indicator, those that pull it down first. */
export async function listIndicatorRows(tx: ReadTx, code: IndicatorCode, year: number): Promise<IndicatorRow[]> {
  const { rows } = await sql<IndicatorRow>`
    SELECT * FROM (${await QUESTIONS[code](tx, year)}) AS rows ORDER BY value, "on" DESC NULLS LAST, key`.execute(
    tx.db,
  );
  return rows;
}

/** Every indicator of a year as sum and number of its rows. */
export async function readIndicators(tx: ReadTx, year: number): Promise<IndicatorView[]> {
  const found: IndicatorView[] = [];
  for (const code of INDICATOR_CODES) {
    const { rows } = await sql<{ sum: number; rows: number }>`
      SELECT coalesce(sum(value), 0)::float AS sum, count(*)::int AS rows FROM (${await QUESTIONS[code](tx, year)}) AS rows`.execute(
      tx.db,
    );
    found.push({ code, sum: rows[0]?.sum ?? 0, rows: rows[0]?.rows ?? 0 });
  }
  return found;
}
