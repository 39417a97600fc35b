import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { follow } from '../core/follow.ts';
import { searchForms } from '../core/search-text.ts';
import { read } from '../core/transact.ts';
import { findDocument } from '../core/register/reads.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { CHIEF, DAY, openScene, STRANGER, type Scene, type Team } from '../inspection/scene.testing.ts';
import { penaltyFollowers } from '../penalty/jobs.ts';
import { findCase, findCaseOfFinding } from '../penalty/reads/cases.ts';
import { serveOrder } from '../rectification/actions/serve.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { issuePapers, orderOf, sampleService } from '../rectification/scene.testing.ts';
import { act, deputy, done, head } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { closeAcceptance, removeHazard, signAcceptance } from './actions/accept.ts';
import {
  approvePowerCut,
  carryOutPowerCut,
  liftPowerCut,
  notifyPowerCut,
  proposeClosure,
  referHazardCase,
  referPolice,
} from './actions/measures.ts';
import { assignHazard, dismissHazard, extendHazard, registerHazard, superviseHazard } from './actions/supervise.ts';
import {
  approveTreatmentPlan,
  claimAcceptance,
  noteRefusal,
  reportProgress,
  submitTreatmentPlan,
} from './actions/treat.ts';
import { listDocuments } from '../core/register/reads.ts';
import { listExperts, SERIES, type StoredHazard } from './reads/hazards.ts';
import { listHazards } from './reads/list.ts';
import { hazardTurns } from './reads/turns.ts';
import { hazardDuties } from './rules/duties.ts';
import { hazardIn, hazardOf, settleHazards } from './scene.testing.ts';
import type { TreatmentPlan } from './types/hazard.ts';
import { HazardQuery } from './types/views.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

const REGISTRATION = {
  reportedTo: '应急管理部重大隐患信息系统',
  cause: '通风联锁被短接',
  danger: '可能引起爆炸，停产整改约两周',
};
const SUPERVISION = {
  level: 'district' as const,
  treatBy: '2026-04-10',
  department: '执法大队',
  reason: '涉爆场所',
};
const PLAN: TreatmentPlan = {
  goal: '恢复联锁',
  responsible: '主要负责人负总责',
  measures: '停产，更换控制器',
  funds: '专项资金20万元',
  until: '2026-04-01',
  emergency: '停产期间24小时值守',
};

/** The hazard carried to `treating`. */
async function treated(change: Parameters<typeof hazardIn>[1] = {}) {
  const { team, hazard } = await hazardIn(scene, change);
  const one = { hazardId: hazard.hazardId };
  await done(scene.runtime, team.lead, registerHazard, { ...one, registration: REGISTRATION });
  await done(scene.runtime, head, superviseHazard, { ...one, supervision: SUPERVISION });
  await done(scene.runtime, team.lead, submitTreatmentPlan, { ...one, plan: PLAN });
  // Whoever handed it in does not approve it, whatever else he is.
  const both = { ...CHIEF, staffId: team.lead.staffId };
  expect(codes(await act(scene.runtime, both, approveTreatmentPlan, one))).toEqual(['hazard-own-step']);
  await done(scene.runtime, CHIEF, approveTreatmentPlan, one);
  return { team, one, hazard: await hazardOf(scene, team) };
}

async function accepted(team: Team, one: { hazardId: string }, outcome: 'passed' | 'failed' = 'passed') {
  await done(scene.runtime, team.lead, reportProgress, { ...one, progress: { percent: 100, text: '完成' } });
  await done(scene.runtime, team.lead, claimAcceptance, one);
  const [expert] = await read(scene.runtime, 1, listExperts);
  const acceptance = {
    officerIds: [...team.officerIds],
    expertIds: [expert?.personId ?? ''],
    outcome,
    opinion: '现场核实',
    ...(outcome === 'failed' ? { treatBy: '2026-04-20' } : {}),
  };
  const { documentHash } = await done(scene.runtime, team.lead, closeAcceptance, { ...one, acceptance });
  return { ...one, documentHash };
}

