/**
 * 异议 on the wire: anybody reports an error at an entry's page, an enterprise objects on its own, and a receipt tells how
 * it stands (docs/adr/0064). No account, no script. @module
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readCalendar } from '../calendar/reads.ts';
import { publicActor, type Actor } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { submitObjection } from '../disclosure/actions/objection.ts';
import {
  findByReceipt,
  findObjection,
  findObjectionTerm,
  listObjectionFiles,
  listObjectionsOfOrder,
  readObjectionFile,
  receiptCode,
  type ObjectionRecord,
} from '../disclosure/reads/objections.ts';
import { findEntry } from '../disclosure/reads/entries.ts';
import { findInPublic, listInPublic, type InPublic } from '../disclosure/reads/public-objections.ts';
import { answerBy, objectionTerm } from '../disclosure/rules/objection.ts';
import { publicHref } from '../disclosure/types/public-visit.ts';
import type { Source } from '../disclosure/types.ts';
import { findVisit } from '../inspection/reads/visits.ts';
import { findByTypedCode } from '../rectification/reads/access.ts';
import { enterpriseActor, printAccessCode, readAccessCode } from '../rectification/rules/access.ts';
import {
  ownObjectionsPage,
  receiptCodePage,
  receiptPage,
  reportPage,
  type ObjectionEntry,
  type Receipt,
} from '../web/portal/objection.ts';
import type { TypedValues } from '../web/portal/form-parts.ts';
import type { Html } from '../web/portal/layout.ts';
import { entrySentence } from '../web/portal/words.ts';
import { sendEvidence } from './files.ts';
import { readFileForm, sendFreshPage, takeForms, type FileForm } from './forms.ts';
import { askedBureau, type Asked } from './portal/bureau.ts';
import { frameOf } from './portal/frame.ts';
import { problemOf, statusOf } from './problems.ts';

const READING = { schema: { hide: true }, config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };
/** Nobody writes faster; the entry itself takes twenty reports of the public at a time. */
const SENDING = { schema: { hide: true }, config: { rateLimit: { max: 10, timeWindow: '1 minute' } } };
/** One more than are taken, and some: too many is said in the page, not by a torn line. */
const MOST_READ = 6;
const FORMS = { results: 'visit', penalties: 'penalty' } as const satisfies Readonly<Record<string, Source>>;

type Entry = { Params: { readonly entryId: string } };
type Code = { Params: { readonly code: string; readonly fileId: string }; Querystring: { readonly done?: string } };

/** `GET|POST /{results,penalties}/<id>/objection` · `GET|POST /objections` · `GET /objections/<code>` · `GET /objections/<code>/file/<id>` · `GET|POST /e/<code>/objections` */
export function objectionRoutes(app: FastifyInstance, runtime: Runtime): void {
  void app.register((scope, _options, ready) => {
    takeForms(scope);
    for (const [path, source] of Object.entries(FORMS)) {
      scope.get<Entry>(`/${path}/:entryId/objection`, READING, (request, reply) =>
        sendReport(runtime, reply, source, request.params.entryId),
      );
      scope.post<Entry>(`/${path}/:entryId/objection`, SENDING, (request, reply) =>
        takeReport(runtime, request, reply, source),
      );
    }
    scope.get('/objections', READING, (_request, reply) => sendCodePage(runtime, reply));
    scope.post<{ Body: Readonly<Record<string, string>> | undefined }>('/objections', READING, (request, reply) => {
      const typed = request.body?.['code'] ?? '';
      const code = readAccessCode(typed);
      return code === undefined
        ? sendCodePage(runtime, reply.code(404), typed)
        : reply.redirect(`/objections/${code}`, 303);
    });
    scope.get<Code>('/objections/:code', READING, (request, reply) =>
      sendReceipt(runtime, reply, request.params.code, request.query.done !== undefined),
    );
    scope.get<Code>('/objections/:code/file/:fileId', READING, (request, reply) =>
      sendOwnFile(runtime, reply, request.params),
    );
    scope.get<Code>('/e/:code/objections', READING, (request, reply) =>
      sendOwn(runtime, reply, request.params.code, { isDone: request.query.done !== undefined }),
    );
    scope.post<Code>('/e/:code/objections', SENDING, (request, reply) => takeOwn(runtime, request, reply));
    ready();
  });
}

