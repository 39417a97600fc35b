/** The page behind the QR code of a document, and whether a file is the document. @module */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { normalCode } from '../../core/register/number.ts';
import { findDocumentByCode, findDocumentByHash, type RegisteredDocument } from '../../core/register/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { portalDocument, type CheckedDocument } from '../../web/portal/documents.ts';
import type { Page } from '../portal.ts';

/** Nobody types faster; a code has 60 bits. */
export const MOST_CHECKS_PER_MINUTE = 60;

/** `/documents` asks for a code or a hash, `/documents?code=`, `/documents?sha256=` and `/documents/:code` answer. */
export const documentPage: Page = (tx, { frame, params, query }) =>
  check(tx, frame, { typed: params['code'] ?? query['code'], sha256: hashIn(query['sha256']) });

/** The answer to a file that was sent; `typed` is the code of the page it was sent from, if any. */
export const checkedFilePage =
  (file: SentFile): Page =>
  (tx, { frame }) =>
    check(tx, frame, file);

/** What is asked about: a code, the hash of a file, or both. */
interface SentFile {
  readonly typed: string | undefined;
  readonly sha256: string | undefined;
}

async function check(
  tx: ReadTx,
  frame: Parameters<typeof portalDocument>[0],
  asked: SentFile,
): Promise<ReturnType<typeof portalDocument>> {
  const typed = asked.typed?.slice(0, 40);
  const code = typed === undefined ? undefined : normalCode(typed);
  const byCode = code === undefined ? undefined : await findDocumentByCode(tx, code);
  const byHash = asked.sha256 === undefined ? undefined : await findDocumentByHash(tx, asked.sha256);
  const found = typed === undefined ? byHash : byCode;
  return portalDocument(frame, {
    typed,
    file: asked.sha256 === undefined ? undefined : { sha256: asked.sha256, isSame: found?.sha256 === asked.sha256 },
    found: found && shown(found),
  });
}

function shown(document: RegisteredDocument): CheckedDocument {
  return {
    state: document.end?.kind ?? 'genuine',
    title: document.title,
    number: document.number,
    issuedOn: document.issuedOn,
    endedOn: document.end?.on,
    successor: document.end?.by ?? undefined,
    sha256: document.sha256,
  };
}

/** A SHA-256 as tools print it, in any case and with blanks. */
function hashIn(typed: string | undefined): string | undefined {
  const hash = typed?.replaceAll(/\s/g, '').toLowerCase();
  return hash !== undefined && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

/** Hashes the file while it comes: nothing of it is kept. @throws FastifyError 413 when it is too large */
export async function readSentFile(request: FastifyRequest): Promise<SentFile> {
  let [typed, sha256]: [string | undefined, string | undefined] = [undefined, undefined];
  if (!request.isMultipart()) return { typed, sha256 };
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'code' && typeof part.value === 'string' && part.value.trim() !== '') typed = part.value;
      continue;
    }
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    if (part.file.truncated) throw request.server.multipartErrors.RequestFileTooLargeError();
    // A form that was sent without a file has an empty one.
    if (bytes > 0) sha256 = hash.digest('hex');
  }
  return { typed, sha256 };
}
