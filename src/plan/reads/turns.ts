/** Plans that wait for somebody. @module */
import type { ReadTx } from '../../core/transact.ts';
import { pagesOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import { PLAN_OWED, type planDuties } from '../rules/duties.ts';
import { PLAN_STATES } from '../types.ts';

export async function planTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const rows = await tx.db
    .selectFrom('annual_plan')
    .select(['plan_id', 'state', 'title', 'window_from', 'window_to', 'disclose_by'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'not in', ['adjusting', 'completed', 'superseded'])
    .execute();
  const open = rows.flatMap((row) =>
    PLAN_OWED[row.state]
      .filter((duty) => duty !== 'plan.complete' || row.window_to < tx.today)
      .map((duty) => ({
        duty,
        record: row.plan_id,
        where: row.title,
        stands: PLAN_STATES[row.state],
        dueOn: dueOf(duty, row),
        href: `/plan/${row.plan_id}` as const,
      })),
  );
  return pagesOfTurns(open, asked);
}

function dueOf(
  duty: keyof typeof planDuties,
  row: { readonly window_from: string; readonly disclose_by: string | null },
): string | null {
  if (duty === 'plan.publish') return row.disclose_by;
  return duty === 'plan.open' ? row.window_from : null;
}
