/**
 * 2,000 viewers of one wall: real HTTP connections on loopback, each holding the event stream. How long from the presenter's
 * press to the row on the last screen, and what it costs in memory. One JSON line per figure.
 *
 * `node bench/wall-viewers.ts [viewers]`
 * @module
 */
import { get, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { wallRoutes } from '../src/http/wall/routes.ts';
import { presentDraw } from '../src/draw/actions/present.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { carryTo, office } from '../src/testing/draw-ceremony.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig } from '../src/testing/draw-district.ts';
import { printFigure } from './figure.ts';

const viewers = Number(process.argv[2] ?? 2_000);
const ROWS = 20;
/** Opened at once; a hall does not come in one millisecond either. */
const BATCH = 100;

const runtime = await benchRuntime();
const { planId } = await buildDistrict(runtime, 1, BUREAU_SIZE);
const drawId = await carryTo(runtime, 'drawn', { planId, config: sampleConfig({ officerCap: 14 }) });
const app = fastify({ forceCloseConnections: true });
wallRoutes(app, runtime, () => Promise.resolve(undefined));
await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as AddressInfo;

/** Rows that each viewer has, and when the last of them came. */
const seen = Array.from({ length: viewers }, () => ({ rows: 0, at: 0 }));
const before = process.memoryUsage().rss;
const requests: ClientRequest[] = [];
for (let first = 0; first < viewers; first += BATCH)
  await Promise.all(seen.slice(first, first + BATCH).map((viewer) => watch(viewer)));
const after = process.memoryUsage().rss;

const first: number[] = [];
const last: number[] = [];
const each: number[] = [];
for (let row = 1; row <= ROWS; row += 1) {
  const pressed = performance.now();
  await present('row');
  while (seen.some(({ rows }) => rows < row)) await new Promise((resolve) => setTimeout(resolve, 2));
  const times = seen.map(({ at }) => at - pressed);
  first.push(Math.min(...times));
  last.push(Math.max(...times));
  each.push(...times);
}
for (const request of requests) request.destroy();
await app.close();
await runtime.close();
printFigure('a row of the reveal on the first screen', 'ms', first, { viewers });
printFigure('a row of the reveal on the last screen', 'ms', last, { viewers });
printFigure('a row of the reveal on a screen', 'ms', each, { viewers });
printFigure('memory for the viewers, both ends of each connection', 'MB', [(after - before) / 2 ** 20], { viewers });

async function present(move: 'row'): Promise<void> {
  const moved = await presentDraw(runtime, office, drawId, move);
  if (!moved.ok) throw new Error(JSON.stringify(moved.refusals));
}

/** Holds the stream open; resolves with its first event. */
function watch(viewer: (typeof seen)[number]): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(
      { host: '127.0.0.1', port, path: '/wall/120111-2026-T1-1/events', agent: false },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`the stream answers ${response.statusCode}`));
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          resolve();
          const rows = text.split('event: row\n').length - 1;
          if (rows === 0) return;
          viewer.rows += rows;
          viewer.at = performance.now();
        });
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') reject(error);
    });
    requests.push(request);
  });
}
