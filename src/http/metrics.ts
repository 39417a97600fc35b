/** `GET /metrics` in Prometheus' text form: the process, the requests, the log, and what the program does by itself. @module */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { readOperation } from '../core/operation.ts';
import type { Runtime } from '../core/runtime.ts';
import { sendProblem } from './problems.ts';

export interface MetricsSources {
  readonly runtime: Runtime;
  /** Who shows it may read from elsewhere; undefined: this machine alone. */
  readonly metricsToken: string | undefined;
  readonly workerError: () => string | undefined;
}

/** Registers the route and counts every request by its declared route, never by its address: an address may hold a person's code. */
export function metricsRoute(app: FastifyInstance, { runtime, metricsToken, workerError }: MetricsSources): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'sunlot_http_request_seconds',
    help: 'Time to answer, by declared route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  const gauge = (name: string, help: string, labelNames: string[]): Gauge =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const deeds = gauge('sunlot_deeds', 'Deeds in the log', ['bureau']);
  const unpublished = gauge('sunlot_deeds_unpublished', 'Deeds that no checkpoint covers yet', ['bureau']);
  const worker = gauge('sunlot_worker_failing', '1 when the last round of the background loop failed', []);
  const good = gauge(
    'sunlot_operation_good',
    '1 when the last backup, shipping, drill or reading of the log was good',
    ['name'],
  );
  const goodAt = gauge('sunlot_operation_good_seconds', 'When it was good last, POSIX seconds', ['name']);

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // As if there were nothing: whether it is there is nobody's business either.
    if (!mayRead(request, metricsToken)) return sendProblem(reply, [{ code: 'page-not-found' }]);
    const { rows } = await sql<{ code: string; deeds: number; published: number }>`
      SELECT code, deeds, published FROM log_state()`.execute(runtime.db);
    for (const row of rows) {
      deeds.set({ bureau: row.code }, row.deeds);
      unpublished.set({ bureau: row.code }, row.deeds - row.published);
    }
    worker.set(workerError() === undefined ? 0 : 1);
    for (const state of await readOperation(runtime)) {
      good.set({ name: state.name }, state.isGood ? 1 : 0);
      if (state.goodAt !== null)
        goodAt.set({ name: state.name }, Temporal.Instant.from(state.goodAt).epochMilliseconds / 1000);
    }
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}

/** A program on this machine that no proxy speaks for, or whoever has the token. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const shown = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined) return shown !== undefined && isSame(shown, token);
  const isProxied = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !isProxied && /^(127\.|::1$|::ffff:127\.)/.test(request.ip);
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
