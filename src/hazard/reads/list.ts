/** Hazards as a list, the nearest timer first. @module */
import { sql, type RawBuilder } from 'kysely';
import { staffNames } from '../../bureau/reads.ts';
import { daysBetween } from '../../core/calendar/day.ts';
import type { ReadTx } from '../../core/transact.ts';
import { recordSearch } from '../../directory/reads/record-search.ts';
import type { HazardState, SupervisionLevel } from '../types/hazard.ts';
import { HAZARD_SORTS, type HazardQuery, type HazardRow } from '../types/views.ts';
import { isLate } from './view.ts';

interface Row {
  readonly hazard_id: string;
  readonly enterprise_name: string;
  readonly credit_code: string;
  readonly place: string;
  readonly description: string;
  readonly state: HazardState;
  readonly level: SupervisionLevel | null;
  readonly owner: string | null;
  readonly timer_on: string | null;
  readonly treat_by: string | null;
  readonly refused_on: string | null;
  readonly total: number;
}

const ORDERS: Readonly<Record<(typeof HAZARD_SORTS)[number], RawBuilder<unknown>>> = {
  enterprise: sql`enterprise_name`,
  timer: sql`timer_on`,
  treatBy: sql`treat_by`,
};

function orderOf(sort: HazardQuery['sort']): RawBuilder<unknown> {
  const key = HAZARD_SORTS.find((each) => sort === each || sort === `-${each}`);
  if (sort === undefined || key === undefined) return sql`timer_on NULLS LAST`;
  return sort.startsWith('-') ? sql`${ORDERS[key]} DESC NULLS LAST` : sql`${ORDERS[key]} NULLS LAST`;
}

/** What is sealed is joined away for those who may not know of it. */
export async function listHazards(
  tx: ReadTx,
  query: HazardQuery,
): Promise<{ readonly total: number; readonly rows: HazardRow[] }> {
  const isSearched = await recordSearch(tx, query.q, {
    creditCode: sql`v.credit_code`,
    texts: [sql`v.enterprise_name`, sql`v.credit_code`],
  });
  const { rows } = await sql<Row>`
    SELECT h.hazard_id, v.enterprise_name, v.credit_code, f.content->>'place' AS place, f.content->>'description' AS description,
      h.state, h.level, h.owner, h.timer_on, h.treat_by, h.refused_on, count(*) OVER ()::int AS total
    FROM hazard h
    JOIN inspection v ON v.bureau_id = h.bureau_id AND v.inspection_id = h.inspection_id
    JOIN finding f ON f.bureau_id = h.bureau_id AND f.finding_id = h.finding_id
    WHERE h.bureau_id = ${tx.bureauId}
      AND (${query.state ?? null}::text IS NULL OR h.state = ${query.state ?? null}::text)
      AND (${query.late !== true} OR h.timer_on < ${tx.today}::date)
      AND ${isSearched}
    ORDER BY ${orderOf(query.sort)}, hazard_id
    LIMIT ${query.size} OFFSET ${(query.page - 1) * query.size}`.execute(tx.db);
  const names = await staffNames(
    tx,
    rows.flatMap(({ owner }) => owner ?? []),
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      hazardId: row.hazard_id,
      enterpriseName: row.enterprise_name,
      creditCode: row.credit_code,
      place: row.place,
      description: row.description,
      state: row.state,
      level: row.level,
      owner: names.get(row.owner ?? '') ?? '',
      timerOn: row.timer_on,
      daysLeft: row.timer_on === null ? null : daysBetween(tx.today, row.timer_on),
      treatBy: row.treat_by,
      isOverdue: isLate({ state: row.state, treatBy: row.treat_by }, tx.today),
      isRefused: row.refused_on !== null,
    })),
  };
}
