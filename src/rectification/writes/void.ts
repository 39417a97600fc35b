/** Rows of what was voided. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables.ts';
import type { ItemState, Service } from '../types/order.ts';
import type { KeptBasis } from '../types/void.ts';

export async function insertVoid(
  tx: Tx,
  findingId: string,
  decision: {
    readonly reason: string;
    readonly basis: KeptBasis;
    readonly was: ItemState;
    readonly documentId: string;
  },
): Promise<void> {
  await tx.db
    .insertInto('rectification_void')
    .values({
      bureau_id: tx.bureauId,
      finding_id: findingId,
      reason: decision.reason,
      basis: JSON.stringify(decision.basis),
      was: decision.was,
      document_id: decision.documentId,
      decided_by: tx.actor.staffId,
      decided_on: tx.today,
    })
    .execute();
}

export async function insertVoidService(tx: Tx, findingId: string, service: Service): Promise<void> {
  await tx.db
    .insertInto('rectification_void_service')
    .values({
      bureau_id: tx.bureauId,
      finding_id: findingId,
      service: JSON.stringify(service),
      served_on: service.servedOn,
      noted_by: tx.actor.staffId,
    })
    .execute();
}

/** What was said of it in a round that is not signed is not said any more. */
export async function takeBackVerdict(
  tx: Tx,
  { orderId, round, findingId }: { readonly orderId: string; readonly round: number; readonly findingId: string },
): Promise<void> {
  await tx.db
    .updateTable('reinspection_verdict')
    .set({ content: null, stated_by: null })
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .where('round', '=', round)
    .where('finding_id', '=', findingId)
    .execute();
}