async function sendReport(
  runtime: Runtime,
  reply: FastifyReply,
  source: Source,
  entryId: string,
  typed?: TypedValues,
): Promise<FastifyReply> {
  const page = await readPage(runtime, reply.request, async (tx) => {
    const found = z.uuid().safeParse(entryId).success ? await findInPublic(tx, source, entryId) : undefined;
    if (found === undefined) return undefined;
    const { workdays } = objectionTerm(await findObjectionTerm(tx), tx.today);
    return reportPage(await frameOf(tx, reply.request), {
      entry: entryLine(found),
      dueOn: answerBy(tx.today, workdays, await readCalendar(tx)),
      command: newId(),
      ...(typed === undefined ? {} : { typed }),
    });
  });
  // What is no longer there says so at its own address.
  return page === undefined ? reply.redirect(publicHref(source, entryId), 303) : sendFreshPage(reply, page);
}

async function takeReport(
  runtime: Runtime,
  request: FastifyRequest<Entry>,
  reply: FastifyReply,
  source: Source,
): Promise<FastifyReply> {
  const { entryId } = request.params;
  const bureauId = await askedBureau(runtime, request);
  if (bureauId === undefined) return reply.redirect('/setup', 303);
  const form = await readFileForm(request, MOST_READ);
  const sent = form.ok ? await send(runtime, publicActor(bureauId), form.value, { entryId, orderId: null }) : form;
  if (!sent.ok) return sendReport(runtime, reply.code(statusOf(sent.refusals)), source, entryId, typedOf(form, sent));
  const code = await read(runtime, bureauId, async (tx) => {
    const record = await findObjection(tx, sent.value.objectionId);
    return record && receiptCode(runtime.fieldCipher, record);
  });
  if (code === undefined) throw new Error(`objection ${sent.value.objectionId} was taken and is not there`);
  return reply.redirect(`/objections/${code}?done=1`, 303);
}

function send(
  runtime: Runtime,
  actor: Actor,
  { command, values, files }: FileForm,
  of: { readonly entryId: string; readonly orderId: string | null },
): Promise<Result<{ objectionId: string }>> {
  const { ground = '', words = '', contact = '' } = values;
  return submitObjection(runtime, actor, command, { ...of, ground, words, contact, files });
}

function typedOf(form: Result<FileForm>, { refusals }: Extract<Result<unknown>, { ok: false }>): TypedValues {
  return { values: form.ok ? form.value.values : {}, refusals: problemOf(refusals).refusals };
}

async function sendReceipt(
  runtime: Runtime,
  reply: FastifyReply,
  typed: string,
  isNew: boolean,
): Promise<FastifyReply> {
  const page = await readPage(runtime, reply.request, async (tx) => {
    const record = await findByReceipt(tx, runtime.fieldCipher, typed);
    return record && receiptPage(await frameOf(tx, reply.request), await receiptOf(tx, runtime, record), isNew);
  });
  return page === undefined ? sendCodePage(runtime, reply.code(404), typed) : sendFreshPage(reply, page);
}

/** A file that came with the objection, for whoever has its receipt. */
async function sendOwnFile(
  runtime: Runtime,
  reply: FastifyReply,
  { code, fileId }: Code['Params'],
): Promise<FastifyReply> {
  const bureauId = await askedBureau(runtime, reply.request);
  const file =
    bureauId === undefined || !z.uuid().safeParse(fileId).success
      ? undefined
      : await read(runtime, bureauId, async (tx) => {
          const record = await findByReceipt(tx, runtime.fieldCipher, code);
          return record && readObjectionFile(tx, runtime, record.objection_id, fileId);
        });
  if (file !== undefined) return sendEvidence(reply, { ...file, name: fileId, isOriginal: false });
  reply.callNotFound();
  return reply;
}

