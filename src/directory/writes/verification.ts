/** INSERT of verifications. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables-beside.ts';
import type { VerificationCounts } from '../types/verification.ts';

interface NewVerification {
  readonly month: string;
  readonly counts: VerificationCounts;
  readonly note: string;
}

/** False when somebody was first. */
export async function insertVerification(tx: Tx, { month, counts, note }: NewVerification): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('directory_verification')
    .values({
      bureau_id: tx.bureauId,
      month,
      counts: JSON.stringify(counts),
      note,
      verified_by: tx.actor.staffId,
      verified_at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
