/** What is refused before any route is asked: what another site sends, and what is nested or listed beyond reason. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendProblem } from './problems.ts';
import { PERMISSIONS_POLICY } from './security.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Nothing we take is nested deeper, or has longer lists: a day's work of a phone has a few hundred operations. */
const MOST_DEPTH = 32;
const MOST_ITEMS = 20_000;

/** @param publicUrl the address people use, when the configuration names it */
export function guard(app: FastifyInstance, publicUrl: string | undefined): void {
  const ours = publicUrl === undefined ? undefined : new URL(publicUrl).origin;

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('permissions-policy', PERMISSIONS_POLICY);
    if (READING.has(request.method) || isOwn(request, ours)) return done();
    void sendProblem(reply, [{ code: 'foreign-page' }]);
  });

  app.addHook('preValidation', (request, reply, done) => {
    const found = [request.body, request.query, request.params].map(faultOf).find((fault) => fault !== undefined);
    if (found === undefined) return done();
    void sendProblem(reply, [{ code: found, facts: { depth: MOST_DEPTH, items: MOST_ITEMS } }]);
  });
}

/**
 * Whether a page of ours, or no page at all, sends this. Browsers say so themselves (Fetch Metadata) where the address is
 * trustworthy; on plain http by the `Origin` of every POST. Programs say neither, and have no cookie that a page could abuse.
 */
function isOwn({ headers, protocol, host }: FastifyRequest, ours: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  return origin === undefined || origin === ours || origin === `${protocol}://${host}` || isSameHost(origin, host);
}

/** A proxy that ends TLS may not say that it did: the name and port decide. */
function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** What stands in the way of looking at it at all: its size, or text that no database keeps (a zero, half a character). */
function faultOf(value: unknown): 'body-beyond-limits' | 'text-unstorable' | undefined {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) return 'body-beyond-limits';
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one === 'string' && !isStorable(one)) return 'text-unstorable';
      if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one)) continue;
      if (!Array.isArray(one) && Object.keys(one).some((name) => !isStorable(name))) return 'text-unstorable';
      const inside = Array.isArray(one) ? one : isPlain(one) ? Object.values(one) : [];
      if (inside.length > MOST_ITEMS) return 'body-beyond-limits';
      next.push(...inside.filter((each) => typeof each === 'string' || (typeof each === 'object' && each !== null)));
    }
    level = next;
  }
  return undefined;
}

/** Whether a database keeps it. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** A body that is a stream is bounded by its own reader. Queries and parameters have prototypes of their own. */
function isPlain(value: object): boolean {
  return !('pipe' in value);
}
