/** The portal with its open data, over one released draw and a few results, for tests. @module */
import type { LightMyRequestResponse } from 'fastify';
import { read } from '../core/transact.ts';
import { draftedEntry, plantCanaries, publishedEntry } from '../disclosure/sample.testing.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { newestVersion } from '../opendata/reads/versions.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { portalRoutes } from './portal.ts';

export interface DataScene {
  readonly runtime: TestRuntime;
  readonly district: District;
  /** Addresses that are served. */
  readonly served: readonly string[];
  /** Published results: without findings, with one that looks like a formula, and one to be withdrawn. */
  readonly plain: string;
  readonly formula: string;
  readonly withdrawn: string;
  readonly get: (url: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>;
  /** The newest version of a dataset of the year. */
  readonly newest: (dataset: string) => ReturnType<typeof newestVersion>;
  readonly close: () => Promise<void>;
}

/** On a database of its own; one more result is drafted and not published. */
export async function openDataScene(): Promise<DataScene> {
  const runtime = await testRuntime('2026-03-02T01:00:00Z');
  const district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 20);
  await carryTo(runtime, 'released', { planId: district.planId });
  const plain = await publishedEntry(runtime, district, { n: 0, conclusion: 'no-problem', findings: [] });
  const formula = await publishedEntry(runtime, district, { n: 1, findings: ['=HYPERLINK("x")', '他说"好",走了'] });
  const withdrawn = await publishedEntry(runtime, district, { n: 2, findings: ['撤回前的问题'] });
  await draftedEntry(runtime, district, { n: 3, findings: ['尚未公开的问题'] });
  await refreshOpenData(runtime, 1);
  const served: string[] = [];
  const app = await buildApp({
    runtime,
    logging: false,
    identify: () => Promise.resolve(undefined),
    extend: (portal) => {
      portal.addHook('onRoute', ({ method, url }) => {
        if (String(method) === 'GET') served.push(url);
      });
      return Promise.resolve(portalRoutes(portal, runtime));
    },
  });
  return {
    runtime,
    district,
    served,
    plain,
    formula,
    withdrawn,
    get: (url, headers = {}) => app.inject({ method: 'GET', url, headers }),
    newest: (dataset) => read(runtime, 1, (tx) => newestVersion(tx, dataset, 2026)),
    close: async () => {
      await app.close();
      await runtime.close();
    },
  };
}
