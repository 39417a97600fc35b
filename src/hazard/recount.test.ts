import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { CHIEF, DAY, openScene, type Scene } from '../inspection/scene.testing.ts';
import { done, head } from '../testing/draw-ceremony.ts';
import { loadNewYear } from '../testing/new-year.ts';
import { registerHazard, superviseHazard } from './actions/supervise.ts';
import { approveTreatmentPlan, reportProgress, submitTreatmentPlan } from './actions/treat.ts';
import { hazardIn, hazardOf, settleHazards } from './scene.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

test('a holiday notice moves the weekly report that falls on a new day off, counted from the last report, and leaves the rest', async () => {
  const { team: untouched, hazard } = await hazardIn(scene);
  const { team, hazard: late } = await hazardIn(scene);
  const one = { hazardId: late.hazardId };
  const registration = { reportedTo: '应急管理部重大隐患信息系统', cause: '短接', danger: '爆炸' };
  const supervision = { level: 'district' as const, treatBy: '2026-04-10', department: '执法大队', reason: '涉爆场所' };
  const words = { goal: '恢复联锁', responsible: '主要负责人', measures: '停产', funds: '专项资金', emergency: '值守' };
  await done(scene.runtime, team.lead, registerHazard, { ...one, registration });
  await done(scene.runtime, head, superviseHazard, { ...one, supervision });
  await done(scene.runtime, team.lead, submitTreatmentPlan, { ...one, plan: { ...words, until: '2026-04-01' } });
  await done(scene.runtime, CHIEF, approveTreatmentPlan, one);
  scene.runtime.clock.set('2026-12-28T01:00:00Z');
  await done(scene.runtime, team.lead, reportProgress, { ...one, progress: { percent: 50, text: '过半' } });
  expect((await hazardOf(scene, team)).timerOn).toBe('2027-01-04');

  await loadNewYear(scene.runtime, '2027-01-04');
  await settleHazards(scene);

  expect((await hazardOf(scene, team)).timerOn).toBe('2027-01-05');
  expect(await hazardOf(scene, untouched)).toMatchObject({ hazardId: hazard.hazardId, timerOn: DAY });
  const moved = await read(scene.runtime, 1, ({ db }) =>
    db.selectFrom('deed').select('subject_id').where('kind', '=', 'hazard.recount').execute(),
  );
  expect(moved).toEqual([{ subject_id: late.hazardId }]);
});
