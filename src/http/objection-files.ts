/** Files of an objection for whoever checks; everything else of it is in `modules.ts`. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok, refuse } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { disclosureReads } from '../disclosure/deeds.ts';
import { readObjectionFile } from '../disclosure/reads/objections.ts';
import { admit, sendRead } from './admit.ts';
import type { Identify } from './api.ts';
import { sendEvidence } from './files.ts';
import { sendProblem } from './problems.ts';

const OneFile = z.object({ objectionId: z.uuid(), fileId: z.uuid() });

/** `GET /api/objections/<objection>/files/<file>`: a picture without place, time and device, or the document to keep. */
export function objectionFileRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.get('/api/objections/:objectionId/files/:fileId', { schema: { hide: true } }, async (request, reply) => {
    const actor = await admit(identify, request, reply, disclosureReads['disclosure.read-objection']);
    if (actor === undefined) return reply;
    const wanted = OneFile.safeParse(request.params);
    if (!wanted.success) return sendProblem(reply, [{ code: 'objection-not-found' }]);
    const { objectionId, fileId } = wanted.data;
    return sendRead(runtime, actor, reply, async (tx) => {
      const file = await readObjectionFile(tx, runtime, objectionId, fileId);
      if (file === undefined) return refuse([{ code: 'objection-not-found' }]);
      return ok((answer) => sendEvidence(answer, { ...file, name: fileId, isOriginal: false }));
    });
  });
}
