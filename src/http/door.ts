/** What the routes of sign-in and of one's own account have in common. @module */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bureauOfHost } from '../bureau/reads.ts';
import { isFor, type Address } from '../core/identity/address.ts';
import type { Identity } from '../core/identity/identity.ts';
import type { Source } from '../core/identity/sessions.ts';
import type { Runtime } from '../core/runtime.ts';
import { sendProblem } from './problems.ts';

/** Beyond the growing wait of each account and address (core/identity/lockout.ts). A whole bureau may share one address. */
export const DOOR_LIMIT = { rateLimit: { max: 60, timeWindow: '1 minute' } };

/** What a page asks an authenticator. */
export const PasskeyQuestion = z.object({
  challenge: z.string().describe('base64url'),
  rpId: z.string(),
  credentialIds: z.array(z.string()),
});

/** Only this machine answers to these names, so nobody gains by sending one of them. */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The address at which somebody is asked who he is: of the bureau whose host it is, else the server's. What a `Host` header says is
 * only looked up, never used. Undefined: nobody has said under what address people use this server.
 */
export async function addressOf(
  request: FastifyRequest,
  runtime: Runtime,
  { publicUrl }: Identity,
): Promise<Address | undefined> {
  const hostname = request.hostname.toLowerCase();
  const servers = publicUrl === undefined ? undefined : new URL(publicUrl);
  const bureaus = hostname === servers?.hostname ? undefined : await bureauOfHost(runtime, hostname);
  if (bureaus !== undefined) return bureaus;
  if (servers !== undefined) return { origin: servers.origin, bureauId: null };
  const own = `${request.protocol}://${request.host}`;
  return LOOPBACK.test(hostname) && URL.canParse(own) ? { origin: new URL(own).origin, bureauId: null } : undefined;
}

/** {@link addressOf}, when it is one for people of this bureau (of whichever, when none is given); otherwise the answer is sent already. */
export async function addressFor(
  request: FastifyRequest,
  reply: FastifyReply,
  site: { readonly runtime: Runtime; readonly identity: Identity },
  bureauId?: number,
): Promise<Address | undefined> {
  const at = await addressOf(request, site.runtime, site.identity);
  if (at !== undefined && (bureauId === undefined || isFor(at, bureauId))) return at;
  await sendProblem(reply, [{ code: at === undefined ? 'address-unknown' : 'address-of-another-bureau' }]);
  return undefined;
}

export function sourceOf(request: FastifyRequest): Source {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}

export function sendNotSignedIn(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, [{ code: 'not-signed-in' }]);
}