async function dutiesOf({ staffId }: Actor, { hazardId }: Pick<StoredHazard, 'hazardId'>): Promise<string[]> {
  const asked = { staffId, duties: new Set(Object.keys(hazardDuties)), most: 50, skip: 0 };
  const open = await read(scene.runtime, 1, (tx) => hazardTurns(tx, asked));
  return open.flatMap(({ duty, turns }) =>
    turns.filter(({ record }) => record === hazardId).map(({ dueOn }) => `${duty} ${dueOn}`),
  );
}

describe('hazard.open', () => {
  test('a confirmed major finding is one the same day, with its lead as owner, however often the job runs', async () => {
    const { team, hazard } = await hazardIn(scene);
    await settleHazards(scene);
    expect(hazard).toMatchObject({ state: 'found', timerOn: DAY, owner: team.lead.staffId });
    expect(await dutiesOf(team.lead, hazard)).toEqual([`hazard.register ${DAY}`]);
    const order = await orderOf(scene, team);
    expect(order.items).toEqual([expect.objectContaining({ state: 'supervised' })]);
  });
});

describe('the list of hazards', () => {
  test('is searched by the pinyin of the enterprise and by its code, as the directory is', async () => {
    const { hazard } = await hazardIn(scene);
    const found = async (q?: string): Promise<readonly { hazardId: string; enterpriseName: string }[]> =>
      (await read(scene.runtime, 1, (tx) => listHazards(tx, HazardQuery.parse({ q, size: 100 })))).rows;
    const name = (await found()).find(({ hazardId }) => hazardId === hazard.hazardId)?.enterpriseName ?? '';
    const [pinyin = '', initials = ''] = searchForms(name).split('|');
    for (const q of [pinyin, initials.toUpperCase(), name.slice(2)])
      expect((await found(q)).map(({ hazardId }) => hazardId)).toContain(hazard.hazardId);
    expect(await found(`${initials} 没有`)).toEqual([]);
  });
});

