/** Rows of the chains of one-time codes. @module */
import type { Tx } from '../../core/transact.ts';
import type { Holder, PublishChain } from '../types/chains.ts';
import '../tables-chains.ts';

/** False when two publish the same anchor at once and this is the second one. */
export async function insertChain(
  tx: Tx,
  chainId: string,
  holder: Holder,
  { shares, ...chain }: PublishChain,
): Promise<boolean> {
  const row = await tx.db
    .insertInto('draw_chain')
    .values({
      bureau_id: tx.bureauId,
      chain_id: chainId,
      holder,
      ...chain,
      shares: [...shares],
      staff_id: tx.actor.staffId,
      at: tx.now,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'anchor']).doNothing())
    .returning('chain_id')
    .executeTakeFirst();
  return row !== undefined;
}
