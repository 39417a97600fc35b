/** The documents of a plan: its notice as PDF and Word for the desk and without names for the public, and its closing report. @module */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { answer, defineRead } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { keep } from '../core/kept.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { inspectionReads } from '../inspection/deeds.ts';
import { closingPdf } from '../inspection/documents/closing.ts';
import { readClosing } from '../inspection/reads/progress.ts';
import type { ClosingContent } from '../inspection/types/closing.ts';
import { planReads } from '../plan/deeds.ts';
import { noticePdf } from '../plan/documents/notice.ts';
import { noticeWord } from '../plan/documents/word.ts';
import { findPlan, listPublishedPlans } from '../plan/reads.ts';
import { readNotice } from '../plan/reads/notice.ts';
import { templateOf } from '../plan/reads/templates.ts';
import type { NoticeContent } from '../plan/types/notice.ts';
import { planNoticeText } from '../web/kit/strings/plan-notice.zh.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { askedBureau } from './portal/bureau.ts';
import { sendProblem } from './problems.ts';

const HIDDEN = { schema: { hide: true } } as const;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const readInternal = defineRead({
  path: '/api/plans/:planId/notice',
  kind: 'plan.read-notice',
  rule: planReads['plan.read-notice'],
  input: z.object({ planId: z.uuid() }),
  output: z.object({ notice: z.custom<NoticeContent>(), template: z.string().nullable() }),
  run: async (tx, { planId }) => {
    const plan = await findPlan(tx, planId);
    if (plan === undefined) return refuse([{ code: 'plan-not-found' }]);
    const notice = await readNotice(tx, plan, 'internal');
    if (notice === undefined) return refuse([{ code: 'notice-not-approved' }]);
    return ok({ notice, template: (await templateOf(tx, planId))?.sha256 ?? null });
  },
});

const readClosingReport = defineRead({
  path: '/api/plans/:planId/closing',
  kind: 'inspection.read-progress',
  rule: inspectionReads['inspection.read-progress'],
  input: z.object({ planId: z.uuid() }),
  output: z.object({ closing: z.custom<ClosingContent>() }),
  run: async (tx, { planId }) => {
    if ((await findPlan(tx, planId)) === undefined) return refuse([{ code: 'plan-not-found' }]);
    const closing = await readClosing(tx, planId);
    return closing === undefined ? refuse([{ code: 'closing-not-completed' }]) : ok({ closing });
  },
});

/**
 * `GET /api/plans/:planId/notice.pdf` and `.docx` (with names) from the approval on, for who may read plans;
 * `GET /plans/:planId/notice.pdf` (numbers instead of names) once the plan is public and its notice issued. The public address
 * also takes a year instead of an id: the plan in force then.
 */
export function planDocumentRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  internalNotice(app, runtime, identify, 'pdf', (reply, notice) => {
    void sendPdf(reply, nameOf(notice), noticePdf(notice));
  });
  internalNotice(app, runtime, identify, 'docx', async (reply, notice, template) => {
    const own = template === null ? undefined : await runtime.files.get(template);
    sendWord(reply, nameOf(notice), await noticeWord(notice, own));
  });
  closingReport(app, runtime, identify);
  publicNotice(app, runtime);
}

/** `GET /api/plans/:planId/closing.pdf` once the plan is completed. */
function closingReport(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  app.get('/api/plans/:planId/closing.pdf', HIDDEN, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const found = await answer(runtime, actor, readClosingReport, request.params);
    if (!found.ok) return sendProblem(reply, found.refusals);
    const { closing } = found.value;
    const name = planNoticeText.closingName(closing.plan.year);
    return sendPdf(reply.header('cache-control', 'no-store'), name, closingPdf(closing));
  });
}

function internalNotice(
  app: FastifyInstance,
  runtime: Runtime,
  identify: Identify,
  ending: 'pdf' | 'docx',
  send: (reply: FastifyReply, notice: NoticeContent, template: string | null) => void | Promise<void>,
): void {
  app.get(`/api/plans/:planId/notice.${ending}`, HIDDEN, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const found = await answer(runtime, actor, readInternal, request.params);
    if (!found.ok) return sendProblem(reply, found.refusals);
    await send(reply.header('cache-control', 'no-store'), found.value.notice, found.value.template);
    return reply;
  });
}

function publicNotice(app: FastifyInstance, runtime: Runtime): void {
  const kept = new Map<string, Uint8Array>();
  app.get<{ Params: { readonly planId: string } }>('/plans/:planId/notice.pdf', HIDDEN, async (request, reply) => {
    const bureauId = await askedBureau(runtime, request);
    const notice =
      bureauId === undefined
        ? undefined
        : await read(runtime, bureauId, (tx) => findPublicNotice(tx, request.params.planId));
    if (notice === undefined) return sendProblem(reply, [{ code: 'page-not-found' }]);
    const key = createHash('sha256').update(JSON.stringify(notice)).digest('hex');
    const pdf = kept.get(key) ?? noticePdf(notice);
    keep(kept, key, pdf);
    return sendPdf(reply.header('cache-control', 'public, max-age=60'), nameOf(notice), pdf);
  });
}

/** By id, or by year: then the version that holds. */
async function findPublicNotice(tx: ReadTx, wanted: string): Promise<NoticeContent | undefined> {
  const published = (await listPublishedPlans(tx)).find(
    ({ planId, year, state }) => planId === wanted || (String(year) === wanted && state !== 'superseded'),
  );
  const plan = published && (await findPlan(tx, published.planId));
  const notice = plan && (await readNotice(tx, plan, 'public'));
  return notice?.issue === null ? undefined : notice;
}

/** Sends a Word document to keep. */
export function sendWord(reply: FastifyReply, name: string, file: Uint8Array): void {
  void reply
    .type(DOCX)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}.docx`)
    .send(Buffer.from(file));
}

function nameOf({ plan, readership }: NoticeContent): string {
  return planNoticeText.fileName(plan.year, plan.version, readership === 'internal');
}
