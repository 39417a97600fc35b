/** The annual plan of the demo: 40 % of 200 = 80, January to September. @module */
import { read } from '../src/core/transact.ts';
import { saveEnterprise } from '../src/directory/actions/save.ts';
import { listUniverse } from '../src/directory/reads/pools.ts';
import { createPlan, openPlan, publishPlan } from '../src/plan/actions.ts';
import { approvePlan, endorsePlan, submitPlan } from '../src/plan/actions/approval.ts';
import { issueNotice } from '../src/plan/actions/notice.ts';
import { findPlan } from '../src/plan/reads.ts';
import type { Plan, Stratum } from '../src/plan/types.ts';
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
