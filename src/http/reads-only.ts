/** The site of a process that only reads: portal, open data and log from a hot standby, and a clear answer to everything else (docs/adr/0084). @module */
import type { FastifyInstance } from 'fastify';
import type { Runtime } from '../core/runtime.ts';
import { readStandby, type StandbyState } from '../core/standby.ts';
import { buildApp } from './app.ts';
import { healthRoute } from './health.ts';
import { metricsRoute } from './metrics.ts';
import { portalRoutes } from './portal.ts';
import { sendProblem } from './problems.ts';

/** What is older is not shown: it may hold what has been withdrawn since. */
const MOST_SECONDS_BEHIND = 300;
/** So long a look at the standby is good, in milliseconds. */
const LOOK_IS_GOOD = 1_000;
/** They ask something, and leave nothing. */
const POSTED_READS: readonly string[] = ['/documents'];
/** What an operator asks must be answered, however far behind it is. */
const FOR_OPERATORS: readonly string[] = ['/healthz', '/metrics'];

export interface ReadsOnlySite {
  readonly runtime: Runtime;
  readonly publicUrl: string | undefined;
  readonly metricsToken: string | undefined;
  readonly logging: boolean;
  readonly mostSecondsBehind?: number;
}

/** Assembles it; the caller listens and closes. */
export function buildReadsOnlySite(site: ReadsOnlySite): Promise<FastifyInstance> {
  const { runtime, publicUrl, metricsToken, logging, mostSecondsBehind = MOST_SECONDS_BEHIND } = site;
  const look = standbyWatch(runtime);
  const workerError = (): undefined => undefined;
  return buildApp({
    runtime,
    logging,
    publicUrl,
    identify: () => Promise.resolve(undefined),
    readsOnly: (app) => {
      refuseWrites(app);
      refuseWhatIsOld(app, look, mostSecondsBehind);
    },
    extend: (app) => {
      healthRoute(app, { runtime, database: 'own', workerError, standby: look });
      metricsRoute(app, { runtime, metricsToken, workerError });
      portalRoutes(app, runtime);
      return Promise.resolve();
    },
  });
}

function refuseWrites(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads || POSTED_READS.includes(request.routeOptions.url ?? '')) return done();
    void sendProblem(reply, [{ code: 'reads-only' }]);
  });
}

function refuseWhatIsOld(app: FastifyInstance, look: () => Promise<StandbyState>, most: number): void {
  app.addHook('onRequest', async (request, reply) => {
    if (FOR_OPERATORS.includes(request.routeOptions.url ?? '')) return undefined;
    const { secondsBehind } = await look();
    if (secondsBehind <= most) return undefined;
    return sendProblem(reply, [{ code: 'standby-too-old', facts: { minutes: Math.ceil(secondsBehind / 60) } }]);
  });
}

/** One look a second. A line that breaks while nothing happens makes nothing old that was whole a moment ago: it counts from there. */
function standbyWatch(runtime: Runtime): () => Promise<StandbyState> {
  let wholeAt = -Infinity;
  let last: { readonly at: number; readonly state: Promise<StandbyState> } | undefined;
  const look = async (at: number): Promise<StandbyState> => {
    const state = await readStandby(runtime);
    if (state.secondsBehind === 0) wholeAt = at;
    return { ...state, secondsBehind: Math.min(state.secondsBehind, (performance.now() - wholeAt) / 1_000) };
  };
  return () => {
    const at = performance.now();
    if (last === undefined || at - last.at > LOOK_IS_GOOD) last = { at, state: look(at) };
    return last.state;
  };
}
