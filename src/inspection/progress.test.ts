import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { done } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf } from '../testing/runtime.ts';
import { skipOf, substituteNow, visitsOf } from '../testing/draw-after.ts';
import { follow } from '../core/follow.ts';
import { completePlan } from '../plan/actions.ts';
import { listPlans } from '../plan/reads.ts';
import { reportImpossible } from './actions/on-site.ts';
import { closeVisit } from './actions/sign.ts';
import { inspectionFollowers } from './jobs.ts';
import { closingPdf } from './documents/closing.ts';
import { readClosing, readPlanProgress } from './reads/progress.ts';
import { inspectionReadSpecsWith } from './routes.ts';
import { NO_LATER_RECORDS } from './types/later.ts';
import { CHIEF, openScene, type Scene } from './scene.testing.ts';
import { attachPhoto, carry, carryFrom } from './steps.testing.ts';

const office = actorOf(['group-office'], 'office');

let scene: Scene;
let planId: string;

beforeAll(async () => {
  scene = await openScene();
  const [plan] = await read(scene.runtime, 1, (tx) => listPlans(tx));
  planId = plan?.planId ?? '';
});
afterAll(() => scene.close());

async function progress() {
  return read(scene.runtime, 1, (tx) => readPlanProgress(tx, planId));
}

test('a visit counts in the month in which it was signed, and not before', async () => {
  const before = await progress();
  expect(before).toMatchObject({ drawn: 64, done: 0, impossible: 0, open: 64 });
  await carry(scene, scene.take(), 'recorded');
  expect(await progress()).toEqual(before);
  await carry(scene, scene.take(), 'signed-off');
  const after = await progress();
  expect(after).toMatchObject({ drawn: 64, done: 1, open: 63 });
  expect(after?.months.find(({ month }) => month === '2026-03')).toMatchObject({ done: 1, doneSoFar: 1 });
  expect(after?.months.reduce((sum, { done }) => sum + done, 0)).toBe(1);
});

test('what could not be inspected is told apart, also when it is closed', async () => {
  const team = await carry(scene, scene.take(), 'notified');
  const { inspectionId } = team;
  const before = await progress();
  await attachPhoto(scene, team);
  await done(scene.runtime, team.lead, reportImpossible, {
    inspectionId,
    conclusion: 'unreachable',
    evidence: '住所无人，物业证明已搬离',
  });
  expect(await progress()).toMatchObject({ impossible: 1, done: before?.done, open: (before?.open ?? 0) - 1 });
  await done(scene.runtime, CHIEF, closeVisit, { inspectionId });
  expect(await progress()).toMatchObject({ impossible: 1, done: before?.done, open: (before?.open ?? 0) - 1 });
});

test('an enterprise that was skipped and the one drawn in its place are one visit', async () => {
  const before = await progress();
  const visits = await visitsOf(scene.runtime, scene.drawId);
  const last = visits.at(-1);
  if (last === undefined) throw new Error('a visit expected');
  await substituteNow(scene.runtime, scene.drawId, skipOf(last));
  for (const follower of inspectionFollowers) await follow(scene.runtime, 1, follower);
  expect(await progress()).toEqual(before);
});

test('it is for staff who read plans: no expert, no other bureau', async () => {
  const spec = inspectionReadSpecsWith(NO_LATER_RECORDS).find(({ kind }) => kind === 'inspection.read-progress');
  if (spec === undefined) throw new Error('there is no such read');
  const codes = async (actor: typeof office) => {
    const result = await answer(scene.runtime, actor, spec, { planId });
    return result.ok ? [] : result.refusals.map(({ code }) => code);
  };
  expect(await codes(office)).toEqual([]);
  expect(await codes(actorOf(['expert'], 'zj'))).toEqual(['not-allowed']);
  expect(await codes(actorOf(['head'], 'head', 2))).toEqual(['plan-not-found']);
});

test('the closing report says what was done by the day of its end, and stays the same when more is done afterwards', async () => {
  const report = () => read(scene.runtime, 1, (tx) => readClosing(tx, planId));
  expect(await report()).toBeUndefined();
  const late = await carry(scene, scene.take(), 'enterprise-signed');
  const before = await progress();
  scene.runtime.clock.set('2026-10-08T01:00:00Z');
  const note = '其余企业因停产未能检查，列入下一年度计划。';
  await done(scene.runtime, office, completePlan, { planId, note });
  const closing = await report();
  if (closing === undefined) throw new Error('the plan is completed');
  const pdf = closingPdf(closing);
  const text = await pdfText(pdf);
  for (const words of [
    '2026年度“双随机”抽查工作总结报告',
    `派发${before?.drawn}家`,
    `完成检查并签字${before?.done}家`,
    `比计划少${(before?.count ?? 0) - (before?.done ?? 0)}家`,
    '未发现问题',
    note,
    '2026年10月8日',
  ])
    expect(text, words).toContain(words);
  scene.runtime.clock.set('2026-10-20T01:00:00Z');
  await carryFrom(scene, late, 'enterprise-signed', 'signed-off');
  expect((await progress())?.done).toBe((before?.done ?? 0) + 1);
  const again = await report();
  expect(again && Buffer.from(closingPdf(again)).equals(Buffer.from(pdf))).toBe(true);
});
