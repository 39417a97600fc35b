/** Major hazards that wait for this person (待办). @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { Asked, OpenDuty } from '../../core/turns.ts';
import { HAZARD_OWED, type hazardDuties } from '../rules/duties.ts';
import { HAZARD_STATES, OPEN_STATES, type HazardState } from '../types/hazard.ts';

interface Row {
  readonly hazard_id: string;
  readonly enterprise_name: string;
  readonly timer_on: string;
  readonly total: number;
}

/** What officers owe is owed by the owner, a signature by whoever of the acceptance has not given it. */
export async function hazardTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const found: OpenDuty[] = [];
  for (const state of OPEN_STATES)
    for (const duty of HAZARD_OWED[state])
      if (asked.duties.has(duty)) found.push(...(await hazardsIn(tx, state, duty, asked)));
  return found;
}

const OF_OFFICERS = new Set<keyof typeof hazardDuties>([
  'hazard.register',
  'hazard.submit-plan',
  'hazard.report-progress',
  'hazard.close-acceptance',
]);

async function hazardsIn(
  tx: ReadTx,
  state: HazardState,
  duty: keyof typeof hazardDuties,
  { staffId, most, skip }: Asked,
): Promise<OpenDuty[]> {
  const isMine =
    duty === 'hazard.sign-acceptance'
      ? sql`EXISTS (SELECT 1 FROM officer f WHERE f.bureau_id = h.bureau_id AND f.staff_id = ${staffId}
          AND h.acceptance->'officerIds' ? f.officer_id::text AND NOT EXISTS (SELECT 1 FROM hazard_signature s
            WHERE s.bureau_id = h.bureau_id AND s.hazard_id = h.hazard_id AND s.officer_id = f.officer_id AND s.document_hash = h.document_hash))`
      : OF_OFFICERS.has(duty)
        ? sql`h.owner = ${staffId}`
        : sql`true`;
  const { rows } = await sql<Row>`
    SELECT h.hazard_id, v.enterprise_name, h.timer_on, count(*) OVER ()::int AS total
    FROM hazard h JOIN inspection v ON v.bureau_id = h.bureau_id AND v.inspection_id = h.inspection_id
    WHERE h.bureau_id = ${tx.bureauId} AND h.state = ${state} AND ${isMine}
    ORDER BY h.timer_on, h.hazard_id LIMIT ${most} OFFSET ${skip}`.execute(tx.db);
  const [first] = rows;
  if (first === undefined) return [];
  const turns = rows.map((row) => ({
    record: row.hazard_id,
    where: row.enterprise_name,
    stands: HAZARD_STATES[state],
    dueOn: row.timer_on,
    href: `/hazard/${row.hazard_id}` as const,
  }));
  return [{ duty, total: first.total, turns }];
}
