/** Who changed the enterprise directory between two instants, and how. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { staffNames } from '../../bureau/reads.ts';
import '../tables.ts';
import type { AuthorChanges } from '../types/changes.ts';

/**
 * From the versions that every change leaves: after `since`, up to and including `until`. Those who took most enterprises out of
 * the draw come first, then those who changed most.
 */
export async function changesByAuthor(tx: ReadTx, since: string, until: string): Promise<readonly AuthorChanges[]> {
  const { rows } = await sql<Omit<AuthorChanges, 'name'>>`
    WITH change AS (
      SELECT v.actor_id, v.at,
        (NOT v.removed AND coalesce(b.removed, true)) AS added,
        (v.removed AND NOT coalesce(b.removed, true)) AS removed,
        (b.status = 'active' AND v.status <> 'active') AS deactivated,
        (b.status <> 'active' AND v.status = 'active') AS activated,
        (b.content IS NOT NULL AND v.content -> 'risk_color' IS DISTINCT FROM b.content -> 'risk_color') AS risk_moved,
        (b.content IS NOT NULL AND (v.content ->> 'name', v.content ->> 'credit_code')
          IS DISTINCT FROM (b.content ->> 'name', b.content ->> 'credit_code')) AS renamed
      FROM directory_version v
      LEFT JOIN directory_version b ON b.bureau_id = v.bureau_id AND b.kind = v.kind AND b.record_id = v.record_id
        AND b.version = v.version - 1
      WHERE v.bureau_id = ${tx.bureauId} AND v.kind = 'enterprise' AND v.at > ${since} AND v.at <= ${until})
    SELECT actor_id AS "staffId",
      count(*) FILTER (WHERE added)::int AS added,
      count(*) FILTER (WHERE removed)::int AS removed,
      count(*) FILTER (WHERE deactivated)::int AS deactivated,
      count(*) FILTER (WHERE activated)::int AS activated,
      count(*) FILTER (WHERE risk_moved)::int AS "riskMoved",
      count(*) FILTER (WHERE renamed)::int AS renamed,
      count(*) FILTER (WHERE NOT coalesce(added OR removed OR deactivated OR activated OR risk_moved OR renamed, false))::int AS other,
      max(at) AS "lastAt"
    FROM change GROUP BY actor_id
    ORDER BY count(*) FILTER (WHERE removed OR deactivated) DESC, count(*) DESC, actor_id`.execute(tx.db);
  const names = await staffNames(
    tx,
    rows.map(({ staffId }) => staffId),
  );
  return rows.map((row) => ({ ...row, name: names.get(row.staffId) ?? row.staffId }));
}
