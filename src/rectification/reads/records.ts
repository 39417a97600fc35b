/** What the enterprise was ordered to rectify, finding by finding, as its file shows it before a visit. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../../inspection/tables.ts';
import type { LaterRecord } from '../../inspection/types/later.ts';
import { ITEM_STATES, SETTLED } from '../types/order.ts';
import '../tables.ts';

/** Every finding of a served order at these records; those of a sealed draw only for whoever may know. */
export async function rectificationRecords(
  tx: ReadTx,
  { ids }: { readonly ids: readonly string[] },
): Promise<LaterRecord[]> {
  const rows = await tx.db
    .selectFrom('rectification_item as i')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'i.bureau_id').onRef('o.order_id', '=', 'i.order_id'),
    )
    .innerJoin('inspection as v', (join) =>
      join.onRef('v.bureau_id', '=', 'o.bureau_id').onRef('v.inspection_id', '=', 'o.inspection_id'),
    )
    .innerJoin('finding as f', (join) =>
      join.onRef('f.bureau_id', '=', 'i.bureau_id').onRef('f.finding_id', '=', 'i.finding_id'),
    )
    .select(['i.state', 'o.served_on', 'f.content'])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('v.enterprise_id', 'in', ids)
    .orderBy('o.served_on', 'desc')
    .orderBy('i.number')
    .orderBy('i.finding_id')
    .execute();
  return rows.flatMap(({ state, served_on: on, content }) =>
    on === null
      ? []
      : [
          {
            kind: 'rectification',
            on,
            what: content.description,
            state: ITEM_STATES[state],
            isOpen: !SETTLED.includes(state),
          },
        ],
  );
}
