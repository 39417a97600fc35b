/** What the public learns of the rectification of a published finding: its state and day, nothing that anybody wrote. @module */
import type { ReadTx } from '../../core/transact.ts';
import { isOverdue } from '../rules/order.ts';
import type { PublicProgress } from '../types/views.ts';

/** By number of the finding; empty when nothing was ordered or served yet. */
export async function publicProgress(tx: ReadTx, inspectionId: string): Promise<ReadonlyMap<number, PublicProgress>> {
  const rows = await tx.db
    .selectFrom('rectification_item as i')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'i.bureau_id').onRef('o.order_id', '=', 'i.order_id'),
    )
    .select(['i.number', 'i.state', 'i.due_on', 'i.settled_on'])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('o.inspection_id', '=', inspectionId)
    .where('o.state', '<>', 'draft')
    .execute();
  return new Map(
    rows.map(({ number, state, due_on: dueOn, settled_on: settledOn }) => [
      number,
      { state, settledOn, isOverdue: isOverdue({ state, dueOn }, tx.today) },
    ]),
  );
}
