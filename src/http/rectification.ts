/** Photos of rectification for the desk; everything else of the module is in `modules.ts`. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { rectificationReads } from '../rectification/deeds.ts';
import { findVisit } from '../inspection/reads/visits.ts';
import { findOrder } from '../rectification/reads/orders.ts';
import { readPhoto } from '../rectification/reads/photos.ts';
import { admit } from './admit.ts';
import type { Identify } from './api.ts';
import { sendEvidence } from './files.ts';
import { sendProblem } from './problems.ts';

const OnePhoto = z.object({ orderId: z.uuid(), photoId: z.uuid() });

/** `GET /api/rectifications/<order>/photos/<photo>`: the picture alone, without place, time and device. */
export function rectificationRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.get('/api/rectifications/:orderId/photos/:photoId', { schema: { hide: true } }, async (request, reply) => {
    const actor = await admit(identify, request, reply, rectificationReads['rectification.read']);
    if (actor === undefined) return reply;
    const wanted = OnePhoto.safeParse(request.params);
    const photo = wanted.success
      ? await read(
          runtime,
          actor.bureauId,
          async (tx) => {
            const { orderId, photoId } = wanted.data;
            const order = await findOrder(tx, orderId);
            // Of a sealed visit only those who know of it see anything.
            const visit = order && (await findVisit(tx, order.inspectionId));
            return visit && readPhoto(tx, runtime, orderId, photoId);
          },
          actor,
        )
      : undefined;
    if (photo === undefined) return sendProblem(reply, [{ code: 'photo-not-found' }]);
    return sendEvidence(reply, { ...photo, name: wanted.data?.photoId ?? '', isOriginal: false });
  });
}
