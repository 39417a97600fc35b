/** Many bureaus on one server: what each thing costs at one, at sixteen, at three thousand. `city.ts` and `country.ts` say how many. @module */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { IN_PROCESS, type Actor } from '../src/core/actor.ts';
import { answer } from '../src/core/command.ts';
import { openDatabase } from '../src/core/db.ts';
import { newId } from '../src/core/ids.ts';
import { ok } from '../src/core/result.ts';
import { inBureau, transact } from '../src/core/transact.ts';
import { directoryReadSpecs } from '../src/directory/routes.ts';
import { plantCanaries, publishedEntry } from '../src/disclosure/sample.testing.ts';
import { buildApp } from '../src/http/app.ts';
import { healthRoute } from '../src/http/health.ts';
import { FOLLOWERS } from '../src/http/modules.ts';
import { portalRoutes } from '../src/http/portal.ts';
import { readQueue } from '../src/http/queue.ts';
import { openRounds, workOnce } from '../src/jobs/worker.ts';
import { benchRuntime, type BenchRuntime } from '../src/testing/bench-runtime.ts';
import { carryTo } from '../src/testing/draw-ceremony.ts';
import { buildDistrict, sampleConfig } from '../src/testing/draw-district.ts';
import { copyBureaus } from '../src/testing/many-bureaus.ts';
import { printFigure, timed } from './figure.ts';
import { processorMs } from './processor.ts';
import { writePlot } from './plot.ts';

export interface Simulation {
  readonly name: string;
  /** Numbers of bureaus at which it is measured; `--bureaus` ends it earlier. */
  readonly steps: readonly number[];
  /** Enterprises of each; 40 % of them are drawn. `--enterprises` changes it. */
  readonly enterprises: number;
  /** Published results of each. */
  readonly results: number;
}

interface Bench extends Simulation {
  readonly runtime: BenchRuntime;
  readonly app: FastifyInstance;
  readonly growth: Map<string, { readonly bureaus: number; readonly ms: number }[]>;
}

const RUNS = 20;
const ROUNDS = 3;
const WARM = 3;
const LIST = directoryReadSpecs.find(({ path }) => path === '/api/directory/enterprises');

/** Fills a server step by step, measures at each, and draws `docs/scale-<name>.svg` when it came to its end. */
export async function simulate(planned: Simulation): Promise<void> {
  const { values } = parseArgs({ options: { bureaus: { type: 'string' }, enterprises: { type: 'string' } } });
  const most = Number(values.bureaus ?? Infinity);
  const steps = planned.steps.filter((bureaus) => bureaus <= most);
  const simulation = { ...planned, enterprises: Number(values.enterprises ?? planned.enterprises) };
  const runtime = await benchRuntime();
  const bench: Bench = { ...simulation, runtime, app: await portalOf(runtime), growth: new Map() };
  try {
    await fillFirst(bench);
    let there = 1;
    for (const bureaus of steps) {
      const ms = await timed(() => copyBureaus(runtime.adminUrl, there + 1, bureaus));
      if (bureaus > there) figure(bench, 'fill', 's', [ms / 1000], { bureaus, added: bureaus - there });
      there = bureaus;
      await measure(bench, bureaus);
    }
  } finally {
    await bench.app.close();
    await runtime.close();
  }
  if (steps.length < planned.steps.length || values.enterprises !== undefined) return;
  const file = fileURLToPath(new URL(`../docs/scale-${planned.name}.svg`, import.meta.url));
  await writePlot(file, `${planned.name}: processor time by the number of bureaus`, bench.growth);
}

/** A district with a draw, its visits and published results: what every other bureau is a copy of. */
async function fillFirst({ runtime, enterprises, results }: Bench): Promise<void> {
  const count = Math.round(enterprises * 0.4);
  const district = await buildDistrict(runtime, 1, { enterprises, officers: 22, experts: 36, count });
  await plantCanaries(runtime, district, results);
  const drawId = await carryTo(runtime, 'released', {
    planId: district.planId,
    config: sampleConfig({ officerCap: 14 }),
  });
  for (let n = 0; n < results; n += 1) await publishedEntry(runtime, district, { n, drawId });
  // Sealed to a bureau and a record: no copy could open them.
  await inBureau(runtime, 1, ({ db }) =>
    db.updateTable('enterprise').set({ phone_sealed: null, phone_hash: null }).where('bureau_id', '=', 1).execute(),
  );
  for (let n = 0; n < 2; n += 1) await workOnce(runtime, FOLLOWERS);
}

