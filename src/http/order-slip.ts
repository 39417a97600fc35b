/** The slip of an order for a pocket printer. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answer, defineRead } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { findVisit } from '../inspection/reads/visits.ts';
import { rectificationReads } from '../rectification/deeds.ts';
import { orderSlipPdf } from '../rectification/documents/slip.ts';
import { accessOf } from '../rectification/reads/access.ts';
import { findOrder } from '../rectification/reads/orders.ts';
import { standingPapers } from '../rectification/reads/papers.ts';
import { viewOrder } from '../rectification/reads/view.ts';
import { OrderView } from '../rectification/types/views.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { sendProblem } from './problems.ts';

const OneSlip = z.object({ orderId: z.uuid(), width: z.enum(['58', '80']).default('80') });

/** `GET /api/rectifications/<order>/slip.pdf?width=58`: what is left with the enterprise, code and all; for the team that serves it. */
export function orderSlipRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.get('/api/rectifications/:orderId/slip.pdf', { schema: { hide: true } }, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const wanted = OneSlip.safeParse({ ...(request.query as object), ...(request.params as object) });
    if (!wanted.success) return sendProblem(reply, [{ code: 'rectification-not-found' }]);
    const { orderId, width } = wanted.data;
    const made = await answer(runtime, actor, slipParts, { orderId });
    if (!made.ok) return sendProblem(reply, made.refusals);
    const { order, ...parts } = made.value;
    const pdf = orderSlipPdf({ order, ...parts }, Number(width));
    return sendPdf(reply.header('cache-control', 'private, no-store'), order.enterprise.name, pdf);
  });
}

/** What the slip says; the code opens the enterprise's page, so only the team reads it. */
const slipParts = defineRead({
  path: '/api/rectifications/:orderId/slip.pdf',
  kind: 'rectification.read',
  rule: rectificationReads['rectification.read'],
  input: z.object({ orderId: z.uuid() }),
  output: z.object({
    order: OrderView.pick({ enterprise: true, items: true, access: true }),
    papers: z.array(z.object({ title: z.string(), number: z.string() })),
    bureau: z.string(),
    isDemo: z.boolean(),
    on: z.string(),
  }),
  run: async (tx, { orderId }, actor, runtime) => {
    const order = await findOrder(tx, orderId);
    const visit = order && (await findVisit(tx, order.inspectionId));
    const view = order && visit && (await viewOrder(tx, order, visit, actor.staffId));
    if (order === undefined || view === undefined || !view.isMine) return refuse([{ code: 'rectification-not-found' }]);
    const bureau = await tx.db
      .selectFrom('bureau')
      .select(['name', 'is_demo'])
      .where('bureau_id', '=', tx.bureauId)
      .executeTakeFirstOrThrow();
    return ok({
      order: {
        enterprise: view.enterprise,
        // What was voided is asked of nobody.
        items: view.items.filter(({ voided }) => voided === null),
        access: await accessOf(tx, runtime.fieldCipher, order),
      },
      papers: (await standingPapers(tx, order.inspectionId)).map(({ title, number }) => ({ title, number })),
      bureau: bureau.name,
      isDemo: bureau.is_demo,
      on: tx.today,
    });
  },
});
