/** An alert to take away: `GET /api/oversight/alerts/:code/rows.xlsx`, for supervision alone. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { portalAddress } from '../bureau/reads.ts';
import { dayOf } from '../core/clock.ts';
import { ok } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { oversightReads } from '../oversight/deeds.ts';
import { findAlert, readLimits } from '../oversight/reads/console.ts';
import { ALERT_CODES } from '../oversight/types/alerts.ts';
import { alertWorkbook, ROWS_IN_FILE } from '../oversight/workbook.ts';
import { admit, sendRead } from './admit.ts';
import type { Identify } from './api.ts';
import { sendWorkbook } from './files.ts';
import { sendProblem } from './problems.ts';

const OneAlert = z.object({ code: z.enum(ALERT_CODES) });

export function alertWorkbookRoute(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.get('/api/oversight/alerts/:code/rows.xlsx', { schema: { hide: true } }, async (request, reply) => {
    const actor = await admit(identify, request, reply, oversightReads['oversight.read-console']);
    if (actor === undefined) return reply;
    const input = OneAlert.safeParse(request.params);
    if (!input.success) return sendProblem(reply, [{ code: 'page-not-found' }]);
    return sendRead(runtime, actor, reply, async (tx) => {
      const alert = await findAlert(tx, input.data.code, (await readLimits(tx)).limits, ROWS_IN_FILE);
      const day = dayOf(tx.now);
      const desk = `${await portalAddress(tx)}/desk`;
      const file = await alertWorkbook(alert, { desk, mark: `${actor.name}　${day}`, day });
      return ok((answer) => sendWorkbook(answer, ok(file)));
    });
  });
}