function portalOf(runtime: BenchRuntime): Promise<FastifyInstance> {
  return buildApp({
    runtime,
    logging: false,
    identify: () => Promise.resolve(undefined),
    extend: async (app) => {
      healthRoute(app, { runtime, database: 'embedded', workerError: () => undefined });
      portalRoutes(app, runtime);
    },
  });
}

async function measure(bench: Bench, bureaus: number): Promise<void> {
  const { runtime, app } = bench;
  const { rows, bytes } = await sizeOf(runtime);
  figure(bench, 'rows of a bureau', 'rows', [rows / bureaus], { bureaus });
  figure(bench, 'bytes of a bureau', 'kB', [bytes / bureaus / 1000], { bureaus });
  // Spread over all, so that no bureau is the one whose rows lie in the cache.
  const nth = (n: number): number => 1 + ((n * 7919) % bureaus);
  await time(bench, 'list page', bureaus, (n) => list(runtime, nth(n)));
  await time(bench, 'home page', bureaus, (n) => home(runtime, nth(n)));
  await time(bench, 'append', bureaus, (n) => append(runtime, nth(n)));
  await time(bench, 'portal page', bureaus, (n) => page(app, `/results?q=${n}`));
  await time(bench, 'health', bureaus, () => page(app, '/healthz'));
  await time(bench, 'log_state', bureaus, () =>
    sql`SELECT code, deeds, published FROM log_state()`.execute(runtime.db),
  );
  const rounds = openRounds(runtime, FOLLOWERS);
  figure(bench, 'first round of a process', 'ms', [await timed(() => rounds.round())], { bureaus });
  // The deeds that were just appended are followed; then nobody does anything.
  for (let n = 0; n < 3; n += 1) await rounds.round();
  await time(bench, 'quiet round', bureaus, () => rounds.round(), ROUNDS);
  const publish = async (n: number): Promise<void> => {
    await append(runtime, nth(n));
    await rounds.round();
  };
  await time(bench, 'a deed and its round', bureaus, publish, ROUNDS);
}

/** By the clock, and what it cost the processor: on a machine that does other things as well only that says what grows. */
async function time(
  bench: Bench,
  what: string,
  bureaus: number,
  run: (n: number) => Promise<unknown>,
  runs = RUNS,
): Promise<void> {
  for (let n = 0; n < WARM; n += 1) await run(n);
  const before = await processorMs(bench.runtime);
  const times: number[] = [];
  for (let n = 0; n < runs; n += 1) times.push(await timed(() => run(WARM + n)));
  const processor = ((await processorMs(bench.runtime)) - before) / runs;
  figure(bench, what, 'ms', times, { bureaus, 'processor ms': Number(processor.toPrecision(3)) });
  const line = bench.growth.get(what) ?? [];
  line.push({ bureaus, ms: processor });
  bench.growth.set(what, line);
}

function figure({ name }: Bench, what: string, unit: string, runs: readonly number[], extra: object): void {
  printFigure(`${name}: ${what}`, unit, runs, { ...extra });
}

async function sizeOf({ ownerUrl }: BenchRuntime): Promise<{ readonly rows: number; readonly bytes: number }> {
  const owner = openDatabase(ownerUrl, 1);
  const { rows } = await sql<{ rows: number; bytes: number }>`
    SELECT sum(reltuples)::float8 AS rows, sum(pg_total_relation_size(oid))::float8 AS bytes
    FROM pg_class WHERE relnamespace = 'sunlot'::regnamespace AND relkind = 'r'`.execute(owner);
  await owner.destroy();
  return rows[0] ?? { rows: Number.NaN, bytes: Number.NaN };
}

function officeOf(bureauId: number): Actor {
  return { bureauId, staffId: 'office', name: 'office', roles: ['group-office'], authenticatedAt: IN_PROCESS };
}

async function list(runtime: BenchRuntime, bureauId: number): Promise<void> {
  if (LIST === undefined) throw new Error('no list of enterprises');
  const found = await answer(runtime, officeOf(bureauId), LIST, { sort: 'name' });
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
}

async function home(runtime: BenchRuntime, bureauId: number): Promise<void> {
  const found = await answer(runtime, officeOf(bureauId), readQueue, {});
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
}

async function append(runtime: BenchRuntime, bureauId: number): Promise<void> {
  await transact(runtime, { id: newId(), actor: officeOf(bureauId) }, (tx) => {
    tx.record({ kind: 'test.note', subject: `note/${tx.newId()}`, facts: {} });
    return Promise.resolve(ok(undefined));
  });
}

async function page(app: FastifyInstance, url: string): Promise<void> {
  const { statusCode } = await app.inject({ url });
  if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
}
