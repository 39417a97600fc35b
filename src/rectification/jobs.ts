/** A signed visit with open findings gets its order. @module */
import type { Follower } from '../core/follow.ts';
import { listFindings } from '../inspection/reads/visits.ts';
import { itemsOf } from './rules/order.ts';
import { insertOrder } from './writes.ts';

const openOrders: Follower = {
  job: 'rectification.open-order',
  kinds: ['inspection.sign-off'],
  handle: async (tx, deed) => {
    const items = itemsOf(await listFindings(tx, deed.subjectId));
    if (items.length === 0) return;
    const orderId = tx.newId();
    if (!(await insertOrder(tx, orderId, deed.subjectId, items))) return;
    tx.record({
      kind: 'rectification.open-order',
      subject: `rectification/${orderId}`,
      facts: { inspection: deed.subjectId, items: items.length },
    });
  },
};

export const rectificationFollowers: readonly Follower[] = [openOrders];
