/** Where supervision should look: substitutions by approver, person and stratum, voids by year. @module */
import { sql } from 'kysely';
import type { z } from 'zod';
import { staffNames } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { DrawOversight } from '../types/after.ts';
import type { YearOnTime } from '../types/public.ts';
import { readTimeliness } from './timeliness.ts';
import '../tables.ts';
import '../tables-after.ts';

export async function viewOversight(tx: ReadTx): Promise<z.input<typeof DrawOversight>> {
  const years = await sql<{
    year: number;
    draws: number;
    voids: number;
    drawn: number;
    skips: number;
    personChanges: number;
  }>`
    SELECT d.year, count(*)::int AS draws, count(d.voided_at)::int AS voids,
      coalesce(sum((SELECT count(*) FROM draw_pick p WHERE p.bureau_id = d.bureau_id AND p.draw_id = d.draw_id))
        FILTER (WHERE d.voided_at IS NULL), 0)::int AS drawn,
      coalesce(sum((SELECT count(*) FROM draw_substitution s JOIN draw_request r USING (bureau_id, draw_id, request)
        WHERE s.bureau_id = d.bureau_id AND s.draw_id = d.draw_id AND r.what = 'enterprise')), 0)::int AS skips,
      coalesce(sum((SELECT count(*) FROM draw_substitution s JOIN draw_request r USING (bureau_id, draw_id, request)
        WHERE s.bureau_id = d.bureau_id AND s.draw_id = d.draw_id AND r.what <> 'enterprise')), 0)::int AS "personChanges"
    FROM draw d WHERE d.bureau_id = ${tx.bureauId} AND d.seq IS NOT NULL GROUP BY d.year ORDER BY d.year DESC`.execute(
    tx.db,
  );
  const approvers = await sql<{ staffId: string; approved: number; rejected: number }>`
    SELECT decided_by AS "staffId", count(*) FILTER (WHERE is_approved)::int AS approved,
      count(*) FILTER (WHERE NOT is_approved)::int AS rejected
    FROM draw_decision WHERE bureau_id = ${tx.bureauId} GROUP BY decided_by ORDER BY decided_by`.execute(tx.db);
  const officers = await sql<{ id: string; name: string; left: number; came: number }>`
    SELECT o.certificate_number AS id, o.name, sum(x.gone)::int AS "left", sum(x.came)::int AS came
    FROM (
      SELECT r.draw_id, r.person AS id, 1 AS gone, 0 AS came FROM draw_request r JOIN draw_substitution s USING (bureau_id, draw_id, request)
      WHERE r.bureau_id = ${tx.bureauId} AND r.what = 'officer'
      UNION ALL
      SELECT r.draw_id, s.substitute, 0, 1 FROM draw_request r JOIN draw_substitution s USING (bureau_id, draw_id, request)
      WHERE r.bureau_id = ${tx.bureauId} AND r.what = 'officer' AND s.substitute IS NOT NULL
    ) x
    JOIN draw_officer f ON f.bureau_id = ${tx.bureauId} AND f.draw_id = x.draw_id AND f.id = x.id
    JOIN officer o ON o.bureau_id = f.bureau_id AND o.officer_id = f.officer_id
    GROUP BY o.certificate_number, o.name ORDER BY o.certificate_number`.execute(tx.db);
  const strata = await sql<{ draw: string; stratum: string; drawn: number; skips: number }>`
    SELECT d.public_id AS draw,
      coalesce((SELECT e->>'name' FROM jsonb_array_elements(d.config->'strata') e WHERE e->>'id' = t.stratum), t.stratum) AS stratum,
      count(*) FILTER (WHERE NOT t.skipped)::int AS drawn, count(*) FILTER (WHERE t.skipped)::int AS skips
    FROM (
      SELECT p.draw_id, p.stratum, false AS skipped FROM draw_pick p WHERE p.bureau_id = ${tx.bureauId}
      UNION ALL
      SELECT r.draw_id, l.stratum, true FROM draw_request r JOIN draw_substitution s USING (bureau_id, draw_id, request)
        JOIN draw_roster l ON l.bureau_id = r.bureau_id AND l.draw_id = r.draw_id AND l.id = r.enterprise
      WHERE r.bureau_id = ${tx.bureauId} AND r.what = 'enterprise'
    ) t JOIN draw d ON d.bureau_id = ${tx.bureauId} AND d.draw_id = t.draw_id
    GROUP BY d.public_id, d.config, t.stratum HAVING count(*) FILTER (WHERE t.skipped) > 0 ORDER BY d.public_id, t.stratum`.execute(
    tx.db,
  );
  const onTime = await readTimeliness(tx);
  const names = await staffNames(
    tx,
    approvers.rows.map(({ staffId }) => staffId),
  );
  return {
    asOf: tx.now,
    years: years.rows.map((row) => ({ ...row, ...lateOf(onTime, row.year) })),
    approvers: approvers.rows.map(({ staffId, ...row }) => ({ ...row, name: names.get(staffId) ?? staffId })),
    officers: officers.rows,
    strata: strata.rows,
  };
}

type Late = Pick<YearOnTime, 'unrevealed' | 'recovered' | 'lateResults' | 'lateOpenings'>;

function lateOf(years: readonly YearOnTime[], wanted: number): Late {
  const {
    unrevealed = 0,
    recovered = 0,
    lateResults = 0,
    lateOpenings = 0,
  } = years.find(({ year }) => year === wanted) ?? {};
  return { unrevealed, recovered, lateResults, lateOpenings };
}
