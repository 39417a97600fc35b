/** How a page or file of the portal goes out: with its tag, packed, under the policy of the site, and quickly once it has gone out before. @module */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { sendProblem } from '../problems.ts';
import { COMPUTING_POLICY } from '../security.ts';
import { askedMode, keepMode } from './display.ts';
import type { Rendered } from './kept-pages.ts';

/** A minute: what was just published is seen soon, and a crowd does not reach the database. */
export const CACHE = 'public, max-age=60';

export const HIDDEN = { schema: { hide: true } } as const;
export const COMPUTING = { ...HIDDEN, helmet: { contentSecurityPolicy: COMPUTING_POLICY } };
/**
 * For what is kept: the site's policy is worked out anew for every request, and every request is counted, which takes longer than
 * the page. Here both are done when a page is made (`guarded`); what was made goes out with the same head as the first time.
 */
export const KEPT = { ...HIDDEN, helmet: false, config: { rateLimit: false } } as const satisfies RouteShorthandOptions;

const pack = promisify(gzip);

/** Packed at once: a draw of eighty teams is a tenth of its size then. `tagged` is what makes it another page. */
export async function rendered(type: string, body: string, tagged = body): Promise<Rendered> {
  const etag = `W/"${createHash('sha256').update(tagged).digest('hex').slice(0, 32)}"`;
  return { type, body, packed: await pack(body), etag };
}

export function takesGzip({ headers }: FastifyRequest): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}

/** With its tag, packed for whoever takes it so. */
export function sendRendered(request: FastifyRequest, reply: FastifyReply, made: Rendered): FastifyReply {
  const { type, body, packed, etag } = made;
  reply.type(type).header('etag', etag).header('vary', 'accept-encoding, cookie');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', reply.statusCode === 200 ? CACHE : 'no-cache');
  if (reply.statusCode === 200 && isLean(request)) heads.set(made, headsOf(reply, made));
  keepMode(request, reply);
  if (reply.statusCode === 200 && request.headers['if-none-match'] === etag) return reply.code(304).send();
  if (!takesGzip(request)) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(packed);
}

/** Names and values in turn, as Node takes them. */
interface Heads {
  readonly plain: string[];
  readonly packed: string[];
  readonly unchanged: string[];
}
const heads = new WeakMap<Rendered, Heads>();

function headsOf(reply: FastifyReply, { body, packed }: Rendered): Heads {
  const lines = Object.entries({ ...reply.raw.getHeaders(), ...reply.getHeaders() }).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
  return {
    unchanged: lines,
    plain: [...lines, 'content-length', String(Buffer.byteLength(body))],
    packed: [...lines, 'content-encoding', 'gzip', 'content-length', String(packed.length)],
  };
}

/** Sends what has gone out before in the same way; false when it has not, or the address asks for more than the page. */
export function sentAgain(request: FastifyRequest, reply: FastifyReply, made: Rendered): boolean {
  const found = heads.get(made);
  if (found === undefined || askedMode(request.query) !== undefined) return false;
  reply.hijack();
  if (request.headers['if-none-match'] === made.etag) reply.raw.writeHead(304, found.unchanged).end();
  else if (takesGzip(request)) reply.raw.writeHead(200, found.packed).end(made.packed);
  else reply.raw.writeHead(200, found.plain).end(made.body);
  return true;
}

function isLean({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.rateLimit === false;
}

export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/** Before a page is made: the site's policy on the answer, and the request counted. False: too many, and answered. */
export function guardOf(app: FastifyInstance): Guard {
  const limit = app.createRateLimit();
  return async (request, reply) => {
    if (!isLean(request)) return true;
    reply.helmet();
    const count = await limit(request);
    if (count.isAllowed || !count.isExceeded) return true;
    await sendProblem(reply.header('retry-after', count.ttlInSeconds), [{ code: 'too-many-requests' }]);
    return false;
  };
}
