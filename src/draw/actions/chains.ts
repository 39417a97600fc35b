/** Publishing the chain of one-time codes of a holder; its secret end stays with the holder. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { newId } from '../../core/ids.ts';
import { ok, refuse } from '../../core/result.ts';
import { chainDeeds } from '../deeds.ts';
import { listKnownChains } from '../reads/chains.ts';
import { chainRefusals, holderOf, holderRefusals } from '../rules/chains.ts';
import { PublishChain } from '../types/chains.ts';
import { insertChain } from '../writes/chains.ts';

/** Takes anchor, length and the hashes of the escrow shares into the log, as `chain/<id>` (SPEC §20.1). */
export const publishChain = defineDeed({
  kind: 'draw.publish-chain',
  rule: chainDeeds['draw.publish-chain'],
  input: PublishChain,
  output: z.object({ chainId: z.uuid() }),
  run: async (tx, chain) => {
    const known = await listKnownChains(tx);
    const refusals = [...holderRefusals(known, tx.actor), ...chainRefusals(known, chain)];
    if (refusals.length > 0) return refuse(refusals);
    const holder = holderOf(tx.actor);
    const chainId = newId();
    if (!(await insertChain(tx, chainId, holder, chain))) return refuse([{ code: 'chain-anchor-known', at: 'anchor' }]);
    tx.record({ kind: 'draw.publish-chain', subject: `chain/${chainId}`, facts: { holder, ...chain } });
    return ok({ chainId });
  },
});
