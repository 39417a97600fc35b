/** The served side of `bench/portal.ts`: a bureau with a year of published results, the portal over it, and a bare handler beside it. @module */
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { publishedEntry, plantCanaries } from '../src/disclosure/sample.testing.ts';
import { inBureau } from '../src/core/transact.ts';
import { buildApp } from '../src/http/app.ts';
import { portalRoutes } from '../src/http/portal.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { carryTo } from '../src/testing/draw-ceremony.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig } from '../src/testing/draw-district.ts';

const RESULTS = Number(process.argv[2] ?? 60);

const runtime = await benchRuntime();
const district = await buildDistrict(runtime, 1, BUREAU_SIZE);
await plantCanaries(runtime, district, RESULTS);
const drawId = await carryTo(runtime, 'released', {
  planId: district.planId,
  config: sampleConfig({ officerCap: 14 }),
});
const entries: string[] = [];
for (let n = 0; n < RESULTS; n += 1)
  entries.push(
    await publishedEntry(runtime, district, {
      n,
      drawId,
      ...(n % 3 === 0 ? { conclusion: 'no-problem', findings: [] } : { findings: ['配电箱未锁闭', '安全通道堵塞'] }),
    }),
  );
const { credit_code: code } = await inBureau(runtime, 1, ({ db }) =>
  db
    .selectFrom('enterprise')
    .select('credit_code')
    .where('enterprise_id', '=', district.enterpriseIds[1] ?? '')
    .executeTakeFirstOrThrow(),
);
const app = await buildApp({
  runtime,
  logging: false,
  identify: () => Promise.resolve(undefined),
  extend: (site) => Promise.resolve(portalRoutes(site, runtime)),
});
await app.listen({ host: '127.0.0.1', port: 0 });

const paths: Readonly<Record<string, string>> = {
  home: '/',
  statistics: '/statistics',
  results: '/results',
  result: `/results/${entries[1]}`,
  enterprise: `/enterprises/${code}`,
  draw: '/draws/120111-2026-T1-1',
};
// The same bytes of each page, from a handler that does nothing else.
const bare = fastify({ forceCloseConnections: true });
for (const path of Object.values(paths)) {
  const page = gzipSync((await app.inject({ url: path })).rawPayload);
  bare.get(path, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-encoding', 'gzip').send(page),
  );
}
await bare.listen({ host: '127.0.0.1', port: 0 });

const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port;
process.stdout.write(
  `${JSON.stringify({
    portal: portOf(app.server),
    bare: portOf(bare.server),
    paths,
  })}\n`,
);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.once('SIGTERM', () => {
  void Promise.all([app.close(), bare.close()]).then(() => runtime.close());
});
