/** What of the orders waits for this person (待办). @module */
import type { Actor } from '../../core/actor.ts';
import type { ReadTx } from '../../core/transact.ts';
import { OrderQuery, type OrderRow, type OrderStage } from '../types/views.ts';
import { reinspectBy } from '../rules/round.ts';
import { listOrders } from './list.ts';

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
  const stages: { stage: OrderStage; mine: boolean }[] = [];
  if (actor.roles.includes('officer')) stages.push(...OFFICER_STAGES.map((stage) => ({ stage, mine: true })));
  if (actor.roles.includes('section-chief')) stages.push(...CHIEF_STAGES.map((stage) => ({ stage, mine: false })));
  const turns: OrderTurn[] = [];
  for (const { stage, mine } of stages) {
    const { rows } = await listOrders(tx, { ...OrderQuery.parse({}), stage, mine, size: MOST }, actor.staffId);
    turns.push(...rows.map((order) => ({ stage, order, dueOn: dueOf(stage, order) })));
  }
  return turns;
}

/** What was reported or is overdue is looked at within the term; an extension is decided before the deadline runs out. */
function dueOf(stage: OrderStage, { dueOn, waitingSince }: OrderRow): string | null {
  if (stage === 'extension') return dueOn;
  return stage === 'reinspect' && waitingSince !== null ? reinspectBy(waitingSince) : null;
}
