/** INSERT of what is said of the other departments' people. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables/partners.ts';

interface PartnerWord {
  readonly officerId: string;
  readonly word: 'present' | 'absent' | 'signed';
  readonly number: string;
  readonly reason?: string;
  readonly recordHash?: string;
}

/** False when the same was said in this very moment; then the transaction can only roll back. */
export async function insertPartnerWord(tx: Tx, inspectionId: string, said: PartnerWord): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('inspection_partner_word')
    .values({
      bureau_id: tx.bureauId,
      inspection_id: inspectionId,
      officer_id: said.officerId,
      word: said.word,
      certificate_number: said.number,
      reason: said.reason ?? null,
      record_hash: said.recordHash ?? null,
      noted_by: tx.actor.staffId,
      at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
