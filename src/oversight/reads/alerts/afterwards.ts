/** What came late, or stands there without the deed that makes it. @module */
import { sql } from 'kysely';
import type { Questions } from './question.ts';

export const laterQuestions: Questions<'late-disclosure' | 'no-deed' | 'late-reply'> = {
  'late-disclosure': (tx) => sql`
    SELECT e.entry_id::text AS key, e.content->'enterprise'->>'name' AS "where", e.due_on AS "on", '/disclosure/' || e.entry_id AS href,
      jsonb_build_object('due', e.due_on, 'days', coalesce(s.published_on, ${tx.today}::date) - e.due_on,
        'state', CASE WHEN s.published_on IS NULL THEN 'open' ELSE 'published' END) AS facts
    FROM disclosure_entry e
    LEFT JOIN disclosure_snapshot s ON s.bureau_id = e.bureau_id AND s.entry_id = e.entry_id AND s.version = 1
    WHERE e.bureau_id = ${tx.bureauId} AND coalesce(s.published_on, ${tx.today}::date) > e.due_on`,

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

  'late-reply': (tx) => sql`
    SELECT n.notice_id::text AS key, n.number AS "where", n.reply_by AS "on", '/oversight/notices/' || n.notice_id AS href,
      jsonb_build_object('days', ${tx.today}::date - n.reply_by) AS facts
    FROM supervision_notice n WHERE n.bureau_id = ${tx.bureauId} AND n.state = 'issued' AND n.reply_by < ${tx.today}::date`,
};
