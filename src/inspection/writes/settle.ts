/** How a finding of a signed record ends, as later modules say. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables.ts';

/** 销号, or 撤销: a voided finding stands no more. The record that was signed, and the versions of its words, stay as they are. */
export async function settleFinding(
  tx: Tx,
  findingId: string,
  day: string,
  { isVoid }: { readonly isVoid: boolean },
): Promise<void> {
  await tx.db
    .updateTable('finding')
    .set({ settled_on: day, ...(isVoid ? { is_withdrawn: true, voided_on: day } : {}) })
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .execute();
}
