/** 送达撤销决定书 (docs/adr/0085): the enterprise is handed what says that a finding does not stand. @module */
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { rectificationDeeds } from '../deeds.ts';
import { listOfficers } from '../reads/orders.ts';
import { listVoids } from '../reads/voids.ts';
import { voidServiceRefusals } from '../rules/void.ts';
import { OneItem } from '../types/order.ts';
import { VoidServiceInput } from '../types/void.ts';
import { insertVoidService } from '../writes/void.ts';
import { openItem, openOwnOrder } from './open.ts';

/** Notes the receipt. Refusals: not voided, served already, fewer than two certified officers, days in the wrong order, no witness. */
export const serveVoid = defineDeed({
  kind: 'rectification.serve-void',
  rule: rectificationDeeds['rectification.serve-void'],
  input: VoidServiceInput,
  output: OneItem,
  run: async (tx, { orderId, findingId, service }) => {
    const found = openItem(await openOwnOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const voided = (await listVoids(tx, orderId)).get(findingId);
    const known = await listOfficers(tx);
    const refusals = voidServiceRefusals(order, item, voided, service, { known, today: tx.today });
    if (refusals.length > 0) return refuse(refusals);
    if (voided === undefined) throw new Error(`finding ${findingId} is voided and has no decision`);
    await insertVoidService(tx, findingId, service);
    tx.record({
      kind: 'rectification.serve-void',
      subject: `rectification/${orderId}`,
      facts: {
        finding: findingId,
        number: item.number,
        document: voided.number,
        means: service.means,
        on: service.servedOn,
      },
    });
    return ok({ orderId, findingId });
  },
});
