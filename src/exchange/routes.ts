/** 数据归集 on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import type { ReadTx } from '../core/transact.ts';
import { exportPack, registerReceipt, setMapping } from './actions.ts';
import { exchangeReads } from './deeds.ts';
import { findBatch, findMapping, listBatches, listBatchRows, listPending, pendingView } from './reads/packs.ts';
import { BatchId, BatchRow, BatchView, PackName, PackView } from './types.ts';

const readPacks = defineRead({
  path: '/api/exchange',
  kind: 'exchange.read',
  rule: exchangeReads['exchange.read'],
  input: z.object({}),
  output: z.object({ packs: z.array(PackView) }),
  run: async (tx) => {
    const packs: PackView[] = [];
    for (const pack of PackName.options) packs.push(await packView(tx, pack));
    return ok({ packs });
  },
});

const readPack = defineRead({
  path: '/api/exchange/:pack',
  kind: 'exchange.read',
  rule: exchangeReads['exchange.read'],
  input: z.object({ pack: PackName }),
  output: PackView,
  run: async (tx, { pack }) => ok(await packView(tx, pack)),
});

const readBatch = defineRead({
  path: '/api/exchange-batches/:batchId',
  kind: 'exchange.read',
  rule: exchangeReads['exchange.read'],
  input: z.object({ batchId: BatchId }),
  output: z.object({ batch: BatchView, rows: z.array(BatchRow) }),
  run: async (tx, { batchId }) => {
    const found = await findBatch(tx, batchId);
    const pack = PackName.safeParse(found?.pack);
    const batch = pack.success
      ? (await listBatches(tx, pack.data)).find((each) => each.batchId === batchId)
      : undefined;
    if (batch === undefined) return refuse([{ code: 'exchange-batch-not-found' }]);
    return ok({ batch, rows: [...(await listBatchRows(tx, batchId))] });
  },
});

async function packView(tx: ReadTx, pack: PackName): Promise<PackView> {
  const { mapping, version, setOn } = await findMapping(tx, pack);
  const pending = pendingView(tx, pack, mapping, await listPending(tx, pack));
  return { pack, mapping, version, setOn, pending, batches: [...(await listBatches(tx, pack))] };
}

export const exchangeDeedSpecs: readonly DeedSpec[] = [setMapping, exportPack, registerReceipt];
export const exchangeReadSpecs: readonly ReadSpec[] = [readPacks, readPack, readBatch];
