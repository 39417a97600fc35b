/** What the bureau owes to an entry of the list in every state (docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { CreditState, MeasureState } from '../types/credit.ts';

export const creditDuties = {
  'credit.review': {
    deed: 'credit.review',
    owners: ['legal-reviewer'],
    unit: 'workday',
    why: '拟列入严重失信主体名单，等待法制审核',
  },
  'credit.notify': {
    deed: 'credit.notify',
    owners: ['section-chief'],
    unit: 'workday',
    why: '法制审核通过，决定之前应当告知当事人',
  },
  'credit.decide': {
    deed: 'credit.decide',
    owners: ['head'],
    unit: 'workday',
    why: '已事先告知；当事人陈述申辩之后，或者五个工作日期满之后决定',
  },
  'credit.publish': {
    deed: 'credit.publish',
    owners: ['disclosure-reviewer'],
    unit: 'workday',
    why: '已决定列入，等待公示',
  },
  'credit.remove-expired': {
    deed: 'credit.remove-expired',
    owners: ['section-chief'],
    unit: 'day',
    why: '管理期限届满，移出名单、解除措施（门户届满即不再显示）',
  },
  'credit.verify-removal': {
    deed: 'credit.verify-removal',
    owners: ['officer'],
    unit: 'workday',
    why: '当事人申请提前移出，三十个工作日内核实（应急管理部令第11号）',
  },
  'credit.decide-removal': {
    deed: 'credit.decide-removal',
    owners: ['head'],
    unit: 'workday',
    why: '提前移出的条件已经核实，等待决定',
  },
  'credit.acknowledge-measure': {
    deed: 'credit.acknowledge-measure',
    owners: ['section-chief'],
    unit: 'day',
    why: '已商请有关部门采取联合惩戒措施，等待回执',
  },
  'credit.lift-measure': {
    deed: 'credit.lift-measure',
    owners: ['section-chief'],
    unit: 'day',
    why: '已移出名单，有关部门的措施应当解除',
  },
} as const satisfies Duties;

export const CREDIT_OWED: OwedIn<CreditState, typeof creditDuties> = {
  proposed: ['credit.review'],
  reviewed: ['credit.notify'],
  notified: ['credit.decide'],
  listed: ['credit.publish'],
  published: ['credit.remove-expired'],
  'removal-asked': ['credit.verify-removal'],
  'removal-verified': ['credit.decide-removal'],
  removed: [],
  declined: [],
};

/** By what became of a request to another agency. */
export const CREDIT_MEASURE_OWED: OwedIn<MeasureState, typeof creditDuties> = {
  requested: ['credit.acknowledge-measure'],
  acknowledged: [],
  declined: [],
  'to-lift': ['credit.lift-measure'],
  lifted: [],
};
