/** What is owed to the annual plan (domain §21.1, docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { PlanState } from '../types.ts';

export const planDuties = {
  'plan.submit': {
    deed: 'plan.submit',
    owners: ['group-office'],
    unit: 'day',
    why: '计划草案编好后提交审核；被退回的，改好再提交',
  },
  'plan.endorse': { deed: 'plan.endorse', owners: ['deputy-head'], unit: 'day', why: '计划已提交，等待分管副局长审核' },
  'plan.approve': { deed: 'plan.approve', owners: ['head'], unit: 'day', why: '计划已审核同意，等待局长批准' },
  'plan.publish': {
    deed: 'plan.publish',
    owners: ['disclosure-reviewer', 'group-office'],
    unit: 'workday',
    why: '自批准之日起 20 个工作日内公开（政府信息公开条例第二十六条）',
  },
  'plan.open': { deed: 'plan.open', owners: ['group-office'], unit: 'day', why: '计划已公开，到开始日期启动' },
  'plan.complete': {
    deed: 'plan.complete',
    owners: ['group-office'],
    unit: 'day',
    why: '检查期间已结束，写明完成情况后办结',
  },
} as const satisfies Duties;

/** While 调整中 the later version carries the duties; 执行中 owes its end once the window is over. */
export const PLAN_OWED: OwedIn<PlanState, typeof planDuties> = {
  draft: ['plan.submit'],
  'in-review': ['plan.endorse'],
  endorsed: ['plan.approve'],
  approved: ['plan.publish'],
  published: ['plan.open'],
  'in-progress': ['plan.complete'],
  adjusting: [],
  completed: [],
  superseded: [],
};
