/** Documents and evidence of a visit on the wire: previews, what was issued, Word files, slips, uploads. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { defaultWordTemplate } from '../core/documents/form-word.ts';
import { findDocument } from '../core/register/reads.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { copyWithoutTraces } from '../core/uploads/copy.ts';
import { UPLOAD_KINDS } from '../core/uploads/kinds.ts';
import { openUpload } from '../core/uploads/receive.ts';
import { composedPdf, composedWord, composeDocument, formFactsOf } from '../inspection/actions/compose.ts';
import { inspectionDeeds, inspectionReads } from '../inspection/deeds.ts';
import { formTemplate } from '../inspection/documents/forms.ts';
import { slipPdf } from '../inspection/documents/slip.ts';
import { readVisitFile } from '../inspection/reads/documents.ts';
import { listEvidence } from '../inspection/reads/evidence.ts';
import { listTemplates } from '../inspection/reads/papers.ts';
import { listFieldPhotos, photoCopy } from '../inspection/reads/photos.ts';
import { readSettings } from '../inspection/reads/settings.ts';
import { findSeenVisit, findVisit, seatOf, type Visit } from '../inspection/reads/visits.ts';
import { previewRefusals } from '../inspection/rules/documents.ts';
import { FORM_NAMES } from '../inspection/types/documents.ts';
import { admit } from './admit.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { keepUpload, sendEvidence } from './files.ts';
import { sendProblem } from './problems.ts';

const HIDDEN = { schema: { hide: true } } as const;
const DOCX = UPLOAD_KINDS.docx.mediaType;
const OneForm = z.object({ inspectionId: z.uuid(), form: z.enum(FORM_NAMES), paperId: z.uuid().optional() });
const OneDocument = z.object({ inspectionId: z.uuid(), documentId: z.uuid() });
const OneEvidence = z.object({ inspectionId: z.uuid(), evidenceId: z.uuid() });
const OnePhoto = z.object({ inspectionId: z.uuid(), photoId: z.uuid() });
const OneSlip = z.object({ inspectionId: z.uuid(), width: z.enum(['58', '80']).default('80') });
const Template = z.object({ form: z.enum(FORM_NAMES) });

/**
 * `GET /api/inspections/:inspectionId/forms/:form.pdf|docx?paperId=` the document as it would be issued now ·
 * `GET …/documents/:documentId.pdf` as it was issued · `GET …/slip.pdf?width=58` for a pocket printer ·
 * `POST …/files` a file to attach (multipart) · `GET …/evidence/:evidenceId` and `…/photos/:photoId` without traces, `?original` as it came ·
 * `GET /api/inspection-templates/:form.docx` the Word template in force · `POST /api/inspection-templates/files`
 */
export function visitDocumentRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  const seen = seeing(runtime, identify);
  previews(app, runtime, seen);
  app.get('/api/inspections/:inspectionId/documents/:documentId.pdf', HIDDEN, (request, reply) =>
    seen(request, reply, OneDocument, async (tx, visit, { documentId }) => {
      const document = await findDocument(tx, documentId);
      if (document === undefined || document.fileId !== visit.inspectionId)
        return refuse([{ code: 'document-not-found' }]);
      const file = await runtime.files.get(document.sha256);
      return ok((answer) => sendPdf(answer, document.number, file));
    }),
  );
  app.get('/api/inspections/:inspectionId/slip.pdf', HIDDEN, (request, reply) =>
    seen(request, reply, OneSlip, async (tx, visit, { width }) => {
      if (visit.recordHash === null) return refuse([{ code: 'document-no-record' }]);
      const file = await readVisitFile(tx, visit, { asSigned: true });
      const slip = slipPdf(file, Number(width), tx.today);
      return ok((answer) => sendPdf(answer, visit.row.enterprise_name, slip));
    }),
  );
  evidenceRoutes(app, runtime, identify, seen);
  photoRoutes(app, runtime, seen);
  templateRoutes(app, runtime, identify);
}

/** Sent after the snapshot is closed: a slow line holds no transaction. */
type Send = (reply: FastifyReply) => FastifyReply;

type Seen = <T extends z.ZodType>(
  request: FastifyRequest,
  reply: FastifyReply,
  shape: T,
  answer: (tx: ReadTx, visit: Visit, input: z.output<T>) => Promise<Result<Send>>,
) => Promise<FastifyReply>;

/** A drawn target is nobody's business but its team's and its superiors'. */
function seeing(runtime: Runtime, identify: Identify): Seen {
  return async (request, reply, shape, answer) => {
    const actor = await admit(identify, request, reply, inspectionReads['inspection.read']);
    if (actor === undefined) return reply;
    const { params, query } = request as { params: object; query: object };
    const input = shape.safeParse({ ...query, ...params });
    if (!input.success) return sendProblem(reply, [{ code: 'inspection-not-found' }]);
    const answered = await read(
      runtime,
      actor.bureauId,
      async (tx) => {
        const { inspectionId } = input.data as { inspectionId: string };
        const visit = await findSeenVisit(tx, inspectionId, actor);
        return visit === undefined ? refuse([{ code: 'inspection-not-found' }]) : answer(tx, visit, input.data);
      },
      actor,
    );
    return answered.ok ? answered.value(noStore(reply)) : sendProblem(reply, answered.refusals);
  };
}

