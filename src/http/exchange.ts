/** Files of 数据归集: an export as it was made, and the receipt of the other system. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { exchangeDeeds, exchangeReads } from '../exchange/deeds.ts';
import { findBatch } from '../exchange/reads/packs.ts';
import { PackName } from '../exchange/types.ts';
import { PACKS } from '../exchange/types/packs.ts';
import { admit } from './admit.ts';
import type { Identify } from './api.ts';
import { fileHeaders, keepUpload } from './files.ts';
import { sendProblem } from './problems.ts';

const OneFile = z.object({ batchId: z.uuid(), ending: z.enum(['xlsx', 'csv']) });

/** `GET /api/exchange-batches/<batch>/file.<format>`, `POST /api/exchange-receipts`. */
export function exchangeRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.get('/api/exchange-batches/:batchId/file.:ending', { schema: { hide: true } }, async (request, reply) => {
    const actor = await admit(identify, request, reply, exchangeReads['exchange.read']);
    if (actor === undefined) return reply;
    const wanted = OneFile.safeParse(request.params);
    const batch = wanted.success
      ? await read(runtime, actor.bureauId, (tx) => findBatch(tx, wanted.data.batchId))
      : undefined;
    if (batch === undefined || batch.format !== wanted.data?.ending)
      return sendProblem(reply, [{ code: 'exchange-batch-not-found' }]);
    const { title } = PACKS[PackName.parse(batch.pack)];
    const bytes = await runtime.files.get(batch.sha256);
    return fileHeaders(reply, `${title}-${batch.exported_on}-${batch.number}.${batch.format}`).send(bytes);
  });
  app.post('/api/exchange-receipts', { schema: { hide: true } }, async (request, reply) => {
    const actor = await admit(identify, request, reply, exchangeDeeds['exchange.register-receipt']);
    if (actor === undefined) return reply;
    return keepUpload(runtime, actor, request, reply);
  });
}