async function receiptOf(tx: ReadTx, { fieldCipher }: Runtime, record: ObjectionRecord): Promise<Receipt> {
  const entry = await findEntry(tx, record.entry_id);
  const code = receiptCode(fieldCipher, record);
  const files = await listObjectionFiles(tx, record.objection_id);
  return {
    code: printAccessCode(code),
    href: publicHref(entry?.source ?? 'visit', record.entry_id),
    ground: record.ground,
    words: record.words,
    state: record.state,
    receivedOn: record.received_on,
    dueOn: record.due_on,
    isLate: record.state === 'open' && record.due_on < tx.today,
    decidedOn: record.decided_on,
    reason: record.reason,
    files: files.map(({ fileId, format }) => ({ href: `/objections/${code}/file/${fileId}`, format })),
  };
}

async function sendCodePage(runtime: Runtime, reply: FastifyReply, wrong?: string): Promise<FastifyReply> {
  const page = await readPage(runtime, reply.request, async (tx) =>
    receiptCodePage(await frameOf(tx, reply.request), wrong),
  );
  return page === undefined ? reply.redirect('/setup', 303) : sendFreshPage(reply, page);
}

async function sendOwn(
  runtime: Runtime,
  reply: FastifyReply,
  code: string,
  { isDone, typed }: { readonly isDone: boolean; readonly typed?: TypedValues },
): Promise<FastifyReply> {
  const page = await readPage(runtime, reply.request, async (tx) => {
    const order = await findByTypedCode(tx, runtime.fieldCipher, code);
    if (order === undefined) return undefined;
    // While its draw is sealed nothing of its visit is published, and nothing tells whose the order is.
    const visit = await findVisit(tx, order.inspectionId);
    const entries = visit === undefined ? [] : await listInPublic(tx, visit.row.credit_code);
    const objections = await listObjectionsOfOrder(tx, order.orderId);
    const waiting = new Set(objections.filter(({ state }) => state === 'open').map((each) => each.entry_id));
    const receipts: Receipt[] = [];
    for (const record of objections) receipts.push(await receiptOf(tx, runtime, record));
    return ownObjectionsPage(await frameOf(tx, reply.request), {
      code,
      entries: entries.map((each) => ({ ...entryLine(each), isWaiting: waiting.has(each.entryId) })),
      objections: receipts,
      command: newId(),
      isDone,
      ...(typed === undefined ? {} : { typed }),
    });
  });
  if (page !== undefined) return sendFreshPage(reply, page);
  reply.callNotFound();
  return reply;
}

async function takeOwn(runtime: Runtime, request: FastifyRequest<Code>, reply: FastifyReply): Promise<FastifyReply> {
  const { code } = request.params;
  const bureauId = await askedBureau(runtime, request);
  const order =
    bureauId === undefined
      ? undefined
      : await read(runtime, bureauId, (tx) => findByTypedCode(tx, runtime.fieldCipher, code));
  if (bureauId === undefined || order === undefined) {
    reply.callNotFound();
    return reply;
  }
  const { orderId } = order;
  const form = await readFileForm(request, MOST_READ);
  const sent = form.ok
    ? await send(runtime, enterpriseActor(bureauId, orderId), form.value, {
        entryId: form.value.values['entryId'] ?? '',
        orderId,
      })
    : form;
  if (sent.ok) return reply.redirect(`/e/${code}/objections?done=1`, 303);
  return sendOwn(runtime, reply.code(statusOf(sent.refusals)), code, { isDone: false, typed: typedOf(form, sent) });
}

function entryLine({ entryId, copy }: InPublic): ObjectionEntry {
  return {
    entryId,
    href: publicHref(copy.source, entryId),
    enterprise: copy.content.enterprise.name,
    sentence: entrySentence(copy),
  };
}

/** Undefined before a bureau is founded, and where there is no such page. */
async function readPage(
  runtime: Runtime,
  request: Asked,
  make: (tx: ReadTx) => Promise<Html | undefined>,
): Promise<Html | undefined> {
  const bureauId = await askedBureau(runtime, request);
  return bureauId === undefined ? undefined : read(runtime, bureauId, make);
}
