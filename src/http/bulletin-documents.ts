/** 通报 to print and to keep: `GET /api/bulletins/:bulletinId/bulletin.pdf` and `.docx`. @module */
import type { FastifyInstance } from 'fastify';
import { answer } from '../core/command.ts';
import type { Runtime } from '../core/runtime.ts';
import { bulletinPdf, bulletinWord } from '../oversight/documents/bulletin.ts';
import { readBulletin } from '../oversight/routes/feedback.ts';
import { feedbackText } from '../web/kit/strings/feedback.zh.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { sendWord } from './plan-documents.ts';
import { sendProblem } from './problems.ts';

export function bulletinDocumentRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  for (const ending of ['pdf', 'docx'] as const) {
    app.get(`/api/bulletins/:bulletinId/bulletin.${ending}`, { schema: { hide: true } }, async (request, reply) => {
      const actor = await identify(request);
      if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
      const found = await answer(runtime, actor, readBulletin, request.params);
      if (!found.ok) return sendProblem(reply, found.refusals);
      void reply.header('cache-control', 'no-store');
      const name = feedbackText.fileName(found.value.number);
      if (ending === 'pdf') return sendPdf(reply, name, bulletinPdf(found.value));
      sendWord(reply, name, await bulletinWord(found.value));
      return reply;
    });
  }
}
