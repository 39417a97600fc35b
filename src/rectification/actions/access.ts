/** 更换代码: what was lost or got about opens nothing any more. @module */
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { rectificationDeeds } from '../deeds.ts';
import { newCode } from '../reads/access.ts';
import { moveRefusals } from '../rules/moves.ts';
import { CodeRenewal } from '../types/access.ts';
import { OneOrder } from '../types/order.ts';
import { updateOrder } from '../writes.ts';
import { openOwnOrder } from './open.ts';

/** A new code for the order, handed over by its officers. Refusal: before the service there is none. */
export const renewCode = defineDeed({
  kind: 'rectification.renew-code',
  rule: rectificationDeeds['rectification.renew-code'],
  input: OneOrder.extend({ reason: CodeRenewal }),
  output: OneOrder,
  run: async (tx, { orderId, reason }, runtime) => {
    const found = await openOwnOrder(tx, orderId);
    if (!found.ok) return found;
    const { order } = found.value;
    const refusals = moveRefusals('rectification.renew-code', order);
    // Everything in it was voided before it was served: nobody holds a code.
    if (order.state === 'closed' && order.servedOn === null) refusals.push({ code: 'rectification-not-served' });
    if (refusals.length > 0) return refuse(refusals);
    await updateOrder(tx, orderId, newCode(runtime.fieldCipher, tx.bureauId, orderId));
    tx.record({ kind: 'rectification.renew-code', subject: `rectification/${orderId}`, facts: { reason } });
    return ok({ orderId });
  },
});
