/** The portal over the published results of one draw, for tests. @module */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau } from '../core/transact.ts';
import { correctEntry, withdrawEntry } from '../disclosure/actions.ts';
import { draftedEntry, must, plantCanaries, publishedEntry, REVIEWER } from '../disclosure/sample.testing.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { portalRoutes } from './portal.ts';

export interface Portal {
  readonly runtime: TestRuntime;
  readonly app: FastifyInstance;
  readonly district: District;
  readonly drawId: string;
  /** Entries that were withdrawn and corrected after their publication. */
  readonly withdrawn: string;
  readonly corrected: string;
  readonly get: (url: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>;
  readonly body: (url: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** On a database of its own: results of every kind, a withdrawal, a correction, a street where nobody was, one draft. */
export async function openPortal(): Promise<Portal> {
  const runtime = await testRuntime('2026-03-02T01:00:00Z');
  const district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 20);
  const drawId = await carryTo(runtime, 'released', { planId: district.planId });
  for (let n = 0; n < 3; n += 1)
    await publishedEntry(runtime, district, { n, drawId, findings: ['配电箱未锁闭', '通道堵塞'] });
  for (let n = 3; n < 8; n += 1)
    await publishedEntry(runtime, district, { n, drawId, conclusion: 'no-problem', findings: [] });
  await publishedEntry(runtime, district, { n: 8, drawId, conclusion: 'ended', findings: [] });
  const withdrawn = await publishedEntry(runtime, district, { n: 9, drawId, findings: ['撤回前的问题'] });
  await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId: withdrawn, reason: '检查决定被撤销' }));
  const corrected = await publishedEntry(runtime, district, { n: 10, drawId, findings: ['配电箱未锁闭，门已坏'] });
  await must(
    execute(runtime, REVIEWER, correctEntry, newId(), {
      entryId: corrected,
      wording: [{ at: 'findings.1.text', text: '配电箱未上锁，门已坏' }],
      reason: '用词更正',
    }),
  );
  await inBureau(runtime, 1, ({ db }) =>
    db.insertInto('subdistrict').values({ bureau_id: 1, code: '120111101', name: '空白街道', aliases: [] }).execute(),
  );
  await publishedEntry(runtime, district, { n: 13, drawId, findings: ['灭火器被遮挡'], isMendedAtOnce: true });
  await draftedEntry(runtime, district, { n: 11, drawId, findings: ['尚未公开的问题'] });
  await refreshOpenData(runtime, 1);
  const app = await buildApp({
    runtime,
    logging: false,
    identify: () => Promise.resolve(undefined),
    extend: (portal) => Promise.resolve(portalRoutes(portal, runtime)),
  });
  const get: Portal['get'] = (url, headers = {}) => app.inject({ method: 'GET', url, headers });
  return {
    runtime,
    app,
    district,
    drawId,
    withdrawn,
    corrected,
    get,
    body: async (url) => (await get(url)).body,
    close: async () => {
      await app.close();
      await runtime.close();
    },
  };
}
