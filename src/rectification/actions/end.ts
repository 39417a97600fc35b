/** How a finding leaves an order without another round: consent, case, receipt of the other department. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { rectificationDeeds } from '../deeds.ts';
import { listOfficers, listRounds } from '../reads/orders.ts';
import { moveRefusals } from '../rules/moves.ts';
import { caseRefusals } from '../rules/order.ts';
import { CASE_GROUNDS, ITEM_STATES, OneItem, TransferReceipt } from '../types/order.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { openItem, openOrder, openOwnOrder } from './open.ts';
import { closeIfOver, moveItem } from './settle.ts';

const ItemAnswer = OneItem.extend({ state: z.enum(codesOf(ITEM_STATES)) });

/** 审查同意恢复 (安全生产法 §65): by somebody who did not sign the opinion it rests on. */
export const consent = defineDeed({
  kind: 'rectification.consent',
  rule: rectificationDeeds['rectification.consent'],
  input: OneItem,
  output: ItemAnswer,
  run: async (tx, { orderId, findingId }) => {
    const found = openItem(await openOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const signers = (await listRounds(tx, orderId)).flatMap(({ signedBy }) => signedBy);
    const mine = (await listOfficers(tx)).find(({ staffId }) => staffId === tx.actor.staffId)?.personId;
    const refusals = moveRefusals('rectification.consent', order, item);
    if (mine !== undefined && signers.includes(mine)) refusals.push({ code: 'consent-own-opinion' });
    if (refusals.length > 0) return refuse(refusals);
    tx.record({
      kind: 'rectification.consent',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number },
    });
    await moveItem(tx, item, { state: 'passed' });
    await closeIfOver(tx, orderId);
    return ok({ orderId, findingId, state: 'passed' as const });
  },
});

/** 转立案 of a finding whose time is over. */
export const referCase = defineDeed({
  kind: 'rectification.refer-case',
  rule: rectificationDeeds['rectification.refer-case'],
  input: OneItem.extend({ ground: z.enum(codesOf(CASE_GROUNDS), '请选择立案依据') }),
  output: ItemAnswer,
  run: async (tx, { orderId, findingId, ground }) => {
    const found = openItem(await openOwnOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const refusals = caseRefusals(order, item, tx.today);
    if (refusals.length > 0) return refuse(refusals);
    tx.record({
      kind: 'rectification.refer-case',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number, ground },
    });
    await moveItem(tx, item, { state: 'in-case', ground });
    await closeIfOver(tx, orderId);
    return ok({ orderId, findingId, state: 'in-case' as const });
  },
});

/** 移送回执 (安全生产法 §69): the other department has it. */
export const confirmTransfer = defineDeed({
  kind: 'rectification.confirm-transfer',
  rule: rectificationDeeds['rectification.confirm-transfer'],
  input: OneItem.extend({ receipt: TransferReceipt }),
  output: ItemAnswer,
  run: async (tx, { orderId, findingId, receipt }) => {
    const found = openItem(await openOwnOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item } = found.value;
    const refusals = moveRefusals('rectification.confirm-transfer', order, item);
    if (receipt.receivedOn > tx.today)
      refusals.push({ code: 'transfer-received-later', at: 'receipt.receivedOn', facts: { today: tx.today } });
    if (refusals.length > 0) return refuse(refusals);
    tx.record({
      kind: 'rectification.confirm-transfer',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number, received: receipt.receivedOn },
    });
    await moveItem(tx, item, { state: 'transferred', transfer: JSON.stringify(receipt) });
    await closeIfOver(tx, orderId);
    return ok({ orderId, findingId, state: 'transferred' as const });
  },
});
