import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PLAN } from '../../demo/plan.ts';
import type { Result } from '../core/result.ts';
import { read } from '../core/transact.ts';
import { listUniverse } from '../directory/reads/pools.ts';
import { kindsOf } from '../testing/deeds.ts';
import { actsOn } from '../testing/draw-ceremony.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import * as course from './actions.ts';
import * as approval from './actions/approval.ts';
import { exemptFromCap } from './actions/caps.ts';
import { findPlan, findPlanForDraw, listPlanDrafters, listPlans, listPublishedPlans, readPlanBasis } from './reads.ts';
import { listSignatures } from './reads/approval.ts';
import type { PlanContent } from './types.ts';
import { codes } from '../testing/refusal-codes.ts';

const drafter = actorOf(['group-office'], 'drafter');
const publisher = actorOf(['disclosure-reviewer'], 'publisher');
const head = actorOf(['head']);
const deputy = actorOf(['deputy-head']);
const draft = { year: 2026, content: DEMO_PLAN, universeSize: 200 };

const deeds = { ...course, ...approval };

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime('2026-01-05T01:00:00Z');
  await runtime.asOwner(async (owner) => {
    await owner
      .insertInto('enterprise')
      .values(Array.from({ length: 202 }, (_, index) => enterprise(index)))
      .execute();
    await owner
      .insertInto('officer')
      .values(Array.from({ length: 17 }, (_, index) => officer(index)))
      .execute();
  });
});
afterAll(() => runtime.close());

/** 200 active enterprises and two closed ones. */
function enterprise(index: number) {
  return {
    bureau_id: 1,
    enterprise_id: crypto.randomUUID(),
    removed: false,
    search: `e${index}`,
    credit_code: `91120111MA${String(index).padStart(8, '0')}`,
    name: `企业${index}`,
    kind: 'enterprise' as const,
    subdistrict_code: '120111100',
    safety_domain: index < 45 ? ('hazchem' as const) : ('machinery' as const),
    special_flags: [],
    licences: '[]',
    regulator_level: 'district' as const,
    key_unit: false,
    status: index < 200 ? ('active' as const) : ('closed' as const),
    version: 1,
    created_on: '2026-01-01',
    updated_on: '2026-01-01',
  };
}

/** 16 officers with valid certificates and one whose certificate expired yesterday. */
function officer(index: number) {
  return {
    bureau_id: 1,
    officer_id: crypto.randomUUID(),
    removed: false,
    search: `o${index}`,
    certificate_number: `ZF${index}`,
    name: `人员${index}`,
    certificate_domains: [],
    certificate_expires_on: index < 16 ? '2028-12-31' : '2026-01-04',
    is_presiding: false,
    specialties: [],
    status: 'on-duty' as const,
    version: 1,
    created_on: '2026-01-01',
    updated_on: '2026-01-01',
  };
}

const { act, done } = actsOn(() => runtime);

/** The plan as its reader sees it: id and hash. */
async function shown(planId: string): Promise<{ planId: string; hash: string }> {
  const plan = await read(runtime, 1, (tx) => findPlan(tx, planId));
  if (plan === undefined) throw new Error(`no plan ${planId}`);
  return { planId, hash: plan.hash };
}

const revisionOf = async (planId: string): Promise<number> =>
  (await read(runtime, 1, (tx) => findPlan(tx, planId)))?.revision ?? 0;

async function amend(planId: string, change: Partial<PlanContent>, seen?: number): Promise<Result<unknown>> {
  return act(drafter, deeds.amendDraft, {
    planId,
    revision: seen ?? (await revisionOf(planId)),
    content: { ...DEMO_PLAN, ...change },
    universeSize: 200,
  });
}

let planId: string;

