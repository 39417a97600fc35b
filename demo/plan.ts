/** The annual plan of the demo district: 40 % of 200 enterprises, January to September (年度监督检查计划). @module */
import { NATIONAL_CALENDAR } from '../src/core/calendar/national.ts';
import { spreadOverMonths } from '../src/plan/rules/capacity.ts';
import type { CapacityInputs, PlanContent } from '../src/plan/types.ts';

const EVERYONE = { safetyDomains: [], riskColors: [], keyUnit: null };

/** 16 officers in a year of 248 workdays; 420 person-days for general inspections give 84 enterprises. */
const CAPACITY_2026: CapacityInputs = {
  officers: 16,
  workdays: 248,
  totalDays: 3968,
  otherDays: 1620,
  nonEnforcementDays: 1168,
  supervisionDays: 1180,
  keyDays: 760,
  generalDays: 420,
  otherHeads: [
    { head: '综合监管', days: 320 },
    { head: '行政许可', days: 210 },
    { head: '事故调查处理', days: 180 },
    { head: '核实投诉举报', days: 240 },
    { head: '联合执法', days: 160 },
    { head: '登记备案', days: 90 },
    { head: '中介机构检查', days: 40 },
    { head: '宣传教育培训', days: 140 },
    { head: '复议应诉', days: 40 },
    { head: '上级安排的执法任务', days: 200 },
  ],
  nonEnforcementHeads: [
    { head: '机关值班', days: 260 },
    { head: '学习培训考核会议', days: 380 },
    { head: '检查指导下级', days: 120 },
    { head: '党群活动', days: 128 },
    { head: '病假事假', days: 80 },
    { head: '法定休假', days: 200 },
  ],
  visit: { officers: 2, prep: 50, onSite: 100, documents: 50, recheckShare: 10_000, recheck: 50 },
  vehicles: { days: 240, tripsPerEnterprise: 200 },
  equipment: [
    { kind: 'body-camera', days: 400, need: 200 },
    { kind: 'gas-detector', days: 180, need: 200 },
  ],
  experts: { days: 120, perEnterprise: 100 },
};

/** The plan of 2026 as its drafter enters it. */
export const DEMO_PLAN: PlanContent = {
  title: '2026年度安全生产监督检查“双随机”抽查工作计划',
  ratio: 4000,
  count: 80,
  windowFrom: '2026-01-01',
  windowTo: '2026-09-30',
  basisDocuments: [
    { name: '安全生产年度监督检查计划编制办法', number: '安监总政法〔2017〕150号' },
    { name: '国务院办公厅关于严格规范涉企行政检查的意见', number: '国办发〔2024〕54号' },
  ],
  scope: EVERYONE,
  strata: [],
  dutySplit: [
    { department: '危险化学品监督管理科', count: 20 },
    { department: '安全生产基础科', count: 24 },
    { department: '执法大队', count: 36 },
  ],
  monthlyTargets: spreadOverMonths(80, '2026-01-01', '2026-09-30', NATIONAL_CALENDAR),
  capacity: CAPACITY_2026,
  overCapacityReason: null,
  caps: {
    classes: [
      {
        name: '危化、烟花、冶金、有色，三级或未定级',
        filter: {
          safetyDomains: ['hazchem', 'fireworks', 'metallurgy', 'nonferrous'],
          riskColors: [],
          keyUnit: null,
          standardizationLevels: ['3', 'none'],
        },
        cap: 4,
      },
      {
        name: '红色、橙色风险',
        filter: { safetyDomains: [], riskColors: ['red', 'orange'], keyUnit: null, standardizationLevels: [] },
        cap: 2,
      },
    ],
    others: 1,
  },
};
