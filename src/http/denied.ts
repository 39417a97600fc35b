/** Requests that a signed-in person may not make go into the security log (OWASP ASVS 16.3.2; GB/T 22239 8.1.4.3 a). @module */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../core/actor.ts';
import type { Runtime } from '../core/runtime.ts';
import { recordDenied } from '../bureau/writes.ts';
import type { Identify } from './api.ts';
import { sourceOf } from './door.ts';

export interface Remembered {
  readonly identify: Identify;
  /** Who was found to send this request; undefined while nobody has asked, or nobody was signed in. */
  readonly actorOf: (request: FastifyRequest) => Actor | undefined;
}

/** Remembers of each request who sent it. */
export function remembering(identify: Identify): Remembered {
  const actors = new WeakMap<FastifyRequest, Actor>();
  return {
    identify: async (request) => {
      const actor = await identify(request);
      if (actor !== undefined) actors.set(request, actor);
      return actor;
    },
    actorOf: (request) => actors.get(request),
  };
}

/** Notes each 403 of a person before it goes out: who, from where, and which route; nothing of what was sent. */
export function noteDenied(app: FastifyInstance, runtime: Runtime, { actorOf }: Remembered): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const actor = reply.statusCode === 403 ? actorOf(request) : undefined;
    if (actor !== undefined)
      await recordDenied(runtime, actor, sourceOf(request), `${request.method} ${request.routeOptions.url ?? ''}`);
    return payload;
  });
}
