/** Major hazards of the demo year: most removed in time, one failed first, one refused, the last ones still running. @module */
import { addDays } from '../src/core/calendar/day.ts';
import { read } from '../src/core/transact.ts';
import { closeAcceptance, removeHazard, signAcceptance } from '../src/hazard/actions/accept.ts';
import { approvePowerCut, liftPowerCut, notifyPowerCut } from '../src/hazard/actions/measures.ts';
import { registerHazard, superviseHazard } from '../src/hazard/actions/supervise.ts';
import {
  approveTreatmentPlan,
  claimAcceptance,
  noteCompliance,
  noteRefusal,
  reportProgress,
  submitTreatmentPlan,
} from '../src/hazard/actions/treat.ts';
import { findingOf, listExperts, listHazardsOfVisit, type StoredHazard } from '../src/hazard/reads/hazards.ts';
import type { HazardState } from '../src/hazard/types/hazard.ts';
import { todayOf, workday, type Finished, type Step } from './follow-up.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

const REGISTRATION = {
  reportedTo: '重大事故隐患信息系统（演示）',
  cause: '设备老化，联锁装置失效，日常检查未发现',
  danger: '可能引起火灾、爆炸；需停用设备并更换部件',
};
const PLAN = {
  goal: '消除隐患，恢复安全装置功能',
  responsible: '主要负责人负总责，安全管理人员每日检查',
  measures: '停用设备，更换部件，调试后由专业机构检测',
  funds: '从安全生产费用中列支，已到位',
  emergency: '治理期间设专人值守，配备应急器材，演练一次',
};

/** Steps of every major hazard that the visit has found; a visit without one has none to take. */
export function hazardCourse(stage: Stage, visit: Finished): Step[] {
  const each = (
    days: number,
    states: readonly HazardState[],
    run: (hazard: StoredHazard) => Promise<unknown>,
  ): Step => ({
    day: workday(addDays(visit.day, days)),
    run: async () => {
      const hazards = await read(stage.runtime, DEMO_BUREAU, (tx) => listHazardsOfVisit(tx, visit.inspectionId));
      for (const hazard of hazards) if (states.includes(hazard.state)) await run(hazard);
    },
  });
  const [lead] = visit.officers;
  return [
    each(0, ['found'], ({ hazardId }) => stage.act(lead, registerHazard, { hazardId, registration: REGISTRATION })),
    each(2, ['registered'], (hazard) => supervise(stage, hazard)),
    each(5, ['planning'], ({ hazardId, treatBy }) =>
      stage.act(lead, submitTreatmentPlan, { hazardId, plan: { ...PLAN, until: treatBy ?? addDays(visit.day, 20) } }),
    ),
    each(6, ['plan-submitted'], ({ hazardId }) =>
      stage.act(DEMO_OFFICE.sectionChief, approveTreatmentPlan, { hazardId }),
    ),
    each(8, ['treating'], (hazard) => refuseAndYield(stage, visit, hazard)),
    each(13, ['treating'], ({ hazardId }) =>
      stage.act(lead, reportProgress, { hazardId, progress: { percent: 60, text: '部件已到货，正在安装' } }),
    ),
    each(20, ['treating'], ({ hazardId }) =>
      stage.act(lead, reportProgress, { hazardId, progress: { percent: 100, text: '安装调试完毕，检测合格' } }),
    ),
    each(21, ['treating'], ({ hazardId }) => stage.act(lead, claimAcceptance, { hazardId })),
    each(25, ['claimed'], (hazard) => accept(stage, visit, hazard)),
    each(27, ['accepted'], ({ hazardId }) =>
      stage.act(DEMO_OFFICE.deputy, removeHazard, { hazardId, reason: '验收合格，同意销号' }),
    ),
  ];
}

async function supervise(stage: Stage, { hazardId }: StoredHazard): Promise<void> {
  await stage.act(DEMO_OFFICE.head, superviseHazard, {
    hazardId,
    supervision: {
      level: 'district',
      treatBy: addDays(todayOf(stage), 30),
      department: '执法大队',
      reason: '危害程度大，需要停用设备治理',
    },
  });
}

/** Where a stop was ordered it is first refused; the notice of the power cut is enough. */
async function refuseAndYield(stage: Stage, { officers }: Finished, hazard: StoredHazard): Promise<void> {
  const { hazardId } = hazard;
  const finding = await read(stage.runtime, DEMO_BUREAU, (tx) => findingOf(tx, hazard));
  if (finding?.measureKind !== 'stop-work') return;
  await stage.act(officers[0], noteRefusal, { hazardId, reason: '现场核实仍在生产，有照片和询问笔录' });
  const cut = {
    supplier: '区供电公司（演示）',
    danger: '联锁装置失效仍在运行，随时可能发生爆炸',
    safety: '停电前先停机、泄压、撤人，保留应急照明和消防用电',
  };
  await stage.act(DEMO_OFFICE.head, approvePowerCut, { hazardId, cut });
  await stage.act(officers[0], notifyPowerCut, { hazardId, notice: {} });
  await stage.act(officers[0], noteCompliance, { hazardId, reason: '接到通知后当日停产' });
  await stage.act(DEMO_OFFICE.head, liftPowerCut, { hazardId, reason: '企业已经停产，不再需要停止供电' });
}

async function accept(stage: Stage, { officers, officerIds }: Finished, { hazardId }: StoredHazard): Promise<void> {
  const [expert] = await read(stage.runtime, DEMO_BUREAU, listExperts);
  if (expert === undefined) throw new Error('the demo has no expert');
  const { documentHash } = await stage.act(officers[0], closeAcceptance, {
    hazardId,
    acceptance: {
      officerIds: [...officerIds],
      expertIds: [expert.personId],
      outcome: 'passed',
      opinion: '现场核实，联锁装置功能正常，同意恢复使用',
    },
  });
  await stage.act(officers[0], signAcceptance, { hazardId, documentHash });
  await stage.act(officers[1], signAcceptance, { hazardId, documentHash });
}
