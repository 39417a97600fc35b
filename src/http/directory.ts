/** The directories' files: uploads to check, templates, exports, faulty rows. Everything else of theirs is in `modules.ts`. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inputRefusals } from '../core/command.ts';
import type { Runtime } from '../core/runtime.ts';
import { checkImport } from '../directory/actions/import.ts';
import { codesOf, DIRECTORY_KINDS } from '../directory/types/vocabulary.ts';
import { directoryDeeds, directoryReads } from '../directory/deeds.ts';
import { exportedFile } from '../directory/exported-file.ts';
import { listRunningChecks } from '../directory/running-checks.ts';
import { directoryTemplate, importErrors } from '../directory/workbooks.ts';
import { refusalMessage } from '../web/kit/strings/refusals.ts';
import { admit } from './admit.ts';
import type { Identify } from './api.ts';
import { fileHeaders, sendWorkbook, uploadOf } from './files.ts';
import { sendProblem } from './problems.ts';

const OfKind = z.object({ kind: z.enum(codesOf(DIRECTORY_KINDS)) });
const OfBatch = z.object({ batchId: z.uuid() });
const OfExport = z.object({ exportId: z.uuid() });
const CommandId = z.uuid();

/**
 * `POST /api/directory.check-import?kind=` (multipart, field `file`, header Idempotency-Key) ·
 * `GET /api/directory/checks` · `GET /api/directory/exports/:exportId/file` · `GET /api/directory/template/:kind` · `GET /api/directory/imports/:batchId/errors`
 */
export function directoryRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  const hide = { schema: { hide: true } };

  app.post('/api/directory.check-import', hide, async (request, reply) => {
    const actor = await admit(identify, request, reply, directoryDeeds['directory.check-import']);
    if (actor === undefined) return reply;
    const commandId = CommandId.safeParse(request.headers['idempotency-key']);
    if (!commandId.success) return sendProblem(reply, [{ code: 'command-id-missing' }]);
    const wanted = OfKind.safeParse(request.query);
    if (!wanted.success) return sendProblem(reply, inputRefusals(wanted.error));
    const upload = await uploadOf(request);
    if (upload === undefined) return sendProblem(reply, [{ code: 'file-empty' }]);
    const checked = await checkImport(runtime, actor, commandId.data, { kind: wanted.data.kind, ...upload });
    return checked.ok ? reply.send(checked.value) : sendProblem(reply, checked.refusals);
  });

  app.get('/api/directory/checks', hide, async (request, reply) => {
    const actor = await admit(identify, request, reply, directoryReads['directory.read-import']);
    if (actor === undefined) return reply;
    return reply.header('cache-control', 'no-store').send({ rows: listRunningChecks(runtime, actor.bureauId) });
  });

  app.get('/api/directory/template/:kind', hide, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const wanted = OfKind.safeParse(request.params);
    if (!wanted.success) return sendProblem(reply, inputRefusals(wanted.error));
    return sendWorkbook(reply, await directoryTemplate(runtime, actor, wanted.data.kind));
  });

  app.get('/api/directory/exports/:exportId/file', hide, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const wanted = OfExport.safeParse(request.params);
    if (!wanted.success) return sendProblem(reply, [{ code: 'export-not-found' }]);
    const file = await exportedFile(runtime, actor, wanted.data.exportId);
    if (!file.ok) return sendProblem(reply, file.refusals);
    return fileHeaders(reply, file.value.fileName).send(file.value.stream);
  });

  app.get('/api/directory/imports/:batchId/errors', hide, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const wanted = OfBatch.safeParse(request.params);
    if (!wanted.success) return sendProblem(reply, [{ code: 'import-not-found' }]);
    const describe = ({
      code,
      facts,
    }: {
      readonly code: string;
      readonly facts: Parameters<typeof refusalMessage>[1];
    }): string => {
      const { reason, remedy } = refusalMessage(code, facts);
      return remedy === undefined ? reason : `${reason}；${remedy}`;
    };
    return sendWorkbook(reply, await importErrors(runtime, actor, wanted.data.batchId, describe));
  });
}
