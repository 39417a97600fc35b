/** Documents of the list of serious dishonesty for the desk; everything else of the module is in `modules.ts`. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mayDo } from '../core/actor.ts';
import { findDocument } from '../core/register/reads.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { creditReads } from '../credit/deeds.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { sendProblem } from './problems.ts';

const OneDocument = z.object({ entryId: z.uuid(), documentId: z.uuid() });

/** `GET /api/credit-entries/<entry>/documents/<document>.pdf`: as it was issued. */
export function creditRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.get(
    '/api/credit-entries/:entryId/documents/:documentId.pdf',
    { schema: { hide: true } },
    async (request, reply) => {
      const actor = await identify(request);
      if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
      const rule = creditReads['credit.read'];
      if (!mayDo(actor.roles, rule))
        return sendProblem(reply, [{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }]);
      const wanted = OneDocument.safeParse(request.params);
      if (!wanted.success) return sendProblem(reply, [{ code: 'document-not-found' }]);
      const { entryId, documentId } = wanted.data;
      const document = await read(
        runtime,
        actor.bureauId,
        async (tx) => {
          const found = await findDocument(tx, documentId);
          return found?.fileId === entryId ? found : undefined;
        },
        actor,
      );
      if (document === undefined) return sendProblem(reply, [{ code: 'document-not-found' }]);
      return sendPdf(
        reply.header('cache-control', 'no-store'),
        document.number,
        await runtime.files.get(document.sha256),
      );
    },
  );
}
