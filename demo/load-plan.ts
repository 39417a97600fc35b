/** The annual plan of the demo: 40 % of 200 = 80, January to September. @module */
import { read } from '../src/core/transact.ts';
import { saveEnterprise } from '../src/directory/actions/save.ts';
import { listUniverse } from '../src/directory/reads/pools.ts';
import { approvePlan, createPlan, openPlan, publishPlan, submitPlan } from '../src/plan/actions.ts';
import { countCertifiedOfficers, findPlan } from '../src/plan/reads.ts';
import type { PlanContent } from '../src/plan/types.ts';
import { demoDistrict } from './district.ts';
import { STATUS_CHANGES } from './enterprises.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

const WORKDAYS_2026 = 248;
const EVERYTHING = { safetyDomains: [], riskColors: [], keyUnit: null } as const;
const HIGH = ['hazchem', 'fireworks', 'metallurgy', 'nonferrous'] as const;
const TRADES = ['machinery', 'light-industry', 'building-materials', 'textile', 'commerce'] as const;
const MONTHLY = [6, 5, 10, 11, 9, 11, 11, 10, 7];

/** Drafted by the office, approved by the head, published, opened with the window. */
export async function loadPlan(stage: Stage): Promise<string> {
  const { planner, head, disclosure } = DEMO_OFFICE;
  const officers = await read(stage.runtime, DEMO_BUREAU, countCertifiedOfficers);
  const { planId } = await stage.act(planner, createPlan, {
    year: 2026,
    content: planContent(officers),
    universeSize: 200,
  });
  const { hash } = await planOf(stage, planId);
  await stage.act(planner, submitPlan, { planId, hash });
  await stage.act(head, approvePlan, { planId, hash, approvalDocument: '西青政复（演示）〔2026〕3号' });
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

async function planOf(stage: Stage, planId: string): Promise<{ hash: string }> {
  const plan = await read(stage.runtime, DEMO_BUREAU, (tx) => findPlan(tx, planId));
  if (plan === undefined) throw new Error('the demo plan is gone');
  return plan;
}

function planContent(officers: number): PlanContent {
  const totalDays = officers * WORKDAYS_2026;
  const supervisionDays = 1_180;
  const otherDays = 1_640;
  return {
    title: '2026年度安全生产监督检查“双随机”抽查工作计划（演示）',
    ratio: 4_000,
    count: 80,
    windowFrom: '2026-01-01',
    windowTo: '2026-09-30',
    basisDocuments: [
      { name: '关于进一步加强“双随机、一公开”监管工作的实施意见', number: '津安监管执〔2018〕45号' },
      { name: '安全生产监督检查随机抽查重点事项清单', number: '津应急执〔2018〕3号' },
    ],
    scope: { ...EVERYTHING, safetyDomains: [], riskColors: [] },
    strata: [
      {
        id: 'high-risk',
        name: '危化、烟花、冶金、有色',
        filter: { ...EVERYTHING, safetyDomains: [...HIGH], riskColors: [] },
        min: 20,
        max: 40,
      },
      {
        id: 'trades',
        name: '其他工贸',
        filter: { ...EVERYTHING, safetyDomains: [...TRADES], riskColors: [] },
        min: 30,
        max: 60,
      },
    ],
    dutySplit: [],
    monthlyTargets: MONTHLY.map((count, month) => ({ month: `2026-${String(month + 1).padStart(2, '0')}`, count })),
    capacity: {
      officers,
      workdays: WORKDAYS_2026,
      totalDays,
      otherDays,
      nonEnforcementDays: totalDays - otherDays - supervisionDays,
      supervisionDays,
      keyDays: 760,
      generalDays: 420,
      otherHeads: [],
      nonEnforcementHeads: [],
      visit: { officers: 2, prep: 50, onSite: 100, documents: 50, recheckShare: 10_000, recheck: 50 },
      vehicles: { days: 420, tripsPerEnterprise: 200 },
      equipment: [{ kind: 'gas-detector', days: 280, need: 100 }],
      experts: { days: 200, perEnterprise: 100 },
    },
    overCapacityReason: null,
  };
}
