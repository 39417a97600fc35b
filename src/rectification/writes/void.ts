/** Rows of what was voided. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables.ts';
import type { ItemState } from '../types/order.ts';
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
