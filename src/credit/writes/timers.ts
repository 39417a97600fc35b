/** The timers of entries, when a holiday notice counts them again. @module */
import { sql } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import type { CreditState } from '../types/credit.ts';

interface RunningTimer {
  readonly entryId: string;
  readonly state: CreditState;
  /** The day on which the entry came into its state, from which the timer counts. */
  readonly from: string;
  readonly endsOn: string | null;
  readonly timerOn: string;
}

/** Every timer that runs, its entry locked until the transaction ends. */
export async function lockTimers(tx: Tx): Promise<readonly RunningTimer[]> {
  const { rows } = await sql<RunningTimer>`
    SELECT e.entry_id AS "entryId", e.state, e.ends_on AS "endsOn", e.timer_on AS "timerOn",
      (coalesce((SELECT max(s.at) FROM credit_step s
        WHERE s.bureau_id = e.bureau_id AND s.entry_id = e.entry_id AND s.from_state <> s.to_state), e.created_at)
        AT TIME ZONE 'Asia/Shanghai')::date AS "from"
    FROM credit_entry e WHERE e.bureau_id = ${tx.bureauId} AND e.ended_on IS NULL AND e.timer_on IS NOT NULL
    ORDER BY e.entry_id FOR UPDATE OF e`.execute(tx.db);
  return rows;
}

export async function moveTimer(tx: Tx, entryId: string, timerOn: string): Promise<void> {
  await tx.db
    .updateTable('credit_entry')
    .set({ timer_on: timerOn, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .execute();
}