describe('plan.create', () => {
  test('the office drafts, nobody else; the same command twice makes one plan', async () => {
    const command = crypto.randomUUID();
    expect(codes(await act(head, deeds.createPlan, draft))).toEqual(['not-allowed']);
    const first = await act(drafter, deeds.createPlan, draft, command);
    expect(await act(drafter, deeds.createPlan, draft, command)).toEqual(first);
    if (!first.ok) throw new Error(JSON.stringify(first.refusals));
    ({ planId } = first.value);
    expect(await kindsOf(runtime, planId)).toEqual(['plan.create']);
  });

  test('a second plan for the year is refused', async () => {
    expect(codes(await act(drafter, deeds.createPlan, draft))).toEqual(['plan-exists']);
  });

  test('a size of the directory that is not today’s is refused with today’s', async () => {
    const refused = await act(drafter, deeds.createPlan, { ...draft, year: 2025, universeSize: 202 });
    expect(refused).toMatchObject({
      refusals: [{ code: 'universe-differs', facts: { calculated: 202, directory: 200 } }],
    });
  });

  test('two who begin the year at once make one plan', async () => {
    const results = await Promise.all([1, 2].map(() => act(drafter, deeds.createPlan, { ...draft, year: 2027 })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['plan-exists']);
  });

  test('a team of one officer is no team', async () => {
    const alone = {
      ...DEMO_PLAN,
      capacity: { ...DEMO_PLAN.capacity, visit: { ...DEMO_PLAN.capacity.visit, officers: 1 } },
    };
    expect(codes(await act(drafter, deeds.createPlan, { ...draft, content: alone }))).toEqual(['input-invalid']);
  });
});

describe('plan.amend-draft', () => {
  test('of two who amend the same revision at once, one is told', async () => {
    const seen = await revisionOf(planId);
    const results = await Promise.all(['甲', '乙'].map((title) => amend(planId, { title }, seen)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['plan-changed-meanwhile']);
  });

  test('another bureau’s plan does not exist', async () => {
    const foreign = actorOf(['group-office'], 'drafter', 2);
    const input = { planId, revision: 2, content: DEMO_PLAN, universeSize: 0 };
    expect(codes(await act(foreign, deeds.amendDraft, input))).toEqual(['plan-not-found']);
    expect(await read(runtime, 2, (tx) => listPlans(tx))).toEqual([]);
  });
});

describe('plan.submit', () => {
  test('with figures that do not add up and officers without certificates it is refused, with every reason', async () => {
    const capacity = { ...DEMO_PLAN.capacity, officers: 17, keyDays: 750 };
    await amend(planId, { count: 79, capacity });
    expect(codes(await act(drafter, deeds.submitPlan, await shown(planId)))).toEqual([
      'ratio-count-differ',
      'monthly-targets-differ',
      'duty-split-differs',
      'total-days-differ',
      'supervision-split-differs',
      'officers-not-certified',
    ]);
  });

  test('a page that shows an older revision cannot submit the newer one', async () => {
    const stale = await shown(planId);
    expect((await amend(planId, {})).ok).toBe(true);
    expect(codes(await act(drafter, deeds.submitPlan, stale))).toEqual(['plan-changed-meanwhile']);
    await done(drafter, deeds.submitPlan, await shown(planId));
    expect(codes(await amend(planId, { title: '改' }))).toEqual(['plan-wrong-state']);
  });
});

describe('plan.return', () => {
  test('needs a reason and makes it a draft again', async () => {
    expect(codes(await act(deputy, deeds.returnPlan, { planId, reason: '  ' }))).toEqual(['input-invalid']);
    await done(deputy, deeds.returnPlan, { planId, reason: '补充专家安排' });
    const plan = await read(runtime, 1, (tx) => findPlan(tx, planId));
    expect(plan).toMatchObject({ state: 'draft', returnReason: '补充专家安排', submittedBy: null });
    expect(codes(await act(deputy, deeds.returnPlan, { planId, reason: '再退' }))).toEqual(['plan-wrong-state']);
  });
});

describe('plan.endorse', () => {
  test('the deputy who neither drafted nor submitted, the very plan on the screen; the head may still return it', async () => {
    await done(drafter, deeds.submitPlan, await shown(planId));
    const seen = await shown(planId);
    expect(codes(await act(head, deeds.endorsePlan, seen))).toEqual(['not-allowed']);
    expect(codes(await act(actorOf(['deputy-head'], 'drafter'), deeds.endorsePlan, seen))).toEqual([
      'plan-own-draft-endorse',
    ]);
    expect(codes(await act(deputy, deeds.endorsePlan, { ...seen, hash: '0'.repeat(64) }))).toEqual([
      'plan-changed-meanwhile',
    ]);
    const both = await Promise.all([1, 2].map(() => act(deputy, deeds.endorsePlan, { ...seen, opinion: '同意' })));
    expect(both.flatMap(codes)).toEqual(['plan-wrong-state']);
    await done(head, deeds.returnPlan, { planId, reason: '再核分层' });
    expect(await read(runtime, 1, (tx) => findPlan(tx, planId))).toMatchObject({ state: 'draft', endorsedBy: null });
  });

  test('every signature stays, with its opinion and the hash that was signed', async () => {
    const { hash } = await shown(planId);
    expect(await read(runtime, 1, (tx) => listSignatures(tx, planId))).toMatchObject([
      { number: 1, step: 'submit', signedBy: 'drafter' },
      { number: 2, step: 'return', signedBy: 'deputy-head', opinion: '补充专家安排' },
      { number: 3, step: 'submit', hash },
      { number: 4, step: 'endorse', hash, opinion: '同意', signedBy: 'deputy-head' },
      { number: 5, step: 'return', signedBy: 'head' },
    ]);
    await expect(
      runtime.asOwner(async (owner) => {
        await owner.updateTable('plan_signature').set({ opinion: '改' }).execute();
      }),
    ).rejects.toThrow(/append-only/);
  });
});

describe('plan.approve', () => {
  test('only the head, never one who drafted or submitted', async () => {
    await done(actorOf(['group-office'], 'submitter'), deeds.submitPlan, await shown(planId));
    const seen = { ...(await shown(planId)), approvalDocument: null };
    expect(codes(await act(deputy, deeds.approvePlan, seen))).toEqual(['not-allowed']);
    expect(codes(await act(head, deeds.approvePlan, seen))).toEqual(['plan-wrong-state']);
    await done(actorOf(['deputy-head', 'head'], 'deputy-head'), deeds.endorsePlan, await shown(planId));
    expect(codes(await act(actorOf(['deputy-head', 'head'], 'deputy-head'), deeds.approvePlan, seen))).toEqual([
      'plan-own-endorsement',
    ]);
    expect(codes(await act(actorOf(['group-office', 'head'], 'drafter'), deeds.approvePlan, seen))).toEqual([
      'plan-own-draft-approve',
    ]);
    expect(codes(await act(actorOf(['head'], 'submitter'), deeds.approvePlan, seen))).toEqual(['plan-own-submission']);
    expect(codes(await act(head, deeds.approvePlan, { ...seen, hash: '0'.repeat(64) }))).toEqual([
      'plan-changed-meanwhile',
    ]);
  });

  test('sets the term for publication, 20 workdays', async () => {
    const approved = await done(head, deeds.approvePlan, {
      ...(await shown(planId)),
      approvalDocument: '西青政函〔2026〕1号',
    });
    expect(approved.discloseBy).toBe('2026-02-02');
    expect(codes(await act(head, deeds.approvePlan, { ...(await shown(planId)), approvalDocument: null }))).toEqual([
      'plan-wrong-state',
    ]);
  });

  test('what is approved cannot be changed, not even with the database in hand', async () => {
    await expect(
      runtime.asOwner(async (owner) => {
        await owner.updateTable('annual_plan').set({ count: 1 }).where('plan_id', '=', planId).execute();
      }),
    ).rejects.toThrow(/approved plan/);
  });
});

describe('plan.publish', () => {
  test('before it the public sees nothing; the drafter may not; of two at once one does', async () => {
    expect(await read(runtime, 1, (tx) => listPublishedPlans(tx))).toEqual([]);
    expect(codes(await act(drafter, deeds.publishPlan, await shown(planId)))).toEqual(['plan-own-draft-publish']);
    const seen = await shown(planId);
    const results = await Promise.all([1, 2].map(() => act(publisher, deeds.publishPlan, seen)));
    expect(results.flatMap(codes)).toEqual(['plan-wrong-state']);
  });

  test('the public sees figures and documents, neither people nor how their days are spent', async () => {
    const [plan] = await read(runtime, 1, (tx) => listPublishedPlans(tx));
    expect(plan).toMatchObject({
      year: 2026,
      ratio: 4000,
      count: 80,
      universeSize: 200,
      kRule: 'ceil(200*40/100)',
      discloseBy: '2026-02-02',
    });
    expect(JSON.stringify(plan)).not.toMatch(/drafter|publisher|head|submitter|officers|Days|病假/);
  });
});

describe('plan.open', () => {
  test('not before the window begins', async () => {
    runtime.clock.set('2025-12-31T01:00:00Z');
    expect(codes(await act(drafter, deeds.openPlan, { planId }))).toEqual(['window-not-begun']);
    runtime.clock.set('2026-01-06T01:00:00Z');
    await done(drafter, deeds.openPlan, { planId });
    const plan = await read(runtime, 1, (tx) => findPlanForDraw(tx, planId));
    expect(plan).toMatchObject({
      state: 'in-progress',
      count: 80,
      kRule: 'ceil(200*40/100)',
      windowTo: '2026-09-30',
      exceptions: [],
    });
    expect(await read(runtime, 1, (tx) => listPlanDrafters(tx, planId))).toEqual(['drafter']);
    expect(await read(runtime, 1, (tx) => findPlanForDraw(tx, crypto.randomUUID()))).toBeUndefined();
  });
});

describe('plan.approve-exception', () => {
  const exception = {
    act: 'inspection' as const,
    from: '2026-10-12',
    to: '2026-10-30',
    reason: '企业停产至 9 月底，补检',
  };

  test('the head alone, for days outside the window; the draw sees it', async () => {
    expect(codes(await act(drafter, deeds.approveException, { planId, ...exception }))).toEqual(['not-allowed']);
    expect(codes(await act(head, deeds.approveException, { planId, ...exception, from: '2026-09-01' }))).toEqual([
      'exception-inside-window',
    ]);
    await done(head, deeds.approveException, { planId, ...exception });
    const plan = await read(runtime, 1, (tx) => findPlanForDraw(tx, planId));
    expect(plan?.exceptions).toMatchObject([
      { act: 'inspection', validFrom: '2026-10-12', validTo: '2026-10-30', approvedBy: 'head' },
    ]);
  });

  test('a draft has no exceptions', async () => {
    const other = (await read(runtime, 1, (tx) => listPlans(tx))).find(({ year }) => year === 2027);
    expect(codes(await act(head, deeds.approveException, { planId: other?.planId ?? '', ...exception }))).toEqual([
      'plan-wrong-state',
    ]);
  });
});

describe('plan.adjust', () => {
  test('the running plan holds until the next version is opened, then gives way', async () => {
    const { planId: next } = await done(drafter, deeds.adjustPlan, { planId, reason: '新增 4 家重点企业' });
    expect(codes(await act(drafter, deeds.adjustPlan, { planId, reason: '再调整' }))).toEqual(['plan-wrong-state']);
    expect((await read(runtime, 1, (tx) => findPlanForDraw(tx, planId)))?.state).toBe('adjusting');
    await done(drafter, deeds.submitPlan, await shown(next));
    await done(deputy, deeds.endorsePlan, await shown(next));
    await done(head, deeds.approvePlan, { ...(await shown(next)), approvalDocument: null });
    await done(publisher, deeds.publishPlan, await shown(next));
    await done(drafter, deeds.openPlan, { planId: next });
    const states = (await read(runtime, 1, (tx) => listPlans(tx)))
      .filter(({ year }) => year === 2026)
      .map(({ version, state }) => [version, state]);
    expect(states).toEqual([
      [2, 'in-progress'],
      [1, 'superseded'],
    ]);
    expect(await kindsOf(runtime, next)).toEqual([
      'plan.submit',
      'plan.endorse',
      'plan.approve',
      'plan.publish',
      'plan.open',
    ]);
    const [now, before] = await read(runtime, 1, (tx) => listPublishedPlans(tx));
    expect([now?.version, now?.adjustedBecause, before?.version]).toEqual([2, '新增 4 家重点企业', 1]);
    planId = next;
  });
});

describe('plan.exempt-from-cap', () => {
  test('a leader, with a lead, for one enterprise with a cap, once; nobody else, no stranger', async () => {
    const [first] = await read(runtime, 1, (tx) => listUniverse(tx));
    const enterpriseId = first?.enterpriseId ?? '';
    const input = { planId, enterpriseId, trigger: 'complaint' as const, document: '12350-2026-0107' };
    expect(codes(await act(drafter, exemptFromCap, input))).toEqual(['not-allowed']);
    expect(codes(await act(head, exemptFromCap, { ...input, enterpriseId: crypto.randomUUID() }))).toEqual([
      'cap-enterprise-unknown',
    ]);
    expect(codes(await act(head, exemptFromCap, { ...input, document: ' ' }))).toEqual(['input-invalid']);
    await done(deputy, exemptFromCap, input);
    expect(codes(await act(head, exemptFromCap, input))).toEqual(['cap-exempt-already']);
    const plan = await read(runtime, 1, (tx) => findPlanForDraw(tx, planId));
    expect([...(plan?.exempt ?? [])]).toEqual([enterpriseId]);
    expect(codes(await act(actorOf(['head'], 'head', 2), exemptFromCap, input))).toEqual(['plan-not-found']);
  });
});

describe('plan.complete', () => {
  test('not before the window has ended', async () => {
    expect(codes(await act(drafter, deeds.completePlan, { planId, note: '提前办结' }))).toEqual(['window-not-ended']);
    runtime.clock.set('2026-10-08T01:00:00Z');
    await done(drafter, deeds.completePlan, { planId, note: '抽查 80 家，全部完成' });
    expect((await read(runtime, 1, (tx) => findPlan(tx, planId)))?.state).toBe('completed');
  });
});

describe('what a plan starts from', () => {
  test('active enterprises, officers with valid certificates, workdays of the year', async () => {
    runtime.clock.set('2026-01-05T01:00:00Z');
    const basis = await read(runtime, 1, (tx) => readPlanBasis(tx, 2026));
    expect(basis.cells.map(({ safetyDomain, count }) => [safetyDomain, count])).toEqual([
      ['hazchem', 45],
      ['machinery', 155],
    ]);
    expect(basis.officers).toBe(16);
    expect(basis.months.reduce((sum, { workdays }) => sum + workdays, 0)).toBe(248);
  });

  test('the next year without a plan, and the earlier years as they held last', async () => {
    const next = await read(runtime, 1, (tx) => readPlanBasis(tx));
    const held = (await read(runtime, 1, listPlans)).find(({ state }) => state === 'completed');
    expect(next.year).toBe(2027);
    expect(next.earlier).toEqual([{ year: 2026, content: held?.content }]);
    expect((await read(runtime, 1, (tx) => readPlanBasis(tx, 2026))).earlier).toEqual([]);
  });
});
