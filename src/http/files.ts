/** Files on the wire: one uploaded, one file sent. @module */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../core/result.ts';
import type { NamedFile } from '../directory/workbooks.ts';
import { sendProblem } from './problems.ts';

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  zip: 'application/zip',
};

/** The one file of a multipart request; undefined when there is none. @throws FastifyError 413 when it is too large */
export async function uploadOf(request: FastifyRequest): Promise<{ fileName: string; bytes: Uint8Array } | undefined> {
  if (!request.isMultipart()) return undefined;
  const file = await request.file();
  return file === undefined ? undefined : { fileName: file.filename, bytes: await file.toBuffer() };
}

/** A workbook, CSV or zip to keep, or the reasons why there is none. */
export function sendWorkbook(reply: FastifyReply, file: Result<NamedFile>): FastifyReply {
  if (!file.ok) return sendProblem(reply, file.refusals);
  return fileHeaders(reply, file.value.fileName).send(Buffer.from(file.value.bytes));
}

/** The name decides what the browser takes the file for; it is kept nowhere on the way. */
export function fileHeaders(reply: FastifyReply, fileName: string): FastifyReply {
  return reply
    .type(TYPES[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`);
}
