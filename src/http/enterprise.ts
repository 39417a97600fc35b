/** 企业整改页 on the wire: an enterprise acts on its own order by the code it got with it (docs/adr/0041). @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { derivedId, newId } from '../core/ids.ts';
import { refuse, type Refusal, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { knowingAll, read } from '../core/transact.ts';
import { claimAcceptance, reportProgress, submitTreatmentPlan } from '../hazard/actions/treat.ts';
import { hazardsForEnterprise } from '../hazard/reads/view.ts';
import type { EnterpriseHazard } from '../hazard/types/views.ts';
import { reportItem, requestExtension } from '../rectification/actions/answer.ts';
import { stateWords } from '../rectification/actions/remind.ts';
import { keepPhoto } from '../rectification/actions/photo.ts';
import { findByTypedCode } from '../rectification/reads/access.ts';
import { readPhoto } from '../rectification/reads/photos.ts';
import { enterpriseName, viewForEnterprise } from '../rectification/reads/view.ts';
import { accessPath, enterpriseActor, readAccessCode } from '../rectification/rules/access.ts';
import type { EnterpriseOrder } from '../rectification/types/views.ts';
import {
  enterpriseOrderPage,
  ORDER_FORMS,
  orderCodePage,
  type OrderPage,
  type TypedForm,
} from '../web/portal/enterprise-order.ts';
import type { PortalFrame } from '../web/portal/layout.ts';
import { caseOfCode, enterpriseCaseRoutes, sendCase } from './enterprise-case.ts';
import { readOrderForm, type OrderForm } from './enterprise-form.ts';
import { sendEvidence } from './files.ts';
import { enterpriseRatingRoutes } from './enterprise-rating.ts';
import { sendFreshPage, takeForms } from './forms.ts';
import { askedBureau, type Asked } from './portal/bureau.ts';
import { frameOf } from './portal/frame.ts';
import { problemOf, statusOf } from './problems.ts';

/** Nobody types faster; whoever tries codes has 2^80 before him. */
const ATTEMPTS = { rateLimit: { max: 60, timeWindow: '1 minute' } };
const HIDDEN = { schema: { hide: true }, config: ATTEMPTS };

type Params = { readonly code: string; readonly photoId: string };
interface Opened {
  readonly frame: PortalFrame;
  readonly order: EnterpriseOrder;
  readonly hazards: readonly EnterpriseHazard[];
}

/** `GET|POST /e` · `GET /e/<code>` of an order or a case (`enterprise-case.ts`) · `POST /e/<code>/<form>` · `GET /e/<code>/photo/<id>` */
export function enterpriseRoutes(app: FastifyInstance, runtime: Runtime): void {
  void app.register(async (scope) => {
    takeForms(scope);
    enterpriseRatingRoutes(scope, runtime);

    scope.get('/e', HIDDEN, async (_request, reply) => sendCodePage(runtime, reply));

    scope.post<{ Body: Readonly<Record<string, string>> | undefined }>('/e', HIDDEN, async (request, reply) => {
      const typed = request.body?.['code'] ?? '';
      const code = readAccessCode(typed);
      const isKnown =
        code !== undefined &&
        ((await found(runtime, request, code)) !== undefined ||
          (await caseOfCode(runtime, request, code)) !== undefined);
      if (!isKnown) return sendCodePage(runtime, reply.code(404), typed);
      return reply.redirect(accessPath(code), 303);
    });

    scope.get<{ Params: Params; Querystring: { readonly done?: string } }>(
      '/e/:code',
      HIDDEN,
      async (request, reply) => {
        const { code } = request.params;
        const opened = await open(runtime, request, code);
        if (opened === undefined) return sendCaseOr404(runtime, reply, code, request.query.done);
        const done = z.enum(ORDER_FORMS).safeParse(request.query.done);
        return sendOrder(reply, opened, { code, ...(done.success ? { done: done.data } : {}) });
      },
    );

    scope.get<{ Params: Params }>('/e/:code/photo/:photoId', HIDDEN, async (request, reply) => {
      const { code, photoId } = request.params;
      const order = z.uuid().safeParse(photoId).success ? await found(runtime, request, code) : undefined;
      const photo =
        order && (await read(runtime, order.bureauId, (tx) => readPhoto(tx, runtime, order.orderId, photoId)));
      if (photo === undefined) return reply.callNotFound();
      return sendEvidence(reply, { ...photo, name: photoId, isOriginal: false });
    });

    enterpriseCaseRoutes(scope, runtime, HIDDEN, (reply, code) => sendCodePage(runtime, reply.code(404), code));
    for (const form of ORDER_FORMS)
      scope.post<{ Params: Params }>(`/e/:code/${form}`, HIDDEN, (request, reply) =>
        take(runtime, request, reply, form),
      );
  });
}

