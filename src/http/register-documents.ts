/** Documents of the register on the desk, the PDF as it was issued: of cases, major hazards and the list of serious dishonesty. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DeedRule } from '../core/actor.ts';
import { findDocument } from '../core/register/reads.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { creditReads } from '../credit/deeds.ts';
import { findEntry } from '../credit/reads/entries.ts';
import { hazardReads } from '../hazard/deeds.ts';
import { findHazard } from '../hazard/reads/hazards.ts';
import { findVisit } from '../inspection/reads/visits.ts';
import { penaltyReads } from '../penalty/deeds.ts';
import { findCase } from '../penalty/reads/cases.ts';
import { admit } from './admit.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { sendProblem } from './problems.ts';

interface Files {
  /** Of the files, e.g. `/api/hazards`. */
  readonly path: string;
  readonly rule: DeedRule;
  /** Whether this is one of these files, of which the reader may know: an id alone could be a visit's. */
  readonly isSeen: (tx: ReadTx, fileId: string) => Promise<boolean>;
}

const FILES: readonly Files[] = [
  {
    path: '/api/hazards',
    rule: hazardReads['hazard.read'],
    // A sealed visit hides what was found there.
    isSeen: async (tx, hazardId) => {
      const hazard = await findHazard(tx, hazardId);
      return hazard !== undefined && (await findVisit(tx, hazard.inspectionId)) !== undefined;
    },
  },
  {
    path: '/api/penalties',
    rule: penaltyReads['penalty.read'],
    isSeen: async (tx, caseId) => (await findCase(tx, caseId)) !== undefined,
  },
  {
    path: '/api/credit-entries',
    rule: creditReads['credit.read'],
    isSeen: async (tx, entryId) => (await findEntry(tx, entryId)) !== undefined,
  },
];
const OneDocument = z.object({ fileId: z.uuid(), documentId: z.uuid() });

/** `GET <path>/<file>/documents/<document>.pdf` */
export function registerDocumentRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  for (const { path, rule, isSeen } of FILES)
    app.get(`${path}/:fileId/documents/:documentId.pdf`, { schema: { hide: true } }, async (request, reply) => {
      const actor = await admit(identify, request, reply, rule);
      if (actor === undefined) return reply;
      const wanted = OneDocument.safeParse(request.params);
      if (!wanted.success) return sendProblem(reply, [{ code: 'document-not-found' }]);
      const { fileId, documentId } = wanted.data;
      const document = await read(
        runtime,
        actor.bureauId,
        async (tx) => {
          if (!(await isSeen(tx, fileId))) return undefined;
          const found = await findDocument(tx, documentId);
          return found?.fileId === fileId ? found : undefined;
        },
        actor,
      );
      if (document === undefined) return sendProblem(reply, [{ code: 'document-not-found' }]);
      const pdf = await runtime.files.get(document.sha256);
      return sendPdf(reply.header('cache-control', 'no-store'), document.number, pdf);
    });
}
