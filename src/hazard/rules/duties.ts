/** What the bureau owes to a major hazard in every state (docs/adr/0052): no state of an open one is without. Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { HazardState } from '../types/hazard.ts';

export const hazardDuties = {
  'hazard.register': {
    deed: 'hazard.register',
    owners: ['officer'],
    unit: 'day',
    why: '重大事故隐患经第二人复核，当日登记上报（安全生产法第四十一条）',
  },
  'hazard.supervise': {
    deed: 'hazard.supervise',
    owners: ['head'],
    unit: 'workday',
    why: '重大事故隐患已登记，决定督办级别和治理期限',
  },
  'hazard.submit-plan': {
    deed: 'hazard.submit-plan',
    owners: ['officer'],
    unit: 'day',
    why: '督促企业报送“五落实”的治理方案',
  },
  'hazard.approve-plan': {
    deed: 'hazard.approve-plan',
    owners: ['section-chief'],
    unit: 'workday',
    why: '企业已报送治理方案，等待审查',
  },
  'hazard.report-progress': {
    deed: 'hazard.report-progress',
    owners: ['officer'],
    unit: 'day',
    why: '治理期间每周报告一次进度；期限届满前完成治理',
  },
  'hazard.close-acceptance': {
    deed: 'hazard.close-acceptance',
    owners: ['officer'],
    unit: 'day',
    why: '企业申请验收，10 日内由两名以上执法人员会同专家审查（总局令第16号）',
  },
  'hazard.sign-acceptance': {
    deed: 'hazard.sign-acceptance',
    owners: ['officer'],
    unit: 'workday',
    why: '验收意见已完成，等待执法人员签署',
  },
  'hazard.remove': {
    deed: 'hazard.remove',
    owners: ['head', 'deputy-head'],
    unit: 'workday',
    why: '验收合格，等待未参加验收的负责人决定销号',
  },
} as const satisfies Duties;

export const HAZARD_OWED: OwedIn<HazardState, typeof hazardDuties> = {
  found: ['hazard.register'],
  registered: ['hazard.supervise'],
  planning: ['hazard.submit-plan'],
  'plan-submitted': ['hazard.approve-plan'],
  treating: ['hazard.report-progress'],
  claimed: ['hazard.close-acceptance'],
  accepting: ['hazard.sign-acceptance'],
  accepted: ['hazard.remove'],
  removed: [],
  transferred: [],
  dismissed: [],
};
