/** Printed documents on the wire, and the few of them that are kept made. @module */
import type { FastifyReply } from 'fastify';

/** A crowd asks for the same few documents; they are made once. */
const MOST_KEPT = 16;

/** Puts a document among the kept ones; the one that was put longest ago gives way. */
export function keep(kept: Map<string, Uint8Array>, key: string, bytes: Uint8Array): void {
  kept.delete(key);
  kept.set(key, bytes);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** A PDF to read in the browser; the caller has set its cache-control. */
export function sendPdf(reply: FastifyReply, name: string, pdf: Uint8Array): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}.pdf`)
    .send(Buffer.from(pdf));
}
