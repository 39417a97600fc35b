/** Referred findings become leads; a new holiday notice moves what is open, and says so. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { referCase } from '../rectification/actions/end.ts';
import { DAY, openScene, type Scene } from '../inspection/scene.testing.ts';
import { served, settleJobs } from '../rectification/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { penaltyFollowers } from './jobs.ts';
import { findCase, findCaseOfFinding, listActs } from './reads/cases.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

test('a finding that was referred becomes one lead, however often the job runs, and waits for an officer', async () => {
  const { team, order } = await served(scene, [{ days: 7 }]);
  scene.runtime.clock.set('2026-03-25T01:00:00Z');
  const findingId = order.items[0]?.findingId ?? '';
  await done(scene.runtime, team.lead, referCase, { orderId: order.orderId, findingId, ground: 'ansheng-102' });
  await settleJobs(scene);
  for (let n = 0; n < 2; n += 1) for (const follower of penaltyFollowers) await follow(scene.runtime, 1, follower);
  const [file, acts] = await read(scene.runtime, 1, async (tx) => {
    const caseId = (await findCaseOfFinding(tx, findingId)) ?? '';
    return [await findCase(tx, caseId), await listActs(tx, caseId)] as const;
  });
  expect(file).toMatchObject({ state: 'lead', findingId, openedOn: '2026-03-25', lead: { source: 'finding' } });
  expect(file?.lead.facts).toContain('使用非防爆插座1处');
  expect(acts.map(({ act, by }) => [act, by])).toEqual([['open-lead', 'system']]);
});

test('a finding that was rectified becomes none', async () => {
  scene.runtime.clock.set(`${DAY}T01:00:00Z`);
  const { order } = await served(scene, [{}]);
  await settleJobs(scene);
  for (const follower of penaltyFollowers) await follow(scene.runtime, 1, follower);
  const found = await read(scene.runtime, 1, (tx) => findCaseOfFinding(tx, order.items[0]?.findingId ?? ''));
  expect(found).toBeUndefined();
});
