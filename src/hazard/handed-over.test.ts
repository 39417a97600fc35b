/** A refused order in other hands: the court when nothing can be contested any more, the police when it was a stop. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { DAY, openScene, type Scene } from '../inspection/scene.testing.ts';
import { act, deputy, done, head } from '../testing/draw-ceremony.ts';
import { loggedDeeds } from '../testing/deeds.ts';
import { codes } from '../testing/refusal-codes.ts';
import { applyCourt, referPolice } from './actions/measures.ts';
import { registerHazard } from './actions/supervise.ts';
import { noteRefusal } from './actions/treat.ts';
import { listMeasures } from './reads/hazards.ts';
import { hazardIn } from './scene.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

/** A registered hazard under a stop order that was refused on `DAY`. */
async function refused() {
  scene.runtime.clock.set(`${DAY}T01:00:00Z`);
  const { team, hazard } = await hazardIn(scene, { measureKind: 'stop-work' });
  const one = { hazardId: hazard.hazardId };
  const registration = { reportedTo: '应急管理部重大隐患信息系统', cause: '联锁被短接', danger: '可能爆炸' };
  await done(scene.runtime, team.lead, registerHazard, { ...one, registration });
  await done(scene.runtime, team.lead, noteRefusal, { ...one, reason: '复工生产，有照片' });
  return { one, findingId: hazard.findingId };
}

const measures = (hazardId: string) => read(scene.runtime, 1, (tx) => listMeasures(tx, hazardId));

test('the head applies to the court once, in the three months after the time for a suit, ten days after the urging', async () => {
  const { one, findingId } = await refused();
  const handOver = { facts: '拒不执行停产决定', number: '强执申〔2026〕1号', on: '2026-10-20' };
  const days = { decidedOn: DAY, urgedOn: '2026-10-12' };
  const apply = (change: object = {}, actor = head) =>
    act(scene.runtime, actor, applyCourt, { ...one, handOver: { ...handOver, ...days, ...change } });
  expect(codes(await apply())).toEqual(['hazard-later', 'court-urged-too-late']);
  scene.runtime.clock.set('2026-10-20T01:00:00Z');
  expect(codes(await apply({ decidedOn: undefined }))).toEqual(['court-days-missing']);
  expect(codes(await apply({}, deputy))).toEqual(['not-allowed']);
  expect(await measures(one.hazardId)).toEqual([]);
  expect(codes(await apply({ urgedOn: '2026-10-09' }))).toEqual([]);
  expect(await measures(one.hazardId)).toMatchObject([
    { kind: 'court', content: { number: '强执申〔2026〕1号', decidedOn: DAY, urgedOn: '2026-10-09' } },
  ]);
  expect(await loggedDeeds(scene.runtime, 'hazard.apply-court')).toMatchObject([
    { subject: `hazard/${one.hazardId}`, actor: 'head', facts: { finding: findingId, on: '2026-10-20' } },
  ]);
  expect(codes(await apply({ urgedOn: '2026-10-09' }))).toEqual(['hazard-measure-taken']);
});

test('the head refers who works on against a stop order to the police, once', async () => {
  const { one, findingId } = await refused();
  const refer = (on: string, actor = head) =>
    act(scene.runtime, actor, referPolice, { ...one, handOver: { facts: '拒不停产', number: '移〔2026〕1号', on } });
  expect(codes(await refer('2026-03-13'))).toEqual(['hazard-later']);
  expect(codes(await refer(DAY, deputy))).toEqual(['not-allowed']);
  expect(codes(await refer(DAY))).toEqual([]);
  expect(await measures(one.hazardId)).toMatchObject([{ kind: 'police', content: { facts: '拒不停产', on: DAY } }]);
  expect(await loggedDeeds(scene.runtime, 'hazard.refer-police')).toMatchObject([
    { subject: `hazard/${one.hazardId}`, actor: 'head', facts: { finding: findingId, on: DAY } },
  ]);
  expect(codes(await refer(DAY))).toEqual(['hazard-measure-taken']);
});
