/** Papers of a case on the wire, beside the PDFs of the register: Word, drafts, what an act would make. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayDo, notAllowed, type Actor } from '../core/actor.ts';
import { formPdf, type FormFields, type FormTemplate } from '../core/documents/form.ts';
import { defaultWordTemplate, formWordData } from '../core/documents/form-word.ts';
import { fillWord } from '../core/documents/word.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import type { ReadTx } from '../core/transact.ts';
import { UPLOAD_KINDS } from '../core/uploads/kinds.ts';
import { previewAct, previewDraft } from '../penalty/actions/preview.ts';
import { deedOf, penaltyDeeds, penaltyReads } from '../penalty/deeds.ts';
import { penaltyTemplate } from '../penalty/documents/forms.ts';
import { findCase } from '../penalty/reads/cases.ts';
import { findPrinted } from '../penalty/reads/documents.ts';
import type { ActOnCase } from '../penalty/rules/apply.ts';
import { ACT_INPUTS } from '../penalty/types/acts.ts';
import { PENALTY_FORM_NAMES } from '../penalty/types/forms.ts';
import { ACT_NAMES } from '../penalty/types/table.ts';
import { admit, sendRead, type Send } from './admit.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { sendProblem } from './problems.ts';

const READ_RULE = penaltyReads['penalty.read'];
const HIDDEN = { schema: { hide: true } } as const;
const OneDocument = z.object({ caseId: z.uuid(), documentId: z.uuid() });
const OneDraft = z.object({ caseId: z.uuid(), form: z.enum(PENALTY_FORM_NAMES), aboutId: z.uuid().optional() });
const OnePreview = z.object({
  caseId: z.uuid(),
  act: z.enum(ACT_NAMES).exclude(['open-lead', 'decide-on-spot']),
  form: z.enum(PENALTY_FORM_NAMES),
  input: z.record(z.string(), z.unknown()),
});
/** Across every page of what has no number of its own yet. */
const MARK = '草稿　未签发';

/**
 * `GET /api/penalties/:caseId/documents/:documentId.docx` the Word file, made of what was printed ·
 * `GET …/drafts/:form.pdf|docx?aboutId=` what waits for its approval · `POST …/preview` what an act would make, by what is typed
 */
export function caseDocumentRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  const seen = seeing(runtime, identify);
  app.get('/api/penalties/:caseId/documents/:documentId.docx', HIDDEN, (request, reply) =>
    seen(request, reply, OneDocument, async (tx, _actor, { caseId, documentId }) => {
      const printed = (await findCase(tx, caseId)) && (await findPrinted(tx, caseId, documentId));
      if (printed === undefined) return refuse([{ code: 'document-not-found' }]);
      const { form, fields, number } = printed;
      return ok(await wordOf(penaltyTemplate(form), fields, number));
    }),
  );
  for (const ending of ['pdf', 'docx'] as const)
    app.get(`/api/penalties/:caseId/drafts/:form.${ending}`, HIDDEN, (request, reply) =>
      seen(request, reply, OneDraft, async (tx, actor, { caseId, form, aboutId }) => {
        const draft = await previewDraft(tx, actor, { caseId, form, aboutId: aboutId ?? null });
        if (!draft.ok) return draft;
        const { template, fields } = draft.value;
        return ok(ending === 'pdf' ? draftPdf(template, fields, tx.today) : await wordOf(template, fields, MARK));
      }),
    );
  app.post<{ Params: { readonly caseId: string } }>(
    '/api/penalties/:caseId/preview',
    HIDDEN,
    async (request, reply) => {
      // The door first: what is typed is looked at for those who may see the case.
      const actor = await admit(identify, request, reply, READ_RULE);
      if (actor === undefined) return reply;
      const wanted = OnePreview.safeParse({ ...(request.body as object), ...request.params });
      if (!wanted.success) return sendProblem(reply, [{ code: 'document-not-found' }]);
      const { caseId, act, form, input } = wanted.data;
      const said = ACT_INPUTS[act].safeParse({ ...input, caseId });
      if (!said.success)
        return sendProblem(
          reply,
          said.error.issues.map(({ path, message }) => ({
            code: 'input-invalid',
            at: path.join('.'),
            facts: { problem: message },
          })),
        );
      const rule = penaltyDeeds[deedOf(act)];
      if (!mayDo(actor.roles, rule)) return sendProblem(reply, [notAllowed(rule)]);
      return sendRead(runtime, actor, reply, async (tx) => {
        const drafts = await previewAct(tx, actor, act, said.data as Parameters<typeof previewAct<ActOnCase>>[3]);
        if (!drafts.ok) return drafts;
        const draft = drafts.value.find((each) => each.form === form);
        return draft === undefined
          ? refuse([{ code: 'document-not-found' }])
          : ok(draftPdf(draft.template, draft.fields, tx.today));
      });
    },
  );
}

function seeing(runtime: Runtime, identify: Identify) {
  return async <T extends z.ZodType>(
    request: FastifyRequest,
    reply: FastifyReply,
    shape: T,
    answer: (tx: ReadTx, actor: Actor, input: z.output<T>) => Promise<Result<Send>>,
  ): Promise<FastifyReply> => {
    const actor = await admit(identify, request, reply, READ_RULE);
    if (actor === undefined) return reply;
    const { params, query } = request as { params: object; query: object };
    const wanted = shape.safeParse({ ...query, ...params });
    if (!wanted.success) return sendProblem(reply, [{ code: 'document-not-found' }]);
    return sendRead(runtime, actor, reply, (tx) => answer(tx, actor, wanted.data));
  };
}

function draftPdf(template: FormTemplate, fields: FormFields, on: string): Send {
  const pdf = formPdf({ template, fields, on, mark: MARK });
  return (reply) => sendPdf(reply, `${template.title}（${MARK}）`, pdf);
}

async function wordOf(template: FormTemplate, fields: FormFields, name: string): Promise<Send> {
  const word = await fillWord(defaultWordTemplate(template), await formWordData(template, fields));
  const file = `${encodeURIComponent(`${name} ${template.title}`)}.docx`;
  return (reply) =>
    reply
      .type(UPLOAD_KINDS.docx.mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${file}`)
      .send(Buffer.from(word));
}
