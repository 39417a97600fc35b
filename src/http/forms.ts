/** Plain forms of server-rendered pages, and the pages that answer them. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Html } from '../web/portal/layout.ts';
import { isStorable } from './guard.ts';
import { keepMode } from './portal/display.ts';

/** The routes of this scope take forms as a browser without JavaScript sends them: every field a text. JSON, whose fields may be anything, is no form (415). */
export function takeForms(scope: FastifyInstance): void {
  scope.removeContentTypeParser(['application/json', 'text/plain']);
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  );
}

/** A page that nobody else may see, nor the same person a moment later. */
export async function sendFreshPage(reply: FastifyReply, page: Html): Promise<FastifyReply> {
  keepMode(reply.request, reply);
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(String(await page));
}

/** A form with files: its fields as text, its files by the field they came in, and the id that makes it one command. */
export interface FileForm {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  readonly files: readonly { readonly field: string; readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * Refusals: `request-malformed` for what is no form, `text-unstorable`, `command-id-missing`.
 * @throws FastifyError 413 for a file that is too large or one too many
 */
export async function readFileForm(
  request: FastifyRequest,
  mostFiles: number,
  mostFields = 10,
): Promise<Result<FileForm>> {
  if (!request.isMultipart()) return refuse([{ code: 'request-malformed' }]);
  const values: Record<string, string> = {};
  const files: FileForm['files'][number][] = [];
  for await (const part of request.parts({ limits: { files: mostFiles, fields: mostFields } })) {
    if (part.type === 'field') {
      values[part.fieldname] = typeof part.value === 'string' ? part.value : '';
      continue;
    }
    const bytes = await part.toBuffer();
    // A field without a choice sends an empty file without a name.
    if (part.filename !== '' || bytes.length > 0) files.push({ field: part.fieldname, name: part.filename, bytes });
  }
  // A form of this kind passes the guard unread.
  if (!Object.values(values).every(isStorable)) return refuse([{ code: 'text-unstorable' }]);
  const command = z.uuid().safeParse(values['command']);
  return command.success ? ok({ command: command.data, values, files }) : refuse([{ code: 'command-id-missing' }]);
}
