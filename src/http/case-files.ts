/** Files of a case on the wire: sent before an act names them, shown without traces, handed out as they came. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok, refuse } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { copyWithoutTraces } from '../core/uploads/copy.ts';
import { openUpload } from '../core/uploads/receive.ts';
import { penaltyDeeds, penaltyReads } from '../penalty/deeds.ts';
import { findCase } from '../penalty/reads/cases.ts';
import { filesOf } from '../penalty/rules/evidence.ts';
import { CaseId, DocumentHash } from '../penalty/types/case.ts';
import { admit, sendRead } from './admit.ts';
import type { Identify } from './api.ts';
import { keepUpload, sendEvidence } from './files.ts';
import { sendProblem } from './problems.ts';

const HIDDEN = { schema: { hide: true } } as const;
const OneFile = z.object({ caseId: CaseId, sha256: DocumentHash });

/**
 * `POST /api/penalties/:caseId/files` a file to attach (multipart), by a handler of the case ·
 * `GET …/files/:sha256` without traces, `?original` as it came
 */
export function caseFileRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.post<{ Params: { readonly caseId: string } }>('/api/penalties/:caseId/files', HIDDEN, async (request, reply) => {
    const actor = await admit(identify, request, reply, penaltyDeeds['penalty.add-evidence']);
    if (actor === undefined) return reply;
    const caseId = CaseId.safeParse(request.params.caseId);
    const file = caseId.success
      ? await read(runtime, actor.bureauId, (tx) => findCase(tx, caseId.data), actor)
      : undefined;
    if (file?.handlers.some(({ staffId }) => staffId === actor.staffId) !== true)
      return sendProblem(reply, [{ code: 'case-not-found' }]);
    return keepUpload(runtime, actor, request, reply);
  });

  app.get('/api/penalties/:caseId/files/:sha256', HIDDEN, async (request, reply) => {
    const actor = await admit(identify, request, reply, penaltyReads['penalty.read']);
    if (actor === undefined) return reply;
    const wanted = OneFile.safeParse(request.params);
    if (!wanted.success) return sendProblem(reply, [{ code: 'evidence-not-found' }]);
    const { caseId, sha256 } = wanted.data;
    return sendRead(runtime, actor, reply, async (tx) => {
      const file = await findCase(tx, caseId);
      const kept = file && filesOf(file).find((each) => each.sha256 === sha256);
      if (kept === undefined) return refuse([{ code: 'evidence-not-found' }]);
      const original = await openUpload(tx, runtime, sha256);
      const isOriginal = 'original' in (request.query as object);
      const { format, name } = kept;
      const bytes = isOriginal ? original : copyWithoutTraces(format, original);
      return ok((answer) => sendEvidence(answer, { format, name, bytes, isOriginal }));
    });
  });
}