describe('the course of a hazard', () => {
  test('registered, listed with its notice, planned, treated week by week', async () => {
    const { team, hazard, one } = await treated();
    expect(hazard).toMatchObject({
      state: 'treating',
      level: 'district',
      treatBy: '2026-04-10',
      timerOn: '2026-03-19',
    });
    const [notice] = await read(scene.runtime, 1, (tx) => listDocuments(tx, SERIES, one.hazardId));
    expect(notice?.number).toMatch(/^（.+）应急督办〔2026〕\d+号$/);
    expect((await read(scene.runtime, 1, (tx) => findDocument(tx, notice?.documentId ?? '')))?.title).toBe(
      '重大事故隐患督办通知书',
    );
    scene.runtime.clock.set('2026-04-06T01:00:00Z');
    await done(scene.runtime, team.second, reportProgress, { ...one, progress: { percent: 60, text: '控制器到货' } });
    // The next report would be due on the 13th; the time ends on the 10th.
    expect((await hazardOf(scene, team)).timerOn).toBe('2026-04-10');
    const early = await act(scene.runtime, team.lead, claimAcceptance, one);
    expect(codes(early)).toEqual(['hazard-not-done']);
  });

  test('only the team and the owner act for it, only in its order, and no other bureau finds it', async () => {
    const { team, hazard } = await hazardIn(scene);
    const input = { hazardId: hazard.hazardId, registration: REGISTRATION };
    expect(codes(await act(scene.runtime, STRANGER, registerHazard, input))).toEqual(['hazard-not-member']);
    const elsewhere = { ...actorOf(['officer'], 'elsewhere'), bureauId: 2 };
    expect(codes(await act(scene.runtime, elsewhere, registerHazard, input))).toEqual(['hazard-not-found']);
    const plan = { hazardId: hazard.hazardId, plan: PLAN };
    expect(codes(await act(scene.runtime, team.lead, submitTreatmentPlan, plan))).toEqual(['hazard-state']);
    const both = await Promise.all([
      act(scene.runtime, team.lead, registerHazard, input),
      act(scene.runtime, team.second, registerHazard, input),
    ]);
    expect(both.flatMap(codes)).toEqual(['hazard-state']);
    const other = actorOf(['officer'], 'officer-0').staffId === team.lead.staffId ? 1 : 0;
    await done(scene.runtime, CHIEF, assignHazard, {
      hazardId: hazard.hazardId,
      officerId: (
        await read(scene.runtime, 1, ({ db }) =>
          db
            .selectFrom('officer')
            .select('officer_id')
            .where('staff_id', '=', `officer-${other}`)
            .executeTakeFirstOrThrow(),
        )
      ).officer_id,
      reason: '原责任人休假',
    });
    expect((await hazardOf(scene, team)).owner).toBe(`officer-${other}`);
  });

  test('the enterprise hands in plan and progress of its own hazard by its code, and of no other', async () => {
    const { team, hazard } = await hazardIn(scene);
    const { team: other, hazard: foreign } = await hazardIn(scene);
    const one = { hazardId: hazard.hazardId };
    await done(scene.runtime, team.lead, registerHazard, { ...one, registration: REGISTRATION });
    await done(scene.runtime, head, superviseHazard, { ...one, supervision: SUPERVISION });
    const order = await orderOf(scene, team);
    await issuePapers(scene, team);
    await done(scene.runtime, team.lead, serveOrder, { orderId: order.orderId, service: sampleService(scene, team) });
    const self = enterpriseActor(1, order.orderId);
    const late = { ...one, plan: { ...PLAN, until: '2026-05-01' } };
    expect(codes(await act(scene.runtime, self, submitTreatmentPlan, late))).toEqual(['hazard-plan-too-long']);
    await done(scene.runtime, self, submitTreatmentPlan, { ...one, plan: PLAN });
    const foreignPlan = { hazardId: foreign.hazardId, plan: PLAN };
    expect(codes(await act(scene.runtime, self, submitTreatmentPlan, foreignPlan))).toEqual(['hazard-not-found']);
    expect((await hazardOf(scene, other)).state).toBe('found');
  });

  test('two officers sign, somebody else removes it, and only then the visit can be closed', async () => {
    const { team, one } = await treated();
    const early = await act(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId });
    expect(codes(early)).toEqual(['close-open-findings']);
    const signing = await accepted(team, one);
    const other = { ...one, documentHash: 'ab'.repeat(32) };
    expect(codes(await act(scene.runtime, team.lead, signAcceptance, other))).toEqual(['sign-other-record']);
    expect((await done(scene.runtime, team.lead, signAcceptance, signing)).state).toBe('accepting');
    expect(codes(await act(scene.runtime, team.lead, signAcceptance, signing))).toEqual(['sign-twice']);
    expect((await done(scene.runtime, team.second, signAcceptance, signing)).state).toBe('accepted');
    const signer = { ...team.lead, roles: ['officer', 'head'] as const };
    const reason = { ...one, reason: '验收合格' };
    expect(codes(await act(scene.runtime, signer, removeHazard, reason))).toEqual(['consent-own-opinion']);
    await done(scene.runtime, deputy, removeHazard, reason);
    await settleHazards(scene);
    const order = await orderOf(scene, team);
    expect(order.items).toEqual([expect.objectContaining({ state: 'passed' })]);
    await done(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId });
    expect(await hazardOf(scene, team)).toMatchObject({ state: 'removed', timerOn: null });
  });

  test('failed, it goes on until the new day, which its item follows', async () => {
    const { team, one } = await treated();
    const signing = await accepted(team, one, 'failed');
    await done(scene.runtime, team.lead, signAcceptance, signing);
    await done(scene.runtime, team.second, signAcceptance, signing);
    await settleHazards(scene);
    expect(await hazardOf(scene, team)).toMatchObject({ state: 'treating', treatBy: '2026-04-20', documentHash: null });
    expect((await orderOf(scene, team)).items[0]?.dueOn).toBe('2026-04-20');
    const extension = { ...one, treatBy: '2026-04-15', reason: '到货推迟', interim: '停产' };
    expect(codes(await act(scene.runtime, head, extendHazard, extension))).toEqual(['hazard-not-longer']);
  });

  test('one officer, no expert of the directory, no new day: refused for every reason at once', async () => {
    const { team, one } = await treated();
    await done(scene.runtime, team.lead, reportProgress, { ...one, progress: { percent: 100, text: '完成' } });
    await done(scene.runtime, team.lead, claimAcceptance, one);
    const acceptance = {
      officerIds: [team.officerIds[1]],
      expertIds: [team.officerIds[0]],
      outcome: 'failed' as const,
      opinion: '现场核实',
    };
    expect(codes(await act(scene.runtime, team.lead, closeAcceptance, { ...one, acceptance }))).toEqual([
      'too-few-officers',
      'round-without-opener',
      'hazard-expert-unknown',
      'hazard-new-day-missing',
    ]);
  });

  test('what still is major is not dismissed', async () => {
    const { one } = await treated();
    const reason = { ...one, reason: '误判' };
    expect(codes(await act(scene.runtime, CHIEF, dismissHazard, reason))).toEqual(['hazard-still-major']);
  });
});

