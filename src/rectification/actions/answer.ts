/** What the enterprise answers — its report, its request for more time — and what it is told. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { rectificationDeeds } from '../deeds.ts';
import { hasPendingExtension } from '../reads/orders.ts';
import { moveRefusals } from '../rules/moves.ts';
import { extensionRefusals, reportRefusals } from '../rules/order.ts';
import { ExtensionDecision, ExtensionRequest, ITEM_STATES, OneItem, Reason, Report } from '../types/order.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { decidePending, insertExtension, insertReport, returnReports, takePhotos, updateItem } from '../writes.ts';
import { openItem, openOrder, openOwnOrder } from './open.ts';

const ItemAnswer = OneItem.extend({ state: z.enum(codesOf(ITEM_STATES)) });

/** 整改报告. A later report stands beside the earlier ones. */
export const reportItem = defineDeed({
  kind: 'rectification.report',
  rule: rectificationDeeds['rectification.report'],
  input: OneItem.extend({ report: Report }),
  output: ItemAnswer.extend({ reportId: z.uuid() }),
  run: async (tx, { orderId, findingId, report }) => {
    const found = openItem(await openOwnOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const refusals = reportRefusals(order, item);
    if (refusals.length > 0) return refuse(refusals);
    const reportId = await insertReport(tx, findingId, report);
    const photos = await takePhotos(tx, findingId, reportId);
    await updateItem(tx, findingId, { state: 'reported' });
    tx.record({
      kind: 'rectification.report',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number, report: reportId, photos },
    });
    return ok({ orderId, findingId, state: 'reported' as const, reportId });
  },
});

/** 退回: the report does not answer the finding; the enterprise reads why. */
export const returnReport = defineDeed({
  kind: 'rectification.return-report',
  rule: rectificationDeeds['rectification.return-report'],
  input: OneItem.extend({ reason: Reason }),
  output: ItemAnswer,
  run: async (tx, { orderId, findingId, reason }) => {
    const found = openItem(await openOwnOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const refusals = moveRefusals('rectification.return-report', order, item);
    if (refusals.length > 0) return refuse(refusals);
    await returnReports(tx, findingId, reason);
    await updateItem(tx, findingId, { state: 'open' });
    tx.record({
      kind: 'rectification.return-report',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number },
    });
    return ok({ orderId, findingId, state: 'open' as const });
  },
});

export const requestExtension = defineDeed({
  kind: 'rectification.request-extension',
  rule: rectificationDeeds['rectification.request-extension'],
  input: OneItem.extend({ request: ExtensionRequest }),
  output: OneItem.extend({ extensionId: z.uuid() }),
  run: async (tx, { orderId, findingId, request }) => {
    const found = openItem(await openOwnOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const hasPending = await hasPendingExtension(tx, findingId);
    const refusals = extensionRefusals(order, item, request, { hasPending, today: tx.today });
    if (refusals.length > 0) return refuse(refusals);
    const extensionId = await insertExtension(tx, findingId, request);
    tx.record({
      kind: 'rectification.request-extension',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number, until: request.until },
    });
    return ok({ orderId, findingId, extensionId });
  },
});

export const decideExtension = defineDeed({
  kind: 'rectification.decide-extension',
  rule: rectificationDeeds['rectification.decide-extension'],
  input: OneItem.extend({ decision: ExtensionDecision }),
  output: OneItem.extend({ outcome: ExtensionDecision.shape.outcome, dueOn: z.string().nullable() }),
  run: async (tx, { orderId, findingId, decision }) => {
    const found = openItem(await openOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const refusals = moveRefusals('rectification.decide-extension', order, item);
    if (refusals.length > 0) return refuse(refusals);
    const pending = await decidePending(tx, findingId, decision);
    if (pending === undefined) return refuse([{ code: 'extension-none', facts: { number: item.number } }]);
    const dueOn = decision.outcome === 'granted' ? pending.until : item.dueOn;
    if (dueOn !== item.dueOn) await updateItem(tx, findingId, { due_on: dueOn });
    tx.record({
      kind: 'rectification.decide-extension',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number, outcome: decision.outcome, due: dueOn ?? '' },
    });
    return ok({ orderId, findingId, outcome: decision.outcome, dueOn });
  },
});
