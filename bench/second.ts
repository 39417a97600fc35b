/**
 * PostgreSQL's own computation: the first 1,000 of 1,000,000 rows by hash, on one core, beside `ORDER BY random()` on the same
 * table in the same minute.
 *
 * `npm run bench -- second`
 * @module
 */
import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { openDatabase } from '../src/core/db.ts';
import { scoreOf, type SecondRule } from '../src/draw/reads/second.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { printFigure, timed } from './figure.ts';

const SIZE = 1_000_000;
const DRAWN = 1_000;
const ROUNDS = 7;
const key = createHash('sha256').update('second').digest();
const rule = (suite: SecondRule['suite'], weights: SecondRule['weights']): RawBuilder<unknown> =>
  scoreOf({ suite, weights, key });
const ORDERS: readonly [string, RawBuilder<unknown>][] = [
  ['SHA-256', rule('vd1-sha256', 'none')],
  ['SHA-256, id kept as bytes', sql`sha256(${key}::bytea || '\\x00'::bytea || idb)`],
  ['SM3', rule('vd1-sm3', 'none')],
];

const runtime = await benchRuntime();
// Only the owner may make a table of its own.
const owner = openDatabase(runtime.ownerUrl, 1);
await owner.connection().execute(async (db) => {
  await sql`SET max_parallel_workers_per_gather = 0`.execute(db);
  await sql`SET work_mem = '64MB'`.execute(db);
  await sql`CREATE TEMP TABLE bench_roster AS
    SELECT id, convert_to(id, 'UTF8') AS idb, convert_to('{"weight":1}', 'UTF8') AS leaf
    FROM (SELECT '91120111MA' || lpad(i::text, 8, '0') AS id FROM generate_series(1, ${SIZE}) AS i) AS made`.execute(
    db,
  );
  await sql`ANALYZE bench_roster`.execute(db);
  const run = (order: RawBuilder<unknown>): Promise<number> =>
    timed(() => sql`SELECT id FROM bench_roster ORDER BY ${order} LIMIT ${DRAWN}`.execute(db));
  for (const [name, score] of ORDERS) {
    const [times, random]: [number[], number[]] = [[], []];
    for (let round = -1; round < ROUNDS; round += 1) {
      const [time, baseline] = [await run(sql`${score}, id COLLATE "C"`), await run(sql`random()`)];
      if (round < 0) continue;
      times.push(time);
      random.push(baseline);
    }
    const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
    printFigure(`bottom ${DRAWN} of ${SIZE}, PostgreSQL, ${name}`, 'ms', times, {
      'ORDER BY random()': Math.round(middle(random)),
      ratio: Number((middle(times) / middle(random)).toFixed(1)),
      gate: 'ratio 8',
    });
  }
});
await owner.destroy();
await runtime.close();