describe('a refused order', () => {
  const cut = { supplier: '供电公司', danger: '联锁短接，随时可能爆炸', safety: '先停机泄压' };

  test('power is cut a day after the notice, at once only when waiting endangers, and never without a refused stop', async () => {
    const { team, one } = await treated({ measureKind: 'stop-work' });
    expect(codes(await act(scene.runtime, head, approvePowerCut, { ...one, cut }))).toEqual(['hazard-not-refused']);
    await done(scene.runtime, team.lead, noteRefusal, { ...one, reason: '复工生产，有照片' });
    expect(codes(await act(scene.runtime, deputy, approvePowerCut, { ...one, cut }))).toEqual(['not-allowed']);
    const noted = { ...head, staffId: team.lead.staffId };
    expect(codes(await act(scene.runtime, noted, approvePowerCut, { ...one, cut }))).toEqual(['hazard-own-step']);
    await done(scene.runtime, head, approvePowerCut, { ...one, cut });
    expect(codes(await act(scene.runtime, team.lead, carryOutPowerCut, one))).toEqual(['power-cut-state']);
    const { earliestAt, number } = await done(scene.runtime, team.lead, notifyPowerCut, { ...one, notice: {} });
    expect(number).toContain('停电通知');
    scene.runtime.clock.set(new Date(Date.parse(earliestAt) - 1_000).toISOString());
    expect(codes(await act(scene.runtime, team.lead, carryOutPowerCut, one))).toEqual(['power-cut-too-early']);
    scene.runtime.clock.set(earliestAt);
    await done(scene.runtime, team.lead, carryOutPowerCut, one);
    await done(scene.runtime, deputy, liftPowerCut, { ...one, reason: '已停产' });
    await done(scene.runtime, head, approvePowerCut, { ...one, cut });
    await done(scene.runtime, team.lead, notifyPowerCut, { ...one, notice: { urgency: '已发生泄漏' } });
    await done(scene.runtime, team.lead, carryOutPowerCut, one);
  });

  test('without a stop order there is nothing to enforce by power or police; the case and the closure are', async () => {
    const { team, one } = await treated();
    const handOver = { facts: '拒不整改', number: '示〔2026〕1号', on: DAY };
    expect(codes(await act(scene.runtime, team.lead, referHazardCase, { ...one, handOver }))).toEqual([
      'hazard-not-overdue',
    ]);
    await done(scene.runtime, team.lead, noteRefusal, { ...one, reason: '拒不整改' });
    expect(codes(await act(scene.runtime, head, approvePowerCut, { ...one, cut }))).toEqual([
      'power-cut-no-stop-order',
    ]);
    expect(codes(await act(scene.runtime, head, referPolice, { ...one, handOver }))).toEqual([
      'power-cut-no-stop-order',
    ]);
    await done(scene.runtime, team.lead, referHazardCase, { ...one, handOver });
    // The case begins by itself, once; the hazard stays under supervision.
    for (let n = 0; n < 2; n += 1) for (const follower of penaltyFollowers) await follow(scene.runtime, 1, follower);
    const { findingId } = await hazardOf(scene, team);
    const [file] = await read(scene.runtime, 1, async (tx) => {
      const caseId = await findCaseOfFinding(tx, findingId);
      return [caseId === undefined ? undefined : await findCase(tx, caseId)];
    });
    expect(file).toMatchObject({ state: 'lead', lead: { source: 'finding' } });
    expect(file?.lead.facts).toContain('重大事故隐患');
    expect((await hazardOf(scene, team)).state).toBe('treating');
    expect(codes(await act(scene.runtime, team.lead, referHazardCase, { ...one, handOver }))).toEqual([
      'hazard-measure-taken',
    ]);
    await done(scene.runtime, head, proposeClosure, { ...one, handOver });
  });
});
