/** The annual plan of the demo: 40 % of 200 = 80, January to September. @module */
import { NATIONAL_CALENDAR } from '../src/core/calendar/national.ts';
import { read } from '../src/core/transact.ts';
import { saveEnterprise } from '../src/directory/actions/save.ts';
import { listUniverse } from '../src/directory/reads/pools.ts';
import { adjustPlan, amendDraft, createPlan, openPlan, publishPlan } from '../src/plan/actions.ts';
import { approvePlan, endorsePlan, submitPlan } from '../src/plan/actions/approval.ts';
import { issueNotice } from '../src/plan/actions/notice.ts';
import { findPlan } from '../src/plan/reads.ts';
import { spreadOverMonths } from '../src/plan/rules/capacity.ts';
import type { Plan, PlanContent, Stratum } from '../src/plan/types.ts';
import { demoDistrict } from './district.ts';
import { STATUS_CHANGES } from './enterprises.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_PLAN } from './plan.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

const NOBODY_IN_PARTICULAR = { riskColors: [], keyUnit: null };
const STRATA: readonly Stratum[] = [
  {
    id: 'high-risk',
    name: '危化、烟花、冶金、有色',
    filter: { safetyDomains: ['hazchem', 'fireworks', 'metallurgy', 'nonferrous'], ...NOBODY_IN_PARTICULAR },
    min: 20,
    max: 40,
  },
  {
    id: 'trades',
    name: '其他工贸',
    filter: {
      safetyDomains: ['machinery', 'light-industry', 'building-materials', 'textile', 'commerce'],
      ...NOBODY_IN_PARTICULAR,
    },
    min: 30,
    max: 60,
  },
];

/** Drafted by the office, endorsed by the deputy, approved by the head, published, opened with the window. */
export async function loadPlan(stage: Stage): Promise<string> {
  const { planner, deputy, head, disclosure } = DEMO_OFFICE;
  const { planId } = await stage.act(planner, createPlan, {
    year: 2026,
    content: { ...DEMO_PLAN, strata: [...STRATA] },
    universeSize: 200,
  });
  const { hash } = await planOf(stage, planId);
  await stage.act(planner, submitPlan, { planId, hash });
  await stage.act(deputy, endorsePlan, { planId, hash, opinion: '测算与名录相符，分层保底合理，同意报批。' });
  await stage.act(head, approvePlan, {
    planId,
    hash,
    approvalDocument: '西青政复（演示）〔2026〕3号',
    opinion: '同意，按期公开。',
  });
  await stage.act(planner, issueNotice, {
    planId,
    number: '演示应急〔2026〕9号',
    issuedOn: (await planOf(stage, planId)).approvedOn ?? '',
    copiedTo: '市应急管理局，区司法局。',
  });
  await stage.act(disclosure, publishPlan, { planId, hash });
  await stage.act(DEMO_OFFICE.operator, openPlan, { planId });
  return planId;
}

interface Adjustment {
  readonly reason: string;
  /** So many visits more than the plan had. */
  readonly more: number;
  readonly joint?: PlanContent['joint'];
  readonly windowTo?: string;
  /** Why there may be more than the capacity gives. */
  readonly beyond?: string;
  readonly approvalDocument: string;
  readonly opinion: string;
}

/** The next version of the plan, signed, published and opened like the first; returns its id. */
export async function adjustDemoPlan(
  stage: Stage,
  planId: string,
  { reason, more, joint, windowTo, beyond, approvalDocument, opinion }: Adjustment,
): Promise<string> {
  const { planner, deputy, head, disclosure, operator } = DEMO_OFFICE;
  const { planId: next } = await stage.act(planner, adjustPlan, { planId, reason });
  const draft = await planOf(stage, next);
  const count = draft.content.count + more;
  const content = {
    ...draft.content,
    windowTo: windowTo ?? draft.content.windowTo,
    joint: joint ?? draft.content.joint,
    overCapacityReason: beyond ?? null,
  };
  await stage.act(planner, amendDraft, {
    planId: next,
    revision: draft.revision,
    universeSize: draft.universe.size,
    content: {
      ...content,
      count,
      // The ratio that gives exactly this many, rounded up as plans are.
      ratio: Math.floor((count * 10_000) / draft.universe.size),
      dutySplit: content.dutySplit.map((duty, n, all) =>
        n === all.length - 1 ? { ...duty, count: duty.count + more } : duty,
      ),
      monthlyTargets: spreadOverMonths(count, content.windowFrom, content.windowTo, NATIONAL_CALENDAR),
    },
  });
  const { hash } = await planOf(stage, next);
  await stage.act(planner, submitPlan, { planId: next, hash });
  await stage.act(deputy, endorsePlan, { planId: next, hash, opinion: beyond ?? '在执法力量测算之内，同意报批。' });
  await stage.act(head, approvePlan, { planId: next, hash, approvalDocument, opinion });
  await stage.act(disclosure, publishPlan, { planId: next, hash });
  await stage.act(operator, openPlan, { planId: next });
  return next;
}

/** Four units leave between the plan and the draw. */
export async function loadStatusChanges(stage: Stage): Promise<void> {
  const { enterprises } = demoDistrict();
  const universe = await read(stage.runtime, DEMO_BUREAU, (tx) => listUniverse(tx));
  for (const { index, status, reason } of STATUS_CHANGES) {
    const content = enterprises[index];
    const record = universe.find(({ creditCode }) => creditCode === content?.creditCode);
    if (content === undefined || record === undefined) throw new Error('the demo district has no such enterprise');
    await stage.act(DEMO_OFFICE.planner, saveEnterprise, {
      target: { recordId: record.enterpriseId, version: record.version },
      reason,
      content: { ...content, status },
    });
  }
}

async function planOf(stage: Stage, planId: string): Promise<Plan> {
  const plan = await read(stage.runtime, DEMO_BUREAU, (tx) => findPlan(tx, planId));
  if (plan === undefined) throw new Error('the demo plan is gone');
  return plan;
}
