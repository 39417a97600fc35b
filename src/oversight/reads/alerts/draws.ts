/** What a draw and its visits show when somebody wanted another result. @module */
import { sql } from 'kysely';
import type { Questions } from './question.ts';

export const drawQuestions: Questions<'redraw' | 'hand-picked' | 'substitutions'> = {
  redraw: (tx) => sql`
    SELECT d.draw_id::text AS key, d.name AS "where", (d.voided_at AT TIME ZONE 'Asia/Shanghai')::date AS "on",
      '/draw/' || d.draw_id AS href,
      jsonb_build_object('reason', d.void_reason, 'known', CASE WHEN r.at <= d.voided_at THEN 'result' ELSE 'source' END) AS facts
    FROM draw d LEFT JOIN draw_result r ON r.bureau_id = d.bureau_id AND r.draw_id = d.draw_id
    WHERE d.bureau_id = ${tx.bureauId} AND d.voided_at IS NOT NULL AND (r.at <= d.voided_at
      OR EXISTS (SELECT 1 FROM draw_dice s WHERE s.bureau_id = d.bureau_id AND s.draw_id = d.draw_id AND s.at <= d.voided_at)
      OR EXISTS (SELECT 1 FROM draw_source_typing s WHERE s.bureau_id = d.bureau_id AND s.draw_id = d.draw_id AND s.at <= d.voided_at))`,

  // A seat belongs to the enterprise that the draw gave it; fresh randomness may have put another in its place.
  'hand-picked': (tx) => sql`
    SELECT m.inspection_id || '/' || m.person_id AS key, i.enterprise_name AS "where", i.signed_on AS "on",
      '/inspection/' || i.inspection_id AS href,
      jsonb_build_object('kind', m.kind, 'number', coalesce(o.certificate_number, x.directory_number, m.person_id::text)) AS facts
    FROM inspection_member m
    JOIN inspection i ON i.bureau_id = m.bureau_id AND i.inspection_id = m.inspection_id
    LEFT JOIN officer o ON m.kind = 'officer' AND o.bureau_id = m.bureau_id AND o.officer_id = m.person_id
    LEFT JOIN expert x ON m.kind = 'expert' AND x.bureau_id = m.bureau_id AND x.expert_id = m.person_id
    WHERE m.bureau_id = ${tx.bureauId}
      AND NOT EXISTS (SELECT 1 FROM draw_seat s WHERE s.bureau_id = m.bureau_id AND s.draw_id = i.draw_id
        AND s.kind = m.kind AND s.person_id = m.person_id AND s.enterprise = i.credit_code)
      AND NOT EXISTS (SELECT 1 FROM draw_request r JOIN draw_substitution u USING (bureau_id, draw_id, request)
        WHERE r.bureau_id = m.bureau_id AND r.draw_id = i.draw_id AND ((r.what = m.kind AND r.enterprise = i.credit_code
            AND u.substitute = coalesce(o.certificate_number, x.directory_number))
          OR (r.what = 'enterprise' AND u.substitute = i.credit_code AND convert_from(u.document, 'UTF8')
            LIKE '%' || coalesce(o.certificate_number, x.directory_number) || '%')))`,

  substitutions: (tx, { substitutions }) => sql`
    SELECT r.person || '/' || d.year AS key, o.name AS "where", max(u.at AT TIME ZONE 'Asia/Shanghai')::date AS "on",
      '/draw/' || (array_agg(d.draw_id ORDER BY u.at DESC))[1] AS href, jsonb_build_object('number', r.person, 'count', count(*)) AS facts
    FROM draw_request r
    JOIN draw_substitution u USING (bureau_id, draw_id, request)
    JOIN draw d ON d.bureau_id = r.bureau_id AND d.draw_id = r.draw_id
    JOIN draw_officer f ON f.bureau_id = r.bureau_id AND f.draw_id = r.draw_id AND f.id = r.person
    JOIN officer o ON o.bureau_id = f.bureau_id AND o.officer_id = f.officer_id
    WHERE r.bureau_id = ${tx.bureauId} AND r.what = 'officer'
    GROUP BY r.person, d.year, o.name HAVING count(*) >= ${substitutions}`,
};
