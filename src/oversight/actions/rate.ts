/** 匿名评价: counted, never kept (docs/adr/0053). @module */
import { z } from 'zod';
import { defineDeed, type DeedSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { isOwnEnterprise } from '../../rectification/rules/access.ts';
import { oversightDeeds } from '../deeds.ts';
import { quarterOf } from '../rules/ratings.ts';
import type { Rating } from '../types/ratings.ts';
import { countRating } from '../writes.ts';

/**
 * The deed for one rating. The answers are not its input: the table of commands keeps a hash of every input, and so few
 * possible answers could be tried out.
 */
export function rateVisit(rating: Rating): DeedSpec {
  return defineDeed({
    kind: 'oversight.rate',
    rule: oversightDeeds['oversight.rate'],
    input: z.object({ orderId: z.uuid() }),
    output: z.object({}),
    run: async (tx, { orderId }) => {
      if (!isOwnEnterprise(tx.actor, orderId)) return refuse([{ code: 'rectification-not-found' }]);
      if (!(await countRating(tx, orderId, quarterOf(tx.today), rating))) return refuse([{ code: 'rating-given' }]);
      tx.record({ kind: 'oversight.rate', subject: `rectification/${orderId}`, facts: {} });
      return ok({});
    },
  });
}