/** Does what the form says; refused, the page comes back with every reason and everything that was typed. */
async function take(
  runtime: Runtime,
  request: FastifyRequest<{ Params: Params }>,
  reply: FastifyReply,
  form: TypedForm['form'],
): Promise<FastifyReply> {
  const { code } = request.params;
  const order = await found(runtime, request, code);
  if (order === undefined) return sendCodePage(runtime, reply.code(404), code);
  const sent = await readOrderForm(request);
  const result = sent.ok ? await act(runtime, order, form, sent.value) : sent;
  if (result.ok) return reply.redirect(`${accessPath(code)}?done=${form}`, 303);
  const values = sent.ok ? sent.value.values : {};
  const opened = await open(runtime, request, code);
  // A code that has just opened its order cannot be another's the next moment.
  if (opened === undefined) throw new Error(`the code of order ${order.orderId} no longer opens it`);
  reply.code(statusOf(result.refusals));
  return sendOrder(reply, opened, {
    code,
    typed: { form, findingId: values['findingId'] ?? '', values, refusals: problemOf(result.refusals).refusals },
  });
}

async function act(
  runtime: Runtime,
  { bureauId, orderId }: { readonly bureauId: number; readonly orderId: string },
  form: TypedForm['form'],
  { values, photos, command }: OrderForm,
): Promise<Result<unknown>> {
  const actor = enterpriseActor(bureauId, orderId);
  const one = { orderId, findingId: values['findingId'] ?? '' };
  if (form === 'extension') {
    const { until = '', reason = '', interim = '' } = values;
    return execute(runtime, actor, requestExtension, command, { ...one, request: { until, reason, interim } });
  }
  if (form === 'words') return execute(runtime, actor, stateWords, command, { orderId, text: values['text'] ?? '' });
  if (form === 'hazard-plan' || form === 'hazard-progress' || form === 'hazard-claim')
    return actOnHazard(runtime, actor, form, { values, photos, command });
  const refusals: Refusal[] = [];
  for (const { moment, ...upload } of photos) {
    const kept = await keepPhoto(runtime, actor, derivedId(command, moment), { ...one, moment, ...upload });
    if (!kept.ok) refusals.push(...kept.refusals);
  }
  // A photo that was not taken is no reason to lose the words, and none to report without it.
  if (refusals.length > 0) return refuse(refusals);
  return execute(runtime, actor, reportItem, command, { ...one, report: { text: values['text'] ?? '' } });
}

/** 治理方案、每周进度、申请验收 of the enterprise's own hazard; whether it is its own the deed asks. */
async function actOnHazard(
  runtime: Runtime,
  actor: Actor,
  form: 'hazard-plan' | 'hazard-progress' | 'hazard-claim',
  { values, command }: OrderForm,
): Promise<Result<unknown>> {
  const one = { hazardId: values['hazardId'] ?? '' };
  if (form === 'hazard-claim') return execute(runtime, actor, claimAcceptance, command, one);
  if (form === 'hazard-progress') {
    const { percent = '', text = '' } = values;
    return execute(runtime, actor, reportProgress, command, { ...one, progress: { percent, text } });
  }
  const { goal = '', responsible = '', measures = '', funds = '', until = '', emergency = '' } = values;
  const plan = { goal, responsible, measures, funds, until, emergency };
  return execute(runtime, actor, submitTreatmentPlan, command, { ...one, plan });
}

/** The order that a code opens, without its page. */
async function found(
  runtime: Runtime,
  request: Asked,
  code: string,
): Promise<{ bureauId: number; orderId: string } | undefined> {
  const bureauId = await askedBureau(runtime, request);
  if (bureauId === undefined) return undefined;
  const order = await read(runtime, bureauId, (tx) => findByTypedCode(tx, runtime.fieldCipher, code));
  return order && { bureauId, orderId: order.orderId };
}

async function open(runtime: Runtime, request: FastifyRequest, code: string): Promise<Opened | undefined> {
  const bureauId = await askedBureau(runtime, request);
  if (bureauId === undefined) return undefined;
  return read(runtime, bureauId, async (tx) => {
    const order = await findByTypedCode(tx, runtime.fieldCipher, code);
    if (order === undefined) return undefined;
    const frame = await frameOf(tx, request);
    // It was there, whether or not its draw is sealed still.
    const enterprise = await knowingAll(tx, () => enterpriseName(tx, order.inspectionId));
    return {
      frame,
      order: await viewForEnterprise(tx, order, { bureau: frame.bureau.name, enterprise }),
      hazards: await hazardsForEnterprise(tx, order.inspectionId),
    };
  });
}

/** A code that opens no order may open a case. */
async function sendCaseOr404(
  runtime: Runtime,
  reply: FastifyReply,
  code: string,
  said: string | undefined,
): Promise<FastifyReply> {
  const found = await caseOfCode(runtime, reply.request, code);
  if (found === undefined) return sendCodePage(runtime, reply.code(404), code);
  return sendCase(runtime, reply, found, { code, ...(said === undefined ? {} : { said }) });
}

async function sendCodePage(runtime: Runtime, reply: FastifyReply, wrong?: string): Promise<FastifyReply> {
  const bureauId = await askedBureau(runtime, reply.request);
  if (bureauId === undefined) return reply.redirect('/setup', 303);
  return sendFreshPage(reply, orderCodePage(await read(runtime, bureauId, (tx) => frameOf(tx, reply.request)), wrong));
}

function sendOrder(
  reply: FastifyReply,
  { frame, order, hazards }: Opened,
  page: Omit<OrderPage, 'order' | 'hazards' | 'newCommand'>,
): Promise<FastifyReply> {
  return sendFreshPage(reply, enterpriseOrderPage(frame, { ...page, order, hazards, newCommand: newId }));
}
