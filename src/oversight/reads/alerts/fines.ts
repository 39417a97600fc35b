/** 裁量: fines that their benchmark does not give, and fines far from the others of the same act and grade (domain §22). @module */
import { sql } from 'kysely';
import { PEERS_AT_LEAST } from '../../types/alerts.ts';
import type { Questions } from './question.ts';

/**
 * The grade of that benchmark in force on a day, as it was registered when the case was decided: what is registered
 * afterwards neither raises nor quietens an alert.
 */
const gradeOn = (day: ReturnType<typeof sql.ref>) => sql`LATERAL (
  SELECT v.valid_from, g.grade FROM (
    SELECT b.valid_from, b.content FROM penalty_benchmark b
    WHERE b.bureau_id = c.bureau_id AND b.code = c.benchmark AND b.valid_from <= ${day}
      AND (b.at AT TIME ZONE 'Asia/Shanghai')::date <= c.decided_on
    ORDER BY b.valid_from DESC, b.version DESC LIMIT 1) v
  CROSS JOIN LATERAL jsonb_array_elements(v.content->'grades') AS g (grade) WHERE g.grade->>'code' = c.grade)`;

/**
 * Penalties that stand, each with its grade: of the day of the act, or today's when that is lighter (行政处罚法 §37), as
 * `penalty/rules/outcome.ts` chooses it. 按日连续处罚 has no grade: its amount is counted.
 */
const PENALTIES = (bureauId: number) => sql`
  WITH penalty AS MATERIALIZED (
    SELECT c.bureau_id, c.case_id, c.party_name, c.decided_on, c.content->'decision'->'outcome'->'items' AS items,
      c.content->'report'->>'benchmark' AS benchmark, c.content->'report'->>'grade' AS grade,
      c.content->'report'->>'mitigation' AS mitigation, c.content->'lead'->'party'->>'kind' AS party,
      (c.content->'lead'->>'violatedOn')::date AS violated_on
    FROM penalty_case c
    WHERE c.bureau_id = ${bureauId} AND c.decided_on IS NOT NULL AND c.content->>'revokedOn' IS NULL AND c.content->>'daily' IS NULL
      AND c.content->'decision'->'outcome'->>'kind' = 'penalty'),
  graded AS MATERIALIZED (
    SELECT c.case_id, c.party_name, c.decided_on, c.items, c.benchmark, c.grade, c.mitigation, c.party,
      (SELECT coalesce(sum((i->>'fen')::bigint), 0) FROM jsonb_array_elements(c.items) i WHERE i->>'kind' = 'fine') AS fen,
      CASE WHEN (now.grade->>'maxFen')::bigint < (old.grade->>'maxFen')::bigint THEN now.valid_from ELSE old.valid_from END AS valid_from,
      CASE WHEN (now.grade->>'maxFen')::bigint < (old.grade->>'maxFen')::bigint THEN now.grade ELSE old.grade END AS applied
    FROM penalty c
    LEFT JOIN ${gradeOn(sql.ref('c.violated_on'))} old ON true
    LEFT JOIN ${gradeOn(sql.ref('c.decided_on'))} now ON true)`;

export const fineQuestions: Questions<'outside-grade' | 'unequal-fine'> = {
  'outside-grade': (tx) => sql`
    ${PENALTIES(tx.bureauId)}
    SELECT g.case_id::text AS key, g.party_name AS "where", g.decided_on AS "on", '/penalty/' || g.case_id AS href,
      jsonb_build_object('what', f.what, 'fine', g.fen, 'grade', coalesce(g.applied->>'title', ''),
        'from', coalesce(g.applied->>'minFen', ''), 'to', coalesce(g.applied->>'maxFen', '')) AS facts
    FROM graded g CROSS JOIN LATERAL (SELECT CASE
      WHEN g.applied IS NULL THEN 'no-grade'
      WHEN g.fen > (g.applied->>'maxFen')::bigint THEN 'above'
      WHEN g.fen < (g.applied->>'minFen')::bigint AND g.mitigation IS NULL THEN 'below'
      WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(g.items) i
        WHERE i->>'kind' NOT IN ('fine', 'gains') AND NOT g.applied->'kinds' ? (i->>'kind')) THEN 'kind'
      END AS what) f
    WHERE f.what IS NOT NULL`,

  // Alike is: the same act, the same grade of the same edition, a unit or a person, mitigated or not.
  'unequal-fine': (tx, { fineApart }) => sql`
    ${PENALTIES(tx.bureauId)},
    alike AS (
      SELECT benchmark, grade, valid_from, party, mitigation IS NULL AS is_full, count(*) AS count,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY fen) AS median
      FROM graded WHERE fen > 0 AND applied IS NOT NULL GROUP BY 1, 2, 3, 4, 5 HAVING count(*) >= ${PEERS_AT_LEAST})
    SELECT g.case_id::text AS key, g.party_name AS "where", g.decided_on AS "on", '/penalty/' || g.case_id AS href,
      jsonb_build_object('grade', g.applied->>'title', 'fine', g.fen, 'median', round(a.median)::bigint, 'count', a.count) AS facts
    FROM graded g JOIN alike a ON (a.benchmark, a.grade, a.valid_from, a.party, a.is_full)
      = (g.benchmark, g.grade, g.valid_from, g.party, g.mitigation IS NULL)
    WHERE g.fen > 0 AND abs(g.fen - a.median) * 100 >= a.median * ${fineApart}::int`,
};
