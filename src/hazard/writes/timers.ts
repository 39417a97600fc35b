/** The timers of hazards, when a holiday notice counts them again. @module */
import { sql } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import { RESTARTING } from '../rules/terms.ts';
import type { HazardState } from '../types/hazard.ts';

interface RunningTimer {
  readonly hazardId: string;
  readonly state: HazardState;
  /** The day the timer counts from: that of the last step that started it. */
  readonly from: string;
  readonly treatBy: string | null;
  readonly timerOn: string;
}

/** Every timer that runs, its hazard locked until the transaction ends. */
export async function lockTimers(tx: Tx): Promise<readonly RunningTimer[]> {
  const { rows } = await sql<RunningTimer>`
    SELECT h.hazard_id AS "hazardId", h.state, h.treat_by AS "treatBy", h.timer_on AS "timerOn",
      (coalesce((SELECT max(s.at) FROM hazard_step s WHERE s.bureau_id = h.bureau_id AND s.hazard_id = h.hazard_id
        AND (s.from_state <> s.to_state OR s.deed IN (${sql.join(RESTARTING)}))), h.created_at)
        AT TIME ZONE 'Asia/Shanghai')::date AS "from"
    FROM hazard h WHERE h.bureau_id = ${tx.bureauId} AND h.ended_on IS NULL AND h.timer_on IS NOT NULL
    ORDER BY h.hazard_id FOR UPDATE OF h`.execute(tx.db);
  return rows;
}

export async function moveTimer(tx: Tx, hazardId: string, timerOn: string): Promise<void> {
  await tx.db
    .updateTable('hazard')
    .set({ timer_on: timerOn, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazardId)
    .execute();
}
