/** What the deed log says of a plan. @module */
import type { ReadTx } from '../../core/transact.ts';

/** The instant of the last deed of this kind on a plan, from the log. */
export async function findPlanDeedAt(
  tx: ReadTx,
  planId: string,
  kind: 'plan.approve' | 'plan.complete' | 'plan.issue-notice',
): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('deed')
    .select('at')
    .where('bureau_id', '=', tx.bureauId)
    .where('subject_type', '=', 'plan')
    .where('subject_id', '=', planId)
    .where('kind', '=', kind)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}
