/** What of the orders waits for this person (待办). @module */
import type { Actor } from '../../core/actor.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { OrderRow, OrderStage } from '../types/views.ts';
import { reinspectBy } from '../rules/round.ts';
import { listWaiting } from './list.ts';

export interface OrderTurn {
  readonly stage: OrderStage;
  readonly order: OrderRow;
  /** The day by which it should be done; null where nothing sets one. */
  readonly dueOn: string | null;
}

const MOST = 50;
/** Whose turn it is; what waits for the enterprise is nobody's here. */
const OFFICER_STAGES: readonly OrderStage[] = ['serve', 'reinspect', 'sign', 'transfer'];
const CHIEF_STAGES: readonly OrderStage[] = ['extension', 'consent'];

/** Every order that waits for this person, once for each thing it waits for. */
export async function orderTurns(tx: ReadTx, actor: Actor): Promise<OrderTurn[]> {
  const waiting = [
    ...(actor.roles.includes('officer')
      ? await listWaiting(tx, OFFICER_STAGES, { mine: true, most: MOST }, actor.staffId)
      : []),
    ...(actor.roles.includes('section-chief')
      ? await listWaiting(tx, CHIEF_STAGES, { mine: false, most: MOST }, actor.staffId)
      : []),
  ];
  return waiting.map(({ stage, order }) => ({ stage, order, dueOn: dueOf(stage, order) }));
}

/** What was reported or is overdue is looked at within the term; an extension is decided before the deadline runs out. */
function dueOf(stage: OrderStage, { dueOn, waitingSince }: OrderRow): string | null {
  if (stage === 'extension') return dueOn;
  return stage === 'reinspect' && waitingSince !== null ? reinspectBy(waitingSince) : null;
}
