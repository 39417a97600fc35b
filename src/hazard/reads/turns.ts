/** Major hazards that wait for this person (待办). @module */
import { sql, type RawBuilder } from 'kysely';
import { askOpen, type OpenRow } from '../../core/open-duties.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { Asked, OpenDuty } from '../../core/turns.ts';
import { HAZARD_OWED, type hazardDuties } from '../rules/duties.ts';
import { HAZARD_STATES, OPEN_STATES, type HazardState } from '../types/hazard.ts';

/** What officers owe is owed by the owner, a signature by whoever of the acceptance has not given it. */
export async function hazardTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const asking = OPEN_STATES.flatMap((state) =>
    HAZARD_OWED[state].map((duty) => ({
      duty,
      open: hazardsIn(tx, state, duty, asked.staffId),
      turn: ({ record, title, day }: OpenRow) => ({
        record,
        where: title,
        stands: HAZARD_STATES[state],
        dueOn: day,
        href: `/hazard/${record}` as const,
      }),
    })),
  );
  return askOpen(tx, asking, asked);
}

const OF_OFFICERS = new Set<keyof typeof hazardDuties>([
  'hazard.register',
  'hazard.submit-plan',
  'hazard.report-progress',
  'hazard.close-acceptance',
]);

function hazardsIn(
  tx: ReadTx,
  state: HazardState,
  duty: keyof typeof hazardDuties,
  staffId: string,
): RawBuilder<unknown> {
  const isMine =
    duty === 'hazard.sign-acceptance'
      ? sql`EXISTS (SELECT 1 FROM officer f WHERE f.bureau_id = h.bureau_id AND f.staff_id = ${staffId}
          AND h.acceptance->'officerIds' ? f.officer_id::text AND NOT EXISTS (SELECT 1 FROM hazard_signature s
            WHERE s.bureau_id = h.bureau_id AND s.hazard_id = h.hazard_id AND s.officer_id = f.officer_id AND s.document_hash = h.document_hash))`
      : OF_OFFICERS.has(duty)
        ? sql`h.owner = ${staffId}`
        : sql`true`;
  return sql`SELECT h.hazard_id, v.enterprise_name, h.state, h.timer_on, h.hazard_id
    FROM hazard h JOIN inspection v ON v.bureau_id = h.bureau_id AND v.inspection_id = h.inspection_id
    WHERE h.bureau_id = ${tx.bureauId} AND h.state = ${state} AND ${isMine}`;
}
