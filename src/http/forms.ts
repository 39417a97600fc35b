/** Plain forms of server-rendered pages, and the pages that answer them. @module */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Html } from '../web/portal/layout.ts';

/** Lets the routes of this scope take forms as a browser without JavaScript sends them. */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  );
}

/** A page that nobody else may see, nor the same person a moment later. */
export async function sendFreshPage(reply: FastifyReply, page: Html): Promise<FastifyReply> {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(String(await page));
}
