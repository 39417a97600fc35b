/** A signed visit with open findings gets its order; the item of a major hazard goes with the hazard. @module */
import type { FollowedDeed, Follower } from '../core/follow.ts';
import type { Tx } from '../core/transact.ts';
import { listFindings } from '../inspection/reads/visits.ts';
import { closeIfOver, moveItem } from './actions/settle.ts';
import { itemsOf } from './rules/order.ts';
import { insertOrder, lockItem, updateItem } from './writes.ts';

/** One cursor for both: a hazard is supervised after its visit was signed, so its item is there. */
const keepOrders: Follower = {
  job: 'rectification.open-order',
  kinds: [
    'inspection.sign-off',
    'hazard.supervise',
    'hazard.extend',
    'hazard.sign-acceptance',
    'hazard.remove',
    'hazard.dismiss',
  ],
  handle: (tx, deed) => (deed.kind === 'inspection.sign-off' ? openOrder(tx, deed.subjectId) : followHazard(tx, deed)),
};

async function openOrder(tx: Tx, inspectionId: string): Promise<void> {
  const items = itemsOf(await listFindings(tx, inspectionId));
  if (items.length === 0) return;
  const orderId = tx.newId();
  if (!(await insertOrder(tx, orderId, inspectionId, items))) return;
  tx.record({
    kind: 'rectification.open-order',
    subject: `rectification/${orderId}`,
    facts: { inspection: inspectionId, items: items.length },
  });
}

/** The item follows the time that was set for its hazard, and is settled with it; one that is major no more is rectified like every other. */
async function followHazard(tx: Tx, { kind, facts }: FollowedDeed): Promise<void> {
  const item = await lockItem(tx, String(facts['finding']));
  if (item?.state !== 'supervised') return;
  const treatBy = facts['treatBy'];
  if (kind === 'hazard.remove') {
    await moveItem(tx, item, { state: 'passed' });
    // One that is not served closes with its service, one that is looked at with its round.
    if (item.order.state === 'served') await closeIfOver(tx, item.order.orderId);
  } else if (kind === 'hazard.dismiss') {
    await moveItem(tx, item, { state: 'open' });
  } else if (typeof treatBy === 'string' && treatBy !== '') {
    await updateItem(tx, item.findingId, { due_on: treatBy });
  }
}

export const rectificationFollowers: readonly Follower[] = [keepOrders];
