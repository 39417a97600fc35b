/** What came late, or stands there without the deed that makes it. @module */
import { sql } from 'kysely';
import type { Questions } from './question.ts';

export const laterQuestions: Questions<'late-disclosure' | 'late-objection' | 'no-deed' | 'emergency' | 'late-reply'> =
  {
    'late-disclosure': (tx) => sql`
    SELECT e.entry_id::text AS key, e.content->'enterprise'->>'name' AS "where", e.due_on AS "on", '/disclosure/' || e.entry_id AS href,
      jsonb_build_object('due', e.due_on, 'days', coalesce(s.published_on, ${tx.today}::date) - e.due_on,
        'state', CASE WHEN s.published_on IS NULL THEN 'open' ELSE 'published' END) AS facts
    FROM disclosure_entry e
    LEFT JOIN disclosure_snapshot s ON s.bureau_id = e.bureau_id AND s.entry_id = e.entry_id AND s.version = 1
    WHERE e.bureau_id = ${tx.bureauId} AND e.state <> 'cancelled' AND coalesce(s.published_on, ${tx.today}::date) > e.due_on
    UNION ALL
    SELECT e.entry_id || '/withdraw', e.content->'enterprise'->>'name', e.withdraw_by, '/disclosure/' || e.entry_id,
      jsonb_build_object('due', e.withdraw_by, 'days', coalesce(e.corrected_on, e.withdrawn_on, ${tx.today}::date) - e.withdraw_by,
        'state', CASE WHEN e.corrected_on IS NOT NULL THEN 'corrected' WHEN e.withdrawn_on IS NULL THEN 'standing' ELSE 'withdrawn' END)
    FROM disclosure_entry e
    WHERE e.bureau_id = ${tx.bureauId} AND e.withdraw_by IS NOT NULL AND e.state IN ('published', 'withdrawn')
      AND coalesce(e.corrected_on, e.withdrawn_on, ${tx.today}::date) > e.withdraw_by`,

    'late-objection': (tx) => sql`
    SELECT o.objection_id::text AS key, e.content->'enterprise'->>'name' AS "where", o.due_on AS "on",
      '/disclosure/objections/' || o.objection_id AS href,
      jsonb_build_object('due', o.due_on, 'days', coalesce(o.decided_on, ${tx.today}::date) - o.due_on, 'state', o.state) AS facts
    FROM disclosure_objection o JOIN disclosure_entry e ON e.bureau_id = o.bureau_id AND e.entry_id = o.entry_id
    WHERE o.bureau_id = ${tx.bureauId} AND coalesce(o.decided_on, ${tx.today}::date) > o.due_on`,

    'no-deed': (tx) => sql`
    SELECT i.inspection_id::text AS key, i.enterprise_name AS "where", i.signed_on AS "on", '/inspection/' || i.inspection_id AS href,
      jsonb_build_object('kind', 'inspection.sign-off') AS facts
    FROM inspection i WHERE i.bureau_id = ${tx.bureauId} AND i.signed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deed d
      WHERE d.bureau_id = i.bureau_id AND d.subject_type = 'inspection' AND d.subject_id = i.inspection_id::text
        AND d.kind IN ('inspection.sign-off', 'inspection.report-impossible'))
    UNION ALL
    SELECT e.entry_id::text, e.content->'enterprise'->>'name', e.published_on, '/disclosure/' || e.entry_id,
      jsonb_build_object('kind', 'disclosure.publish')
    FROM disclosure_entry e WHERE e.bureau_id = ${tx.bureauId} AND e.published_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deed d
      WHERE d.bureau_id = e.bureau_id AND d.subject_type = 'disclosure' AND d.subject_id = e.entry_id::text
        AND d.kind = 'disclosure.publish')`,

    emergency: (tx) => sql`
    SELECT e.access_id::text AS key, s.name AS "where", (e.decided_at AT TIME ZONE 'Asia/Shanghai')::date AS "on",
      '/bureau/emergency' AS href, jsonb_build_object('role', e.role, 'minutes', e.minutes,
        'deeds', (SELECT count(*) FROM deed d WHERE d.bureau_id = e.bureau_id AND d.actor_id = e.staff_id
          AND d.at >= e.decided_at AND d.at < e.ends_at)) AS facts
    FROM emergency_access e JOIN staff s ON s.bureau_id = e.bureau_id AND s.staff_id = e.staff_id
    WHERE e.bureau_id = ${tx.bureauId} AND e.ends_at IS NOT NULL`,

    'late-reply': (tx) => sql`
    SELECT n.notice_id::text AS key, n.number AS "where", n.reply_by AS "on", '/oversight/notices/' || n.notice_id AS href,
      jsonb_build_object('days', ${tx.today}::date - n.reply_by) AS facts
    FROM supervision_notice n WHERE n.bureau_id = ${tx.bureauId} AND n.state = 'issued' AND n.reply_by < ${tx.today}::date`,
  };
