/** The office's own Word templates: uploaded, tried on an approved plan, downloaded. Keeping one is the deed `plan.keep-template`. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mayDo, notAllowed, type Actor } from '../core/actor.ts';
import { answer } from '../core/command.ts';
import { refuse, ok, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { cleanText } from '../directory/types/records.ts';
import { refusalsOfTemplate, storedTemplate } from '../plan/actions/template.ts';
import { planDeeds } from '../plan/deeds.ts';
import { NOTICE_TEMPLATE, noticeWord } from '../plan/documents/word.ts';
import { templateText } from '../web/kit/strings/plan-templates.zh.ts';
import type { Identify } from './api.ts';
import { uploadOf } from './files.ts';
import { readInternal, sendWord } from './plan-documents.ts';
import { sendProblem } from './problems.ts';

const HIDDEN = { schema: { hide: true } } as const;
const Wanted = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * `POST /api/plan-template-files` (multipart, field `file`) → `{ fileName, sha256 }` · `GET …/standard.docx`, `…/<sha256>.docx`
 * · `GET …/<sha256>/preview/<plan>.docx`: the notice of that plan in this template
 */
export function planTemplateRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.post('/api/plan-template-files', HIDDEN, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const stored = await store(runtime, actor, () => uploadOf(request));
    return stored.ok ? reply.send(stored.value) : sendProblem(reply, stored.refusals);
  });

  app.get('/api/plan-template-files/standard.docx', HIDDEN, async (request, reply) => {
    if ((await identify(request)) === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    sendWord(reply, templateText.standard, NOTICE_TEMPLATE);
    return reply;
  });

  app.get('/api/plan-template-files/:sha256/preview/:planId.docx', HIDDEN, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const found = await answer(runtime, actor, readInternal, request.params);
    if (!found.ok) return sendProblem(reply, found.refusals);
    const file = await fileOf(runtime, request.params);
    if (!file.ok) return sendProblem(reply, file.refusals);
    sendWord(reply, templateText.preview, await noticeWord(found.value.notice, file.value));
    return reply;
  });
}

/** A template that can be filled; its refusals otherwise. */
async function fileOf(runtime: Runtime, params: unknown): Promise<Result<Uint8Array>> {
  const wanted = Wanted.safeParse(params);
  if (!wanted.success) return refuse([{ code: 'upload-not-found' }]);
  const refusals = await refusalsOfTemplate(runtime, wanted.data.sha256);
  const bytes = await storedTemplate(runtime, wanted.data.sha256);
  return refusals.length > 0 || bytes === undefined ? refuse(refusals) : ok(bytes);
}

/** Keeps the file under its hash; no template is in use by that. */
async function store(
  runtime: Runtime,
  actor: Actor,
  receive: () => ReturnType<typeof uploadOf>,
): Promise<Result<{ readonly fileName: string; readonly sha256: string }>> {
  const rule = planDeeds['plan.keep-template'];
  if (!mayDo(actor.roles, rule)) return refuse([notAllowed(rule)]);
  const upload = await receive();
  if (upload === undefined || upload.bytes.length === 0) return refuse([{ code: 'file-empty' }]);
  return ok({ fileName: cleanText(upload.fileName).slice(-200), sha256: await runtime.files.put(upload.bytes) });
}
