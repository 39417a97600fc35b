/** Files on the wire: one uploaded, one file sent. @module */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../core/actor.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { UPLOAD_KINDS, type UploadFormat } from '../core/uploads/kinds.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import type { NamedFile } from '../directory/workbooks.ts';
import { sendProblem } from './problems.ts';
import { SANDBOX_POLICY } from './security.ts';

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

/** Keeps the one file of a multipart request, and answers with what it really is; or says why it is not kept. */
export async function keepUpload(
  runtime: Runtime,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const upload = await uploadOf(request);
  if (upload === undefined) return sendProblem(reply, [{ code: 'upload-empty' }]);
  const received = await receiveUpload(runtime, actor, { name: upload.fileName, bytes: upload.bytes });
  return received.ok ? reply.send(received.value) : sendProblem(reply, received.refusals);
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

export interface SentEvidence {
  readonly format: UploadFormat;
  readonly name: string;
  readonly bytes: Buffer;
  /** As it came, with place, time and device. */
  readonly isOriginal: boolean;
}

/** Evidence runs nothing in the reader's browser and stays in no cache; what is no picture is saved, not opened. */
export function sendEvidence(reply: FastifyReply, { format, name, bytes, isOriginal }: SentEvidence): FastifyReply {
  const { mediaType, group, endings } = UPLOAD_KINDS[format];
  const named = endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`)) ? name : `${name}.${endings[0]}`;
  return reply
    .type(mediaType)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', SANDBOX_POLICY)
    .header(
      'content-disposition',
      `${group === 'document' || isOriginal ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(named)}`,
    )
    .send(bytes);
}
