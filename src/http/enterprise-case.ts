/** 当事人办理页 on the wire: the party of a case acts by its code (docs/adr/0065). @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { findDocument } from '../core/register/reads.ts';
import { refuse, type Refusal, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { copyWithoutTraces } from '../core/uploads/copy.ts';
import { openUpload, receiveUpload } from '../core/uploads/receive.ts';
import { caseDeed } from '../penalty/actions/case.ts';
import { findCaseByCode } from '../penalty/reads/access.ts';
import { findCase } from '../penalty/reads/cases.ts';
import { viewForParty } from '../penalty/reads/party.ts';
import { partyFiles, partyPapers } from '../penalty/rules/party.ts';
import { DocumentHash } from '../penalty/types/case.ts';
import type { CaseFile } from '../penalty/types/file.ts';
import type { AttachedFile } from '../penalty/types/evidence.ts';
import { PARTY_ACT_NAMES, type PartyAct } from '../penalty/types/table.ts';
import { accessPath, enterpriseActor } from '../rectification/rules/access.ts';
import { enterpriseCasePage, type CasePage } from '../web/portal/enterprise-case.ts';
import { PLAN_ROWS } from '../web/portal/enterprise-case-forms.ts';
import type { PortalFrame } from '../web/portal/layout.ts';
import { sendPdf } from './documents.ts';
import { sendEvidence, type SentEvidence } from './files.ts';
import { readFileForm, sendFreshPage, type FileForm } from './forms.ts';
import { askedBureau, type Asked } from './portal/bureau.ts';
import { frameOf } from './portal/frame.ts';
import { problemOf, statusOf } from './problems.ts';

type Params = { readonly code: string; readonly documentId: string; readonly sha256: string };
const MOST_FILES = 5;
const Done = z.enum(PARTY_ACT_NAMES);

interface FoundCase {
  readonly bureauId: number;
  readonly caseId: string;
}

/** The case that a code opens; undefined when it opens none. */
export async function caseOfCode(runtime: Runtime, request: Asked, code: string): Promise<FoundCase | undefined> {
  const bureauId = await askedBureau(runtime, request);
  if (bureauId === undefined) return undefined;
  const caseId = await read(runtime, bureauId, (tx) => findCaseByCode(tx, runtime.fieldCipher, code));
  return caseId === undefined ? undefined : { bureauId, caseId };
}

/**
 * Below `GET /e/<code>`, which is the order's or the case's: `POST /e/<code>/<act>` · `GET /e/<code>/paper/<id>.pdf` what was served ·
 * `GET /e/<code>/file/<sha256>` what the party has handed in.
 * `unknown` answers a code that opens nothing.
 */
export function enterpriseCaseRoutes(
  scope: FastifyInstance,
  runtime: Runtime,
  options: object,
  unknown: (reply: FastifyReply, code: string) => Promise<FastifyReply>,
): void {
  scope.get<{ Params: Params }>('/e/:code/paper/:documentId.pdf', options, async (request, reply) => {
    const { code, documentId } = request.params;
    const found = z.uuid().safeParse(documentId).success ? await caseOfCode(runtime, request, code) : undefined;
    const paper = found && (await read(runtime, found.bureauId, (tx) => servedPaper(tx, runtime, found, documentId)));
    if (paper === undefined) return reply.callNotFound();
    return sendPdf(reply.header('cache-control', 'private, no-store'), paper.number, paper.bytes);
  });

  scope.get<{ Params: Params }>('/e/:code/file/:sha256', options, async (request, reply) => {
    const { code, sha256 } = request.params;
    const found = DocumentHash.safeParse(sha256).success ? await caseOfCode(runtime, request, code) : undefined;
    const sent = found && (await read(runtime, found.bureauId, (tx) => handedIn(tx, runtime, found, sha256)));
    return sent === undefined ? reply.callNotFound() : sendEvidence(reply, sent);
  });

  for (const act of PARTY_ACT_NAMES)
    scope.post<{ Params: Params }>(`/e/:code/${act}`, options, async (request, reply) => {
      const { code } = request.params;
      const found = await caseOfCode(runtime, request, code);
      return found === undefined ? unknown(reply, code) : take(runtime, request, reply, { ...found, code, act });
    });
}

/** What was served to this party in this case. */
async function servedPaper(
  tx: ReadTx,
  runtime: Pick<Runtime, 'files'>,
  { caseId }: FoundCase,
  documentId: string,
): Promise<{ readonly number: string; readonly bytes: Buffer } | undefined> {
  const file = await findCase(tx, caseId);
  if (file === undefined || !partyPapers(file, tx.today).some((paper) => paper.documentId === documentId))
    return undefined;
  const document = await findDocument(tx, documentId);
  return document && { number: document.number, bytes: await runtime.files.get(document.sha256) };
}

