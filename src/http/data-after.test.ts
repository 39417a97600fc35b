/** Datasets of what comes after a result: objections and the corrections they made, major hazards, common problems. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { withdrawEntry } from '../disclosure/actions.ts';
import { decideObjection } from '../disclosure/actions/objection.ts';
import { LEGAL, object, publishResultOf } from '../disclosure/objection.testing.ts';
import { must, REVIEWER } from '../disclosure/sample.testing.ts';
import { registerHazard, superviseHazard } from '../hazard/actions/supervise.ts';
import { hazardIn } from '../hazard/scene.testing.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { served } from '../rectification/scene.testing.ts';
import { done, head } from '../testing/draw-ceremony.ts';
import { buildApp } from './app.ts';
import { portalRoutes } from './portal.ts';

let scene: Scene;
let app: FastifyInstance;
beforeAll(async () => {
  scene = await openScene();
  app = await buildApp({
    runtime: scene.runtime,
    identify: () => Promise.resolve(undefined),
    logging: false,
    extend: (site) => Promise.resolve(portalRoutes(site, scene.runtime)),
  });
}, 60_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

type Row = Readonly<Record<string, unknown>>;
async function rows(dataset: string, query = ''): Promise<readonly Row[]> {
  await refreshOpenData(scene.runtime, 1);
  const answer = await app.inject(`/data/v1/${dataset}?limit=1000${query}`);
  expect(answer.statusCode, dataset).toBe(200);
  return answer.json<{ rows: Row[] }>().rows;
}
const published = async (): Promise<string> => {
  const { team } = await served(scene, [{ days: 7, description: '配电箱未锁闭' }]);
  return publishResultOf(scene.runtime, team);
};

describe('objections', () => {
  test('are rows with their day and answer, never with their words; corrections say what made them', async () => {
    const [corrected, withdrawn, own] = [await published(), await published(), await published()];
    const words = '我是李四，电话13800001234';
    const ask = async (entryId: string) => (await must(object(scene.runtime, entryId, { words }))).objectionId;
    const [first, second, third] = [await ask(corrected), await ask(withdrawn), await ask(corrected)];
    const answer = (objectionId: string, more: object) =>
      done(scene.runtime, LEGAL, decideObjection, { objectionId, outcome: 'corrected', reason: '经查有误', ...more });
    await answer(first, { wording: [{ at: 'findings.1.text', text: '配电箱门未关' }] });
    await answer(second, { outcome: 'withdrawn', reason: '不是该单位' });
    await done(scene.runtime, REVIEWER, withdrawEntry, { entryId: own, reason: '检查决定被撤销' });
    const found = await rows('objections');
    expect(JSON.stringify(found)).not.toMatch(/李四|13800001234/);
    const shared = { dataset: 'visits', version: 1, objector: 'public', ground: 'facts', due_on: '2026-04-10' };
    expect(new Map(found.map((row) => [row['objection_id'], row]))).toEqual(
      new Map([
        [first, expect.objectContaining({ ...shared, record_id: corrected, state: 'corrected', corrected_version: 2 })],
        [
          second,
          expect.objectContaining({ ...shared, record_id: withdrawn, state: 'withdrawn', reason: '不是该单位' }),
        ],
        [third, expect.objectContaining({ state: 'open', reason: null, decided_on: null, is_late: false })],
      ]),
    );
    const causes = (await rows('corrections')).map((row) => [row['record_id'], row['kind'], row['cause']]);
    expect(causes).toHaveLength(3);
    expect(causes).toEqual(
      expect.arrayContaining([
        [corrected, 'correction', 'objection'],
        [withdrawn, 'withdrawal', 'objection'],
        [own, 'withdrawal', 'own'],
      ]),
    );
    // A day is over: the row changes without a deed.
    scene.runtime.clock.set('2026-04-13T01:00:00Z');
    expect(await rows('objections', '&is_late=true')).toMatchObject([{ objection_id: third }]);
    scene.runtime.clock.set('2026-03-12T09:00:00Z');
  }, 60_000);
});

describe('major hazards', () => {
  test('of published results alone, from their registration; what was written about them stays inside', async () => {
    const { team, hazard } = await hazardIn(scene);
    const one = { hazardId: hazard.hazardId };
    const register = { reportedTo: '重大隐患系统', cause: '通风联锁被短接', danger: '可能引起爆炸' };
    await done(scene.runtime, team.lead, registerHazard, { ...one, registration: register });
    expect(await rows('hazards')).toEqual([]);
    const entryId = await publishResultOf(scene.runtime, team);
    expect(await rows('hazards')).toMatchObject([
      { finding_id: `${entryId}-1`, standing: 'treating', supervision: null, treat_by: '2026-03-17', ended_on: null },
    ]);
    const supervision = { level: 'district' as const, treatBy: '2026-04-10', department: '执法大队', reason: '涉爆' };
    await done(scene.runtime, head, superviseHazard, { ...one, supervision });
    const found = await rows('hazards');
    expect(found).toMatchObject([{ supervision: 'district', treat_by: '2026-04-10' }]);
    expect(JSON.stringify(found)).not.toMatch(/短接|爆炸|涉爆|执法大队|重大隐患系统/);
    await done(scene.runtime, REVIEWER, withdrawEntry, { entryId, reason: '检查决定被撤销' });
    expect(await rows('hazards')).toEqual([]);
  }, 60_000);
});

describe('common problems', () => {
  test('are what anybody counts from visits and findings', async () => {
    for (let n = 0; n < 3; n += 1) await published();
    const visits = await rows('visits');
    const findings = await rows('findings');
    const problems = await rows('common-problems');
    const streetOf = new Map(visits.map((visit) => [visit['visit_id'], visit['subdistrict_code']]));
    const keyOf = (row: Row): string => `${String(streetOf.get(row['visit_id']))} ${String(row['item_name'])}`;
    const counted = [...Map.groupBy(findings, keyOf)].map(([key, own]) => {
      const [street = ''] = key.split(' ');
      const all = visits.filter((visit) => visit['subdistrict_code'] === street).length;
      const withProblem = new Set(own.map((row) => row['visit_id'])).size;
      return [key, [all, withProblem, Math.floor((10_000 * withProblem) / all), own.length]] as const;
    });
    expect(counted.length).toBeGreaterThan(0);
    const given = problems.map((row) => {
      const { visits: all, visits_with_problem: withProblem, share_per_10000: share, findings: found } = row;
      return [
        `${String(row['subdistrict_code'])} ${String(row['item_name'])}`,
        [all, withProblem, share, found],
      ] as const;
    });
    expect(given).toHaveLength(counted.length);
    expect(new Map(given)).toEqual(new Map(counted));
  }, 60_000);
});
