/** What each deed asks of an order and of a finding in it, and where it may lead: one table (domain §21.4–21.5). Browser-safe. @module */
import type { rectificationDeeds } from '../deeds.ts';
import type { Refusal } from '../../core/result.ts';
import { ITEM_STATES, ORDER_STATES, type Item, type ItemState, type Order, type OrderState } from '../types/order.ts';

interface Move {
  readonly order: readonly OrderState[];
  /** Where the order may be afterwards, from each state alike or from each its own; left out where it stays. */
  readonly orderTo?: readonly OrderState[] | Readonly<Record<OrderState, readonly OrderState[]>>;
  /** Of the finding the deed is about; left out where it is about none. */
  readonly item?: readonly ItemState[];
  readonly itemTo?: readonly ItemState[];
}

export type OrderDeed = Exclude<
  keyof typeof rectificationDeeds,
  'rectification.open-order' | 'rectification.keep-photo' | 'rectification.settle'
>;

const RUNNING: readonly OrderState[] = ['served', 'reinspecting'];

/** What may be voided. A major hazard ends by its own deeds first; what another department has taken over is that department's. */
const VOIDABLE: readonly ItemState[] = ['open', 'reported', 'awaiting-consent', 'passed', 'in-case', 'transferring'];

export const MOVES = {
  'rectification.serve': { order: ['draft'], orderTo: ['served', 'closed'] },
  'rectification.renew-code': { order: ['served', 'reinspecting', 'closed'] },
  'rectification.report': { order: ['served'], item: ['open', 'reported'], itemTo: ['reported'] },
  'rectification.return-report': { order: ['served'], item: ['reported'], itemTo: ['open'] },
  'rectification.request-extension': { order: ['served'], item: ['open'] },
  // Asked before the report or the round: what was settled meanwhile has no time left to lengthen.
  'rectification.decide-extension': { order: RUNNING, item: ['open', 'reported'] },
  'rectification.open-round': { order: ['served'], orderTo: ['reinspecting'] },
  'rectification.state-verdict': { order: ['reinspecting'] },
  'rectification.close-round': { order: ['reinspecting'] },
  'rectification.reopen-round': { order: ['reinspecting'] },
  'rectification.sign-round': {
    order: ['reinspecting'],
    orderTo: ['reinspecting', 'served', 'closed'],
    item: ['open', 'reported'],
    itemTo: ['open', 'reported', 'passed', 'awaiting-consent', 'in-case'],
  },
  'rectification.consent': {
    order: ['served'],
    orderTo: ['served', 'closed'],
    item: ['awaiting-consent'],
    itemTo: ['passed'],
  },
  'rectification.refer-case': {
    order: ['served'],
    orderTo: ['served', 'closed'],
    item: ['open'],
    itemTo: ['in-case'],
  },
  'rectification.confirm-transfer': {
    order: ['served'],
    orderTo: ['served', 'closed'],
    item: ['transferring', 'supervised'],
    itemTo: ['transferred'],
  },
  'rectification.void-finding': {
    order: ['draft', 'served', 'reinspecting', 'closed'],
    orderTo: {
      draft: ['draft', 'closed'],
      served: ['served', 'closed'],
      reinspecting: ['reinspecting', 'served', 'closed'],
      closed: ['closed'],
    },
    item: VOIDABLE,
    itemTo: ['voided'],
  },
  'rectification.serve-void': { order: ['draft', 'served', 'reinspecting', 'closed'], item: ['voided'] },
  'rectification.remind': { order: RUNNING },
  'rectification.propose-exposure': { order: ['served', 'reinspecting', 'closed'] },
  'rectification.decide-exposure': { order: ['served', 'reinspecting', 'closed'] },
  'rectification.state-words': { order: ['served', 'reinspecting', 'closed'] },
} as const satisfies Readonly<Record<OrderDeed, Move>>;

const BY_DEED: Readonly<Record<string, Move>> = MOVES;

/** Whether the table knows this step of an order. */
export function isOrderMove(deed: string, from: OrderState, to: OrderState): boolean {
  const move = BY_DEED[deed];
  return move !== undefined && move.order.includes(from) && ordersAfter(move, from).includes(to);
}

function ordersAfter({ orderTo }: Move, from: OrderState): readonly OrderState[] {
  if (orderTo === undefined) return [from];
  return isOneList(orderTo) ? orderTo : orderTo[from];
}

function isOneList(to: NonNullable<Move['orderTo']>): to is readonly OrderState[] {
  return Array.isArray(to);
}

/** Whether the table knows this step of a finding. */
export function isItemMove(deed: string, from: ItemState, to: ItemState): boolean {
  const move = BY_DEED[deed];
  return move?.item?.includes(from) === true && (move.itemTo ?? [from]).includes(to);
}

/** Every reason of state why the deed may not be done now, of the order and of the finding it is about. */
export function moveRefusals(
  deed: OrderDeed,
  order: Pick<Order, 'state'>,
  item?: Pick<Item, 'number' | 'state'>,
): Refusal[] {
  const move: Move = MOVES[deed];
  const refusals: Refusal[] = [];
  if (!move.order.includes(order.state)) {
    const allowed = move.order.map((state) => ORDER_STATES[state]);
    refusals.push({ code: 'rectification-state', facts: { state: ORDER_STATES[order.state], allowed } });
  }
  if (item !== undefined && move.item?.includes(item.state) === false) {
    const allowed = move.item.map((state) => ITEM_STATES[state]);
    const facts = { number: item.number, state: ITEM_STATES[item.state], allowed };
    refusals.push({ code: 'rectification-item-state', facts });
  }
  return refusals;
}
