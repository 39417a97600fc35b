/** Settled findings are noted one by one, and the order closes with the last. @module */
import type { Tx } from '../../core/transact.ts';
import { listItems } from '../reads/orders.ts';
import { isOver } from '../rules/order.ts';
import { SETTLED, type Item, type ItemState, type OrderState } from '../types/order.ts';
import type { RectificationItemTable } from '../tables.ts';
import type { Updateable } from 'kysely';
import { updateItem, updateOrder } from '../writes.ts';

/** Moves an item on; a settled one is noted for those who wait for it (`finding/<id>`). */
export async function moveItem(
  tx: Tx,
  item: Item,
  to: { readonly state: ItemState } & Pick<Updateable<RectificationItemTable>, 'due_on' | 'ground' | 'transfer'>,
): Promise<void> {
  const isSettled = SETTLED.includes(to.state);
  await updateItem(tx, item.findingId, { ...to, ...(isSettled ? { settled_on: tx.today } : {}) });
  if (isSettled)
    tx.record({ kind: 'rectification.settle', subject: `finding/${item.findingId}`, facts: { outcome: to.state } });
}

/** The state of the order after its items moved: closed when nothing waits any more, else under rectification. */
export async function closeIfOver(tx: Tx, orderId: string): Promise<OrderState> {
  const state = isOver(await listItems(tx, orderId)) ? 'closed' : 'served';
  await updateOrder(tx, orderId, { state, ...(state === 'closed' ? { closed_on: tx.today } : {}) });
  return state;
}