/** What this party has handed in, a picture without place, time and device. */
async function handedIn(
  tx: ReadTx,
  runtime: Pick<Runtime, 'files' | 'fieldCipher'>,
  { caseId }: FoundCase,
  sha256: string,
): Promise<SentEvidence | undefined> {
  const file = await findCase(tx, caseId);
  const kept = file && partyFiles(file).find((each) => each.sha256 === sha256);
  if (kept === undefined) return undefined;
  const { format, name } = kept;
  return { format, name, bytes: copyWithoutTraces(format, await openUpload(tx, runtime, sha256)), isOriginal: false };
}

/** Does what the form says; refused, the page comes back with every reason and everything that was typed. */
async function take(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  { bureauId, caseId, code, act }: FoundCase & { readonly code: string; readonly act: PartyAct },
): Promise<FastifyReply> {
  const sent = await readFileForm(request, MOST_FILES, 2 * PLAN_ROWS + 10);
  const result = sent.ok ? await doAct(runtime, enterpriseActor(bureauId, caseId), caseId, act, sent.value) : sent;
  if (result.ok) return reply.redirect(`${accessPath(code)}?done=${act}`, 303);
  reply.code(statusOf(result.refusals));
  const typed = { form: act, values: sent.ok ? sent.value.values : {}, refusals: problemOf(result.refusals).refusals };
  return sendCase(runtime, reply, { bureauId, caseId }, { code, typed });
}

async function doAct(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  act: PartyAct,
  { command, values, files }: FileForm,
): Promise<Result<unknown>> {
  const kept: AttachedFile[] = [];
  const refusals: Refusal[] = [];
  for (const { name, bytes } of files) {
    const received = await receiveUpload(runtime, actor, { name, bytes });
    if (received.ok) kept.push({ sha256: received.value.sha256, name });
    else refusals.push(...received.refusals);
  }
  // A file that was not taken is no reason to lose the words, and none to act without it.
  if (refusals.length > 0) return refuse(refusals);
  return execute(runtime, actor, caseDeed(act), command, { caseId, ...WORDS[act](values, kept) });
}

type Values = Readonly<Record<string, string>>;
/** From what a form sends to what its act takes; the act's own schema judges it. */
const WORDS: Readonly<Record<PartyAct, (values: Values, files: readonly AttachedFile[]) => object>> = {
  'file-argument': ({ text = '' }, files) => ({ text, files }),
  'ask-hearing': ({ request = '' }) => ({ request }),
  'withdraw-hearing': ({ reason = '' }) => ({ reason }),
  'confirm-address': ({
    recipient = '',
    phone = '',
    address = '',
    postcode = '',
    isElectronic,
    electronicTo = '',
  }) => ({
    address: { recipient, phone, address, postcode, isElectronic: isElectronic === 'on', electronicTo },
  }),
  'report-payment': ({ on = '', fen = '', receipt = '' }, files) => ({ on, fen: fenOf(fen), receipt, files }),
  'ask-instalments': ({ reason = '', ...values }) => ({ reason, plan: planOf(values) }),
};

/** 5000 or 5000.50 as fen; what is no such number stays one that no act takes. */
function fenOf(yuan: string): number {
  const written = yuan.normalize('NFKC').replaceAll(/[\s,]/g, '');
  return /^\d{1,9}(\.\d{1,2})?$/.test(written) ? Math.round(Number(written) * 100) : Number.NaN;
}

/** The rows that have something in them. */
function planOf(values: Values): { readonly on: string; readonly fen: number }[] {
  return Array.from({ length: PLAN_ROWS }, (_each, n) => {
    const [on = '', fen = ''] = [values[`on${n + 1}`], values[`fen${n + 1}`]];
    return on === '' && fen === '' ? [] : [{ on, fen: fenOf(fen) }];
  }).flat();
}

/** The page of the case; `done` says once what was just done. */
export async function sendCase(
  runtime: Runtime,
  reply: FastifyReply,
  { bureauId, caseId }: FoundCase,
  page: Pick<CasePage, 'code' | 'typed'> & { readonly said?: string },
): Promise<FastifyReply> {
  const { frame, view } = await read(runtime, bureauId, (tx) => openCase(tx, reply.request, caseId));
  const done = Done.safeParse(page.said);
  return sendFreshPage(
    reply,
    enterpriseCasePage(frame, {
      code: page.code,
      view,
      newCommand: newId,
      ...(page.typed === undefined ? {} : { typed: page.typed }),
      ...(done.success ? { done: done.data } : {}),
    }),
  );
}

async function openCase(
  tx: ReadTx,
  request: FastifyRequest,
  caseId: string,
): Promise<{ readonly frame: PortalFrame; readonly view: CasePage['view'] }> {
  const file: CaseFile | undefined = await findCase(tx, caseId);
  // A code that has just opened its case cannot be another's the next moment.
  if (file === undefined) throw new Error(`the code of case ${caseId} no longer opens it`);
  const frame = await frameOf(tx, request);
  return { frame, view: await viewForParty(tx, file, frame.bureau.name) };
}
