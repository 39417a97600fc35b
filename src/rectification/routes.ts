/** Rectification on the wire. @module */
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { findVisit } from '../inspection/reads/visits.ts';
import { renewCode } from './actions/access.ts';
import { decideExtension, reportItem, requestExtension, returnReport } from './actions/answer.ts';
import { confirmTransfer, consent, referCase } from './actions/end.ts';
import { decideExposure, proposeExposure, remindOrder, stateWords } from './actions/remind.ts';
import { closeRound, openRound, reopenRound, signRound, stateVerdict } from './actions/round.ts';
import { serveOrder } from './actions/serve.ts';
import { serveVoid } from './actions/serve-void.ts';
import { voidFindingWith } from './actions/void.ts';
import { rectificationReads } from './deeds.ts';
import { accessOf } from './reads/access.ts';
import { countByStage, listOrders } from './reads/list.ts';
import { findOrder } from './reads/orders.ts';
import { viewOrder } from './reads/view.ts';
import type { LaterOfFindings } from './types/later.ts';
import { OneOrder } from './types/order.ts';
import { OrderList, OrderQuery, OrderView } from './types/views.ts';

const readOrders = defineRead({
  path: '/api/rectifications',
  kind: 'rectification.read',
  rule: rectificationReads['rectification.read'],
  input: OrderQuery,
  output: OrderList,
  run: async (tx, query, actor) =>
    ok({
      ...(await listOrders(tx, query, actor.staffId)),
      counts: await countByStage(tx, query, actor.staffId),
      asOf: tx.now,
    }),
});

const readOrderWith = ({ mattersOf }: LaterOfFindings): ReadSpec =>
  defineRead({
    path: '/api/rectifications/:orderId',
    kind: 'rectification.read',
    rule: rectificationReads['rectification.read'],
    input: OneOrder,
    output: OrderView,
    run: async (tx, { orderId }, actor, runtime) => {
      const order = await findOrder(tx, orderId);
      const visit = order && (await findVisit(tx, order.inspectionId));
      if (order === undefined || visit === undefined) return refuse([{ code: 'rectification-not-found' }]);
      const view = await viewOrder(tx, order, visit, actor.staffId);
      return ok({
        ...view,
        access: view.isMine ? await accessOf(tx, runtime.fieldCipher, order) : null,
        matters: [...(await mattersOf(tx, order.inspectionId))],
      });
    },
  });

/** `later` answers what only modules to the right know of a finding. */
export const rectificationDeedSpecsWith = (later: LaterOfFindings): readonly DeedSpec[] => [
  serveOrder,
  renewCode,
  reportItem,
  returnReport,
  requestExtension,
  decideExtension,
  openRound,
  stateVerdict,
  closeRound,
  reopenRound,
  signRound,
  consent,
  referCase,
  confirmTransfer,
  voidFindingWith(later),
  serveVoid,
  remindOrder,
  proposeExposure,
  decideExposure,
  stateWords,
];
export const rectificationReadSpecsWith = (later: LaterOfFindings): readonly ReadSpec[] => [
  readOrders,
  readOrderWith(later),
];
