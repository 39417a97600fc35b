/** `GET /healthz`: 200 with the state of database and log, 503 when either does not answer. @module */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { clockReasons, readClockState } from '../core/clock-state.ts';
import { operationReasons, readOperation } from '../core/operation.ts';
import type { Runtime } from '../core/runtime.ts';
import { standbyReasons, type StandbyState } from '../core/standby.ts';

export interface HealthSources {
  readonly runtime: Runtime;
  /** `embedded` or `own`. */
  readonly database: string;
  /** What the background loop last met, if it failed. */
  readonly workerError: () => string | undefined;
  /** Of a process that only reads: how far its standby is behind. */
  readonly standby?: () => Promise<StandbyState>;
}

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  database: z.object({ state: z.enum(['ok', 'unreachable']), kind: z.string(), version: z.string().optional() }),
  log: z.object({
    state: z.enum(['ok', 'behind', 'unknown']),
    bureaus: z.array(z.object({ code: z.string(), deeds: z.int(), published: z.int() })),
    error: z.string().optional(),
  }),
  /** Backup, drill and the reading of the whole log: the last of each. */
  operation: z.array(
    z.object({ name: z.string(), at: z.string(), isGood: z.boolean(), goodAt: z.string().nullable() }),
  ),
  /** Only where the process only reads from a hot standby. */
  standby: z.object({ isStandby: z.boolean(), isReceiving: z.boolean(), secondsBehind: z.number() }).optional(),
  /** Why somebody has to look, though the site works; empty when all is well. */
  reasons: z.array(z.string()),
});
type HealthState = z.infer<typeof Health>;

/** Registers the route; it reads, needs no session, and says nothing that is not public. */
export function healthRoute(app: FastifyInstance, sources: HealthSources): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const health = await readHealth(sources);
    return reply
      .code(health.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
}

async function readHealth({
  runtime,
  database,
  workerError,
  standby: lookAtStandby,
}: HealthSources): Promise<HealthState> {
  try {
    const { rows } = await sql<{ version: string }>`SELECT current_setting('server_version') AS version`.execute(
      runtime.db,
    );
    // The heads of other bureaus are hidden by row-level security; their numbers alone are public through the checkpoints.
    const heads = await sql<{
      code: string;
      deeds: number;
      published: number;
    }>`SELECT code, deeds, published FROM log_state()`.execute(runtime.db);
    const error = workerError();
    const behind = error !== undefined;
    const operation = await readOperation(runtime);
    const standby = await lookAtStandby?.();
    const now = runtime.clock.now();
    return {
      status: behind ? 'degraded' : 'ok',
      database: { state: 'ok', kind: database, version: rows[0]?.version ?? '' },
      log: { state: behind ? 'behind' : 'ok', bureaus: heads.rows, ...(behind ? { error } : {}) },
      operation: [...operation],
      ...(standby === undefined ? {} : { standby }),
      reasons: [
        ...(standby === undefined ? [] : standbyReasons(standby)),
        ...(behind ? ['log-behind'] : []),
        ...clockReasons(await readClockState(runtime), now),
        ...operationReasons(operation, now),
      ],
    };
  } catch {
    return {
      status: 'degraded',
      database: { state: 'unreachable', kind: database },
      log: { state: 'unknown', bureaus: [] },
      operation: [],
      reasons: ['database-unreachable'],
    };
  }
}
