/** The item list's files: workbooks to check, the template, editions. Everything else of theirs is in `modules.ts`. @module */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mayDo, notAllowed, type Actor } from '../core/actor.ts';
import { answer, defineRead } from '../core/command.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { precheckFile } from '../core/spreadsheet/precheck.ts';
import { cleanText } from '../directory/types/records.ts';
import { itemsDeeds, itemsReads } from '../items/deeds.ts';
import { itemsTemplate, itemsWorkbook } from '../items/import.ts';
import { findCatalogue } from '../items/reads.ts';
import { itemFilesText } from '../web/kit/strings/items-files.zh.ts';
import type { Identify } from './api.ts';
import { sendWorkbook, uploadOf } from './files.ts';
import { sendProblem } from './problems.ts';

const NamedWorkbook = z.object({
  fileName: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
/** `integer` of PostgreSQL ends here. */
const LAST_EDITION = 2_147_483_647;

const readTemplate = defineRead({
  path: '/api/item-files/template',
  kind: 'items.read-import',
  rule: itemsReads['items.read-import'],
  input: z.object({}),
  output: NamedWorkbook,
  run: async () => ok({ fileName: itemFilesText.template, bytes: await itemsTemplate() }),
});

const readEdition = defineRead({
  path: '/api/item-files/editions/:edition',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({ edition: z.coerce.number().int().min(1).max(LAST_EDITION) }),
  output: NamedWorkbook,
  run: async (tx, { edition }) => {
    const catalogue = await findCatalogue(tx, edition);
    if (catalogue === undefined) return refuse([{ code: 'catalogue-not-found' }]);
    return ok({ fileName: itemFilesText.edition(edition), bytes: await itemsWorkbook(tx, edition) });
  },
});

/**
 * `POST /api/item-files` (multipart, field `file`) → `{ fileName, fileSha256 }`, which `GET /api/item-import` and
 * `items.import` take · `GET /api/item-files/template` · `GET /api/item-files/editions/:edition`
 */
export function itemsRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  const hide = { schema: { hide: true } };

  app.post('/api/item-files', hide, async (request, reply) => {
    const actor = await identify(request);
    if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
    const stored = await storeWorkbook(runtime, actor, () => uploadOf(request));
    return stored.ok ? reply.send(stored.value) : sendProblem(reply, stored.refusals);
  });

  for (const spec of [readTemplate, readEdition]) {
    app.get(spec.path, hide, async (request, reply) => {
      const actor = await identify(request);
      if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
      return sendWorkbook(reply, await answer(runtime, actor, spec, request.params));
    });
  }
}

/** Keeps the file under its hash; no list changes. Its bytes are taken in only for those who may import. */
async function storeWorkbook(
  runtime: Runtime,
  actor: Actor,
  receive: () => ReturnType<typeof uploadOf>,
): Promise<Result<{ readonly fileName: string; readonly fileSha256: string }>> {
  const rule = itemsDeeds['items.import'];
  if (!mayDo(actor.roles, rule)) return refuse([notAllowed(rule)]);
  const upload = await receive();
  if (upload === undefined) return refuse([{ code: 'file-empty' }]);
  const { bytes } = upload;
  // The ending stays: it tells a CSV file from what is no workbook.
  const fileName = cleanText(upload.fileName).slice(-200);
  const checked = await precheckFile({ name: fileName, bytes });
  return checked.ok ? ok({ fileName, fileSha256: await runtime.files.put(bytes) }) : checked;
}
