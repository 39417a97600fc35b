/** What the routes of sign-in and of one's own account have in common. @module */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Identity } from '../core/identity/identity.ts';
import type { Source } from '../core/identity/sessions.ts';
import { sendProblem } from './problems.ts';

/** Beyond the growing wait of each account and address (core/identity/lockout.ts). A whole bureau may share one address. */
export const DOOR_LIMIT = { rateLimit: { max: 60, timeWindow: '1 minute' } };

/** What a page asks an authenticator. */
export const PasskeyQuestion = z.object({
  challenge: z.string().describe('base64url'),
  rpId: z.string(),
  credentialIds: z.array(z.string()),
});

/** The address that the browser shows: what a passkey is bound to. */
export function pageOrigin(request: FastifyRequest, { publicUrl }: Identity): string {
  return new URL(publicUrl ?? `${request.protocol}://${request.host}`).origin;
}

export function sourceOf(request: FastifyRequest): Source {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}

export function sendNotSignedIn(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, [{ code: 'not-signed-in' }]);
}
