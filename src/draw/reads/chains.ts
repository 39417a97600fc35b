/** The chains of one-time codes as they were published. @module */
import type { z } from 'zod';
import { staffNames } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { KnownChain } from '../rules/chains.ts';
import type { ChainList } from '../types/chains.ts';
import '../tables-chains.ts';

/** Every chain of this bureau, the newest first. */
export async function viewChains(tx: ReadTx): Promise<z.input<typeof ChainList>> {
  const rows = await tx.db
    .selectFrom('draw_chain')
    .select(['chain_id as chainId', 'holder', 'suite', 'anchor', 'length', 'shares', 'staff_id as staffId', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('at', 'desc')
    .orderBy('chain_id')
    .execute();
  const names = await staffNames(
    tx,
    rows.map(({ staffId }) => staffId),
  );
  const current = new Map(rows.toReversed().map(({ holder, chainId }) => [holder, chainId]));
  return {
    rows: rows.map(({ staffId, ...row }) => ({
      ...row,
      name: names.get(staffId) ?? staffId,
      isCurrent: current.get(row.holder) === row.chainId,
    })),
  };
}

/** What the rules need to know of the chains there are. */
export async function listKnownChains(tx: ReadTx): Promise<readonly KnownChain[]> {
  return tx.db
    .selectFrom('draw_chain')
    .select(['holder', 'anchor', 'staff_id as staffId'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
}
