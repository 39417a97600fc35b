import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { recusalOf, skipOf, substituteNow, visitsOf } from '../testing/draw-after.ts';
import { act } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { acceptTask, declareTaskRecusal } from './actions/prepare.ts';
import { inspectionFollowers } from './jobs.ts';
import { findVisit } from './reads/visits.ts';
import { openScene, type Scene, type Team } from './scene.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

async function settle(): Promise<void> {
  for (const follower of inspectionFollowers) await follow(scene.runtime, 1, follower);
}

async function visitOf({ inspectionId }: Pick<Team, 'inspectionId'>) {
  const visit = await read(scene.runtime, 1, (tx) => findVisit(tx, inspectionId));
  if (visit === undefined) throw new Error('a visit expected');
  return visit;
}

async function drawnAs(creditCode: string) {
  const found = (await visitsOf(scene.runtime, scene.drawId)).find(({ enterprise }) => enterprise === creditCode);
  if (found === undefined) throw new Error(`${creditCode} is not to be visited`);
  return found;
}

test('a recusal after the draw blocks the task until the draw has given somebody else the place', async () => {
  const team = scene.take();
  const { inspectionId } = team;
  await act(scene.runtime, team.lead, declareTaskRecusal, { inspectionId, reason: 'KIN' });
  expect(codes(await act(scene.runtime, team.second, acceptTask, { inspectionId }))).toEqual(['inspection-blocked']);
  const before = await visitOf(team);
  await substituteNow(scene.runtime, scene.drawId, recusalOf(await drawnAs(before.row.credit_code)));
  await settle();
  const after = await visitOf(team);
  expect(after.blocked).toBeNull();
  expect(after.team[0]?.number).not.toBe(before.team[0]?.number);
  expect(after.team[1]?.number).toBe(before.team[1]?.number);
  // Who has left has no more say, who came has.
  expect(codes(await act(scene.runtime, team.lead, acceptTask, { inspectionId }))).toEqual(['inspection-not-member']);
  expect(codes(await act(scene.runtime, team.second, acceptTask, { inspectionId }))).toEqual([]);
  await settle();
  expect((await visitOf(team)).team).toEqual(after.team);
});

test('of two recusals the second still blocks when the first is settled', async () => {
  const team = scene.take();
  const { inspectionId } = team;
  for (const actor of [team.lead, team.second])
    await act(scene.runtime, actor, declareTaskRecusal, { inspectionId, reason: 'OWN' });
  const { row } = await visitOf(team);
  await substituteNow(scene.runtime, scene.drawId, recusalOf(await drawnAs(row.credit_code)));
  await settle();
  const half = await visitOf(team);
  expect(half.blocked).toContain(half.team[1]?.number);
  expect(half.blocked).not.toContain('；');
  await substituteNow(
    scene.runtime,
    scene.drawId,
    recusalOf(await drawnAs(row.credit_code), 1),
    '57721566490153286060',
  );
  await settle();
  expect((await visitOf(team)).blocked).toBeNull();
});

test('the task of a skipped enterprise ends as 已替换, its substitute gets one with its team; once', async () => {
  const team = scene.take();
  const { row } = await visitOf(team);
  await substituteNow(scene.runtime, scene.drawId, skipOf(await drawnAs(row.credit_code)));
  await settle();
  await settle();
  const ended = await visitOf(team);
  expect(ended.state).toBe('replaced');
  expect(codes(await act(scene.runtime, team.lead, acceptTask, { inspectionId: team.inspectionId }))).toEqual([
    'inspection-state',
  ]);
  const standing = await visitsOf(scene.runtime, scene.drawId);
  const tasks = await read(scene.runtime, 1, ({ db }) =>
    db.selectFrom('inspection').select(['credit_code', 'state']).where('bureau_id', '=', 1).execute(),
  );
  const open = tasks.filter(({ state }) => state !== 'replaced').map(({ credit_code }) => credit_code);
  expect(open.toSorted()).toEqual(standing.map(({ enterprise }) => enterprise).toSorted());
});