function previews(app: FastifyInstance, runtime: Runtime, seen: Seen): void {
  for (const ending of ['pdf', 'docx'] as const)
    app.get(`/api/inspections/:inspectionId/forms/:form.${ending}`, HIDDEN, (request, reply) =>
      seen(request, reply, OneForm, async (tx, visit, { form, paperId }) => {
        const facts = await formFactsOf(tx, visit, paperId);
        const refusals = previewRefusals(form, facts);
        if (refusals.length > 0) return refuse(refusals);
        const composed = await composeDocument(tx, runtime, visit, form, paperId, facts.findings);
        if (!composed.ok) return composed;
        const name = `${composed.value.name.number} ${composed.value.template.title}`;
        if (ending === 'docx') {
          const word = await composedWord(tx, runtime, form, composed.value);
          return ok((answer) => sendWord(answer, name, word));
        }
        const { pdf, sha256 } = composedPdf(composed.value, tx.today);
        // What is issued next must have this hash.
        return ok((answer) => sendPdf(answer.header('x-document-sha256', sha256), name, pdf));
      }),
    );
}

function evidenceRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify, seen: Seen): void {
  app.post<{ Params: { readonly inspectionId: string } }>(
    '/api/inspections/:inspectionId/files',
    HIDDEN,
    async (request, reply) => {
      const actor = await admit(identify, request, reply, inspectionDeeds['inspection.attach-evidence']);
      if (actor === undefined) return reply;
      const isMine = await read(
        runtime,
        actor.bureauId,
        async (tx) => {
          const visit = z.uuid().safeParse(request.params.inspectionId).success
            ? await findVisit(tx, request.params.inspectionId)
            : undefined;
          return visit !== undefined && seatOf(visit, actor.staffId) !== undefined;
        },
        actor,
      );
      if (!isMine) return sendProblem(reply, [{ code: 'inspection-not-found' }]);
      return keepUpload(runtime, actor, request, reply);
    },
  );
  app.get('/api/inspections/:inspectionId/evidence/:evidenceId', HIDDEN, (request, reply) =>
    seen(request, reply, OneEvidence, async (tx, visit, { evidenceId }) => {
      const piece = (await listEvidence(tx, visit.inspectionId)).find((each) => each.evidenceId === evidenceId);
      if (piece === undefined) return refuse([{ code: 'evidence-not-found' }]);
      const original = await openUpload(tx, runtime, piece.sha256);
      const isOriginal = 'original' in (request.query as object);
      const shown = isOriginal ? original : copyWithoutTraces(piece.format, original);
      return ok((answer) => sendEvidence(answer, { format: piece.format, name: piece.name, bytes: shown, isOriginal }));
    }),
  );
}

/** A photo from a phone: the copy for screens, or with `?original` as it came. */
function photoRoutes(app: FastifyInstance, runtime: Runtime, seen: Seen): void {
  app.get('/api/inspections/:inspectionId/photos/:photoId', HIDDEN, (request, reply) =>
    seen(request, reply, OnePhoto, async (tx, visit, { photoId }) => {
      const photo = (await listFieldPhotos(tx, visit)).find((each) => each.photoId === photoId);
      if (photo === undefined) return refuse([{ code: 'evidence-not-found' }]);
      const isOriginal = 'original' in (request.query as object);
      const bytes = isOriginal ? await openUpload(tx, runtime, photo.sha256) : await photoCopy(tx, runtime, photo);
      return ok((answer) =>
        sendEvidence(answer, { format: photo.format, name: photo.sha256.slice(0, 16), bytes, isOriginal }),
      );
    }),
  );
}

function templateRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  const rule = inspectionDeeds['inspection.set-template'];
  app.get('/api/inspection-templates/:form.docx', HIDDEN, async (request, reply) => {
    const actor = await admit(identify, request, reply, rule);
    if (actor === undefined) return reply;
    const wanted = Template.safeParse(request.params);
    if (!wanted.success) return sendProblem(reply, [{ code: 'page-not-found' }]);
    const { form } = wanted.data;
    const { title, file } = await read(runtime, actor.bureauId, async (tx) => {
      const own = (await listTemplates(tx)).find((each) => each.form === form)?.sha256;
      const template = formTemplate((await readSettings(tx)).settings.formSet, form);
      const isOwn = own !== undefined && own !== null;
      return {
        title: template.title,
        file: isOwn ? await openUpload(tx, runtime, own) : defaultWordTemplate(template),
      };
    });
    return sendWord(noStore(reply), title, file);
  });
  app.post('/api/inspection-templates/files', HIDDEN, async (request, reply) => {
    const actor = await admit(identify, request, reply, rule);
    if (actor === undefined) return reply;
    return keepUpload(runtime, actor, request, reply);
  });
}

function sendWord(reply: FastifyReply, name: string, file: Uint8Array): FastifyReply {
  return reply
    .type(DOCX)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}.docx`)
    .send(Buffer.from(file));
}

function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
