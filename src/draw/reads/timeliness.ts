/** 按时与否: what was announced for a moment and came later or never, by year (protocol §7). @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { YearOnTime } from '../types/public.ts';
import '../tables.ts';

/** Every year with announced draws, the latest first. Shares count once their deadline is past, and openings once they are due. */
export async function readTimeliness(tx: ReadTx): Promise<readonly YearOnTime[]> {
  const { rows } = await sql<YearOnTime>`
    WITH announced AS (
      SELECT d.*, (d.config->>'revealBy')::timestamptz AS reveal_by, (d.config->>'resultBy')::timestamptz AS result_by,
        (d.config->>'openBy')::timestamptz AS open_by
      FROM draw d WHERE d.bureau_id = ${tx.bureauId} AND d.seq IS NOT NULL
    ), shares AS (
      SELECT a.year, v.party IS NULL AS is_missing, coalesce(v.recovered, false) AS is_recovered
      FROM announced a JOIN draw_commitment c ON c.bureau_id = a.bureau_id AND c.draw_id = a.draw_id
      LEFT JOIN draw_reveal v ON v.bureau_id = c.bureau_id AND v.draw_id = c.draw_id AND v.party = c.party
      WHERE a.reveal_by < ${tx.now}
    )
    SELECT a.year, count(*)::int AS draws, count(a.voided_at)::int AS voids,
      (SELECT count(*)::int FROM shares s WHERE s.year = a.year) AS shares,
      (SELECT count(*)::int FROM shares s WHERE s.year = a.year AND s.is_recovered) AS recovered,
      (SELECT count(*)::int FROM shares s WHERE s.year = a.year AND s.is_missing) AS unrevealed,
      count(*) FILTER (WHERE a.voided_at IS NULL AND coalesce(r.at, ${tx.now}) > a.result_by)::int AS "lateResults",
      count(*) FILTER (WHERE a.mode = 'sealed' AND a.voided_at IS NULL)::int AS sealed,
      count(*) FILTER (WHERE a.mode = 'sealed' AND a.voided_at IS NULL AND coalesce(a.opened_at, ${tx.now}) > a.open_by)::int
        AS "lateOpenings"
    FROM announced a LEFT JOIN draw_result r ON r.bureau_id = a.bureau_id AND r.draw_id = a.draw_id
    GROUP BY a.year ORDER BY a.year DESC`.execute(tx.db);
  return rows;
}
