/** Routes of the site on their own, asked by whoever a test names: nobody signs in. @module */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Actor } from '../core/actor.ts';
import type { Runtime } from '../core/runtime.ts';
import type { Identify } from './api.ts';
import { buildApp } from './app.ts';

export interface ServedRoutes {
  /** `as` undefined: nobody is signed in. */
  ask(request: InjectOptions, as: Actor | undefined): Promise<LightMyRequestResponse>;
  get(url: string, as: Actor | undefined): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export async function serveRoutes(
  runtime: Runtime,
  routes: (site: FastifyInstance, identify: Identify) => void | Promise<void>,
): Promise<ServedRoutes> {
  let reader: Actor | undefined;
  const identify = () => Promise.resolve(reader);
  const app = await buildApp({ runtime, identify, logging: false, extend: async (site) => routes(site, identify) });
  const ask: ServedRoutes['ask'] = (request, as) => {
    reader = as;
    return app.inject(request);
  };
  return { ask, get: (url, as) => ask({ method: 'GET', url }, as), close: () => app.close() };
}
