/** Printed documents on the wire. @module */
import type { FastifyReply } from 'fastify';

/** A PDF to read in the browser; the caller has set its cache-control. */
export function sendPdf(reply: FastifyReply, name: string, pdf: Uint8Array): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}.pdf`)
    .send(Buffer.from(pdf));
}
