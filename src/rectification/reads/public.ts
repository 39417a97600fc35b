/** What the public learns of the rectification of a published finding: its state and day, nothing that anybody wrote. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { isOverdue } from '../rules/order.ts';
import type { PublicProgress } from '../types/views.ts';

/** By number of the finding; empty when nothing was ordered or served yet. */
export async function publicProgress(tx: ReadTx, inspectionId: string): Promise<ReadonlyMap<number, PublicProgress>> {
  return (await publicProgressOf(tx, [inspectionId])).get(inspectionId) ?? new Map();
}

/** The same of many visits; a visit of which nothing was ordered or served yet is not in it. */
export async function publicProgressOf(
  tx: ReadTx,
  inspectionIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, PublicProgress>>> {
  if (inspectionIds.length === 0) return new Map();
  const rows = await tx.db
    .with(
      (cte) => cte('o').materialized(),
      (db) =>
        db
          .selectFrom('rectification_order')
          .select(['order_id', 'inspection_id'])
          .where('bureau_id', '=', tx.bureauId)
          .where(sql<boolean>`inspection_id = ANY(${[...inspectionIds]}::uuid[])`)
          .where('state', '<>', 'draft'),
    )
    .selectFrom('rectification_item as i')
    .innerJoin('o', 'o.order_id', 'i.order_id')
    .select(['o.inspection_id', 'i.number', 'i.state', 'i.due_on', 'i.settled_on'])
    .where('i.bureau_id', '=', tx.bureauId)
    // By their index: joined alone, all items are walked through for each page of visits.
    .where(sql<boolean>`i.order_id = ANY(ARRAY(SELECT order_id FROM o))`)
    .execute();
  const found = new Map<string, Map<number, PublicProgress>>();
  for (const { inspection_id: inspectionId, number, state, due_on: dueOn, settled_on: settledOn } of rows) {
    const own = found.get(inspectionId) ?? new Map<number, PublicProgress>();
    found.set(inspectionId, own.set(number, { state, settledOn, isOverdue: isOverdue({ state, dueOn }, tx.today) }));
  }
  return found;
}
