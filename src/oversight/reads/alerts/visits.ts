/** What the record of a visit shows: who was there, what was changed afterwards, what was entered when. @module */
import { sql } from 'kysely';
import type { Questions } from './question.ts';

/** When a visit was signed off, by the log; deeds keep whole seconds. */
const SIGNED_OFF = sql`(SELECT max(d.at) FROM deed d WHERE d.bureau_id = i.bureau_id AND d.subject_type = 'inspection'
  AND d.subject_id = i.inspection_id::text AND d.kind = 'inspection.sign-off')`;
const DAY = (instant: ReturnType<typeof sql>) => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;

export const visitQuestions: Questions<
  | 'expired-certificate'
  | 'edited-after-signing'
  | 'reopened'
  | 'pair'
  | 'zero-findings'
  | 'over-cap'
  | 'back-dated'
  | 'late-entry'
> = {
  'expired-certificate': (tx) => sql`
    SELECT a.inspection_id || '/' || a.officer_id AS key, i.enterprise_name AS "where", min(a.day) AS "on",
      '/inspection/' || a.inspection_id AS href,
      jsonb_build_object('number', o.certificate_number, 'expires', o.certificate_expires_on) AS facts
    FROM (
      SELECT bureau_id, inspection_id, officer_id, ${DAY(sql`at`)} AS day FROM inspection_check_in
      UNION ALL
      SELECT bureau_id, inspection_id, signer::uuid, ${DAY(sql`at`)} FROM inspection_signature WHERE kind = 'officer'
    ) a
    JOIN officer o ON o.bureau_id = a.bureau_id AND o.officer_id = a.officer_id
    JOIN inspection i ON i.bureau_id = a.bureau_id AND i.inspection_id = a.inspection_id
    WHERE a.bureau_id = ${tx.bureauId} AND (o.certificate_expires_on < a.day OR o.certificate_valid_from > a.day)
    GROUP BY a.inspection_id, a.officer_id, i.enterprise_name, o.certificate_number, o.certificate_expires_on`,

  'edited-after-signing': (tx) => sql`
    WITH signed AS MATERIALIZED (SELECT i.*, ${SIGNED_OFF} + interval '1 second' AS off FROM inspection i
      WHERE i.bureau_id = ${tx.bureauId} AND i.record_hash IS NOT NULL AND i.signed_on IS NOT NULL)
    SELECT s.inspection_id || '/' || c.what AS key, s.enterprise_name AS "where", ${DAY(sql`c.at`)} AS "on",
      '/inspection/' || s.inspection_id AS href, jsonb_build_object('what', c.what, 'count', c.count) AS facts
    FROM signed s CROSS JOIN LATERAL (
      SELECT 'finding' AS what, count(*) AS count, max(v.at) AS at FROM finding f
        JOIN finding_version v ON v.bureau_id = f.bureau_id AND v.finding_id = f.finding_id
        WHERE f.bureau_id = s.bureau_id AND f.inspection_id = s.inspection_id AND v.at > s.off
      UNION ALL
      SELECT 'answer', count(*), max(a.at) FROM inspection_answer a
        WHERE a.bureau_id = s.bureau_id AND a.inspection_id = s.inspection_id AND a.at > s.off
      UNION ALL
      SELECT 'record', CASE WHEN encode(sha256(s.record), 'hex') = s.record_hash THEN 0 ELSE 1 END, s.updated_at
    ) c WHERE c.count > 0`,

  reopened: (tx) => sql`
    SELECT d.seq::text AS key, i.enterprise_name AS "where", ${DAY(sql`d.at`)} AS "on", '/inspection/' || i.inspection_id AS href,
      jsonb_build_object('seq', d.seq) AS facts
    FROM deed d JOIN inspection i ON i.bureau_id = d.bureau_id AND i.inspection_id::text = d.subject_id
    WHERE d.bureau_id = ${tx.bureauId} AND d.kind = 'inspection.reopen-record' AND EXISTS (SELECT 1 FROM inspection_signature s
      WHERE s.bureau_id = i.bureau_id AND s.inspection_id = i.inspection_id AND s.kind = 'enterprise'
        AND s.record_hash = convert_from(d.entry, 'UTF8')::jsonb #>> '{facts,document}')`,

  pair: (tx, { pairVisits }) => sql`
    SELECT m.person_id || '/' || i.enterprise_id AS key, max(i.enterprise_name) AS "where", max(i.signed_on) AS "on",
      '/inspection/' || (array_agg(i.inspection_id ORDER BY i.signed_on DESC))[1] AS href,
      jsonb_build_object('name', o.name, 'number', o.certificate_number, 'count', count(*)) AS facts
    FROM inspection_member m
    JOIN inspection i ON i.bureau_id = m.bureau_id AND i.inspection_id = m.inspection_id
    JOIN officer o ON o.bureau_id = m.bureau_id AND o.officer_id = m.person_id
    WHERE m.bureau_id = ${tx.bureauId} AND m.kind = 'officer' AND i.signed_on > ${tx.today}::date - interval '3 years'
    GROUP BY m.person_id, i.enterprise_id, o.name, o.certificate_number HAVING count(*) >= ${pairVisits}`,

  'zero-findings': (tx, { zeroStreak }) => sql`
    SELECT v.person_id::text AS key, o.name AS "where", max(v.signed_on) AS "on", '/directory/officer/' || v.person_id AS href,
      jsonb_build_object('number', o.certificate_number, 'count', count(*)) AS facts
    FROM (
      SELECT m.person_id, i.signed_on, i.conclusion <> 'no-problem' AS has_found,
        bool_or(i.conclusion <> 'no-problem') OVER (PARTITION BY m.person_id ORDER BY i.signed_on DESC, i.inspection_id) AS is_broken
      FROM inspection_member m JOIN inspection i ON i.bureau_id = m.bureau_id AND i.inspection_id = m.inspection_id
      WHERE m.bureau_id = ${tx.bureauId} AND m.kind = 'officer' AND i.signed_on IS NOT NULL AND i.state <> 'impossible'
    ) v JOIN officer o ON o.bureau_id = ${tx.bureauId} AND o.officer_id = v.person_id
    WHERE NOT v.is_broken GROUP BY v.person_id, o.name, o.certificate_number HAVING count(*) >= ${zeroStreak}`,

  // The notice states how often the enterprise had been visited that year, and its cap; an exemption leaves the cap out.
  'over-cap': (tx) => sql`
    SELECT i.inspection_id::text AS key, i.enterprise_name AS "where", i.noticed_on AS "on", '/inspection/' || i.inspection_id AS href,
      jsonb_build_object('visits', (i.notice->>'visitsThisYear')::int + 1, 'cap', (i.notice->>'cap')::int) AS facts
    FROM inspection i WHERE i.bureau_id = ${tx.bureauId} AND i.notice->>'cap' IS NOT NULL
      AND (i.notice->>'visitsThisYear')::int >= (i.notice->>'cap')::int`,

  'back-dated': (tx, { backDays }) => sql`
    SELECT o.order_id::text AS key, i.enterprise_name AS "where", ${DAY(sql`d.at`)} AS "on", '/rectification/' || o.order_id AS href,
      jsonb_build_object('stated', o.served_on, 'days', ${DAY(sql`d.at`)} - o.served_on) AS facts
    FROM rectification_order o
    JOIN inspection i ON i.bureau_id = o.bureau_id AND i.inspection_id = o.inspection_id
    JOIN deed d ON d.bureau_id = o.bureau_id AND d.subject_type = 'rectification' AND d.subject_id = o.order_id::text
      AND d.kind = 'rectification.serve'
    WHERE o.bureau_id = ${tx.bureauId} AND ${DAY(sql`d.at`)} - o.served_on > ${backDays}`,

  'late-entry': (tx, { lateDays }) => sql`
    SELECT i.inspection_id::text AS key, i.enterprise_name AS "where", max(${DAY(sql`f.received_at`)}) AS "on",
      '/inspection/' || i.inspection_id AS href,
      jsonb_build_object('count', count(*), 'days', max(${DAY(sql`f.received_at`)} - ${DAY(sql`to_timestamp(f.wall / 1000.0)`)})) AS facts
    FROM field_operation f JOIN inspection i ON i.bureau_id = f.bureau_id AND i.inspection_id = f.inspection_id
    WHERE f.bureau_id = ${tx.bureauId} AND (to_timestamp(f.wall / 1000.0) < f.received_at - make_interval(days => ${lateDays}::int)
      OR to_timestamp(f.wall / 1000.0) > f.received_at + interval '1 day')
    GROUP BY i.inspection_id, i.enterprise_name`,
};
