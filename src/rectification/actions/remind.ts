/** 提醒、公开曝光、企业说明. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { listFindings } from '../../inspection/reads/visits.ts';
import { rectificationDeeds } from '../deeds.ts';
import { listExposures, listReminders } from '../reads/remind.ts';
import { moveRefusals } from '../rules/moves.ts';
import { exposureRefusals } from '../rules/remind.ts';
import { OneItem, OneOrder } from '../types/order.ts';
import { ExposureDecision, ExposureProposal, ReminderMeans, Words } from '../types/remind.ts';
import {
  decideExposureRow,
  insertExposure,
  insertReminders,
  insertStatement,
  lockPendingExposure,
} from '../writes/remind.ts';
import { openItem, openOrder, openOwnOrder } from './open.ts';

/** Notes that the enterprise was told of every deadline that is near. Refusal: `reminder-nothing-due`. */
export const remindOrder = defineDeed({
  kind: 'rectification.remind',
  rule: rectificationDeeds['rectification.remind'],
  input: OneOrder.extend({ means: ReminderMeans }),
  output: OneOrder.extend({ reminders: z.int() }),
  run: async (tx, { orderId, means }) => {
    const found = await openOwnOrder(tx, orderId);
    if (!found.ok) return found;
    const due = (await listReminders(tx, orderId, found.value.order.items)).filter(({ at }) => at === null);
    const refusals = moveRefusals('rectification.remind', found.value.order);
    if (due.length === 0) refusals.push({ code: 'reminder-nothing-due' });
    if (refusals.length > 0) return refuse(refusals);
    await insertReminders(tx, orderId, due, means);
    tx.record({
      kind: 'rectification.remind',
      subject: `rectification/${orderId}`,
      facts: { means, of: due.map(({ dueOn, days }) => `${dueOn} T-${days}`) },
    });
    return ok({ orderId, reminders: due.length });
  },
});

const ExposureAnswer = OneItem.extend({ exposureId: z.uuid() });

export const proposeExposure = defineDeed({
  kind: 'rectification.propose-exposure',
  rule: rectificationDeeds['rectification.propose-exposure'],
  input: ExposureProposal,
  output: ExposureAnswer,
  run: async (tx, { orderId, findingId, ground, facts }) => {
    const found = openItem(await openOwnOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { order, item, visit } = found.value;
    const finding = (await listFindings(tx, order.inspectionId)).find((each) => each.findingId === findingId);
    const exposures = await listExposures(tx, orderId, tx.actor.staffId);
    const refusals = exposureRefusals(order, item, ground, {
      level: finding?.level ?? 'general',
      isStanding: exposures.some((each) => each.findingId === findingId && each.outcome !== 'refuse'),
      isSealed: visit.row.known_to !== null,
      today: tx.today,
    });
    if (refusals.length > 0) return refuse(refusals);
    const exposureId = await insertExposure(tx, { orderId, findingId, ground, facts });
    tx.record({
      kind: 'rectification.propose-exposure',
      subject: `rectification/${orderId}`,
      facts: { finding: findingId, number: item.number, exposure: exposureId, ground },
    });
    return ok({ orderId, findingId, exposureId });
  },
});

/** 决定: a person decides, never the one who proposed; disclosure follows this deed. */
export const decideExposure = defineDeed({
  kind: 'rectification.decide-exposure',
  rule: rectificationDeeds['rectification.decide-exposure'],
  input: ExposureDecision,
  output: ExposureAnswer.extend({ outcome: ExposureDecision.shape.outcome }),
  run: async (tx, { orderId, findingId, outcome, opinion }) => {
    const found = openItem(await openOrder(tx, orderId), findingId);
    if (!found.ok) return found;
    const { number } = found.value.item;
    const pending = await lockPendingExposure(tx, findingId);
    if (pending === undefined) return refuse([{ code: 'exposure-none', facts: { number } }]);
    if (pending.proposedBy === tx.actor.staffId) return refuse([{ code: 'exposure-own-proposal' }]);
    await decideExposureRow(tx, pending.exposureId, { outcome, opinion });
    tx.record({
      kind: 'rectification.decide-exposure',
      subject: `exposure/${pending.exposureId}`,
      facts: { order: orderId, finding: findingId, number, outcome },
    });
    return ok({ orderId, findingId, exposureId: pending.exposureId, outcome });
  },
});

/** 企业说明: what the enterprise itself says of the result; it stands beside it once it was looked at for what may be public. */
export const stateWords = defineDeed({
  kind: 'rectification.state-words',
  rule: rectificationDeeds['rectification.state-words'],
  input: OneOrder.extend({ text: Words }),
  output: OneOrder.extend({ statementId: z.uuid() }),
  run: async (tx, { orderId, text }) => {
    const found = await openOwnOrder(tx, orderId);
    if (!found.ok) return found;
    const refusals = moveRefusals('rectification.state-words', found.value.order);
    if (refusals.length > 0) return refuse(refusals);
    const statementId = await insertStatement(tx, orderId, text);
    tx.record({
      kind: 'rectification.state-words',
      subject: `rectification/${orderId}`,
      facts: { statement: statementId, length: text.length },
    });
    return ok({ orderId, statementId });
  },
});
