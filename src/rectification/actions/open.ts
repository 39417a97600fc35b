/** What every deed about an order begins with: lock it, and see that the person has to do with it. @module */
import { ok, refuse, type Result } from '../../core/result.ts';
import { knowingAll, type Tx } from '../../core/transact.ts';
import { findVisit, seatOf, type TeamMember, type Visit } from '../../inspection/reads/visits.ts';
import type { StoredOrder } from '../reads/orders.ts';
import { isOwnEnterprise } from '../rules/access.ts';
import type { Item } from '../types/order.ts';
import { lockOrder } from '../writes.ts';

export interface OpenOrder {
  readonly order: StoredOrder;
  readonly visit: Visit;
}

export interface OpenItem extends OpenOrder {
  readonly item: Item;
}

/** For the section chief and the rounds: whoever may do the deed may do it on every order of the bureau. */
export async function openOrder(tx: Tx, orderId: string): Promise<Result<OpenOrder>> {
  const order = await lockOrder(tx, orderId);
  if (order === undefined) return refuse([{ code: 'rectification-not-found' }]);
  const find = () => findVisit(tx, order.inspectionId);
  // Of a visit that is sealed still those outside its team know nothing; the enterprise was there.
  const visit = await (isOwnEnterprise(tx.actor, orderId) ? knowingAll(tx, find) : find());
  if (visit === undefined) return refuse([{ code: 'rectification-not-found' }]);
  return ok({ order, visit });
}

/** For officers of the team that was drawn, and for the enterprise whose order it is. To everybody else there is no such order. */
export async function openOwnOrder(tx: Tx, orderId: string): Promise<Result<OpenOrder>> {
  const found = await openOrder(tx, orderId);
  if (!found.ok || isOwnEnterprise(tx.actor, orderId)) return found;
  if (tx.actor.party === 'enterprise') return refuse([{ code: 'rectification-not-found' }]);
  return officerOf(found.value.visit, tx.actor.staffId) === undefined
    ? refuse([{ code: 'inspection-not-member' }])
    : found;
}

/** One finding of an order that was opened. */
export function openItem(found: Result<OpenOrder>, findingId: string): Result<OpenItem> {
  if (!found.ok) return found;
  const item = found.value.order.items.find((each) => each.findingId === findingId);
  return item === undefined
    ? refuse([{ code: 'rectification-item-not-found', at: 'findingId' }])
    : ok({ ...found.value, item });
}

/** The officer's seat in the team; undefined for experts and strangers. */
export function officerOf(visit: Visit, staffId: string): TeamMember | undefined {
  const seat = seatOf(visit, staffId);
  return visit.team.find((member) => member.kind === 'officer' && member.personId === seat?.personId);
}
