/** What may be done with the annual plan and by whom (domain §20, §21.1). @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

export const planDeeds = {
  'plan.create': { title: '起草年度计划', roles: ['group-office'] },
  'plan.amend-draft': { title: '修改计划草案', roles: ['group-office'] },
  'plan.submit': { title: '提交年度计划', roles: ['group-office'] },
  'plan.endorse': { title: '审核同意年度计划', roles: ['deputy-head'], needsFreshPassword: true },
  'plan.return': { title: '退回年度计划', roles: ['head', 'deputy-head'] },
  'plan.approve': { title: '批准年度计划', roles: ['head'], needsFreshPassword: true },
  'plan.publish': { title: '公开年度计划', roles: ['group-office', 'disclosure-reviewer'] },
  'plan.issue-notice': { title: '印发实施方案通知', roles: ['group-office'] },
  'plan.keep-template': { title: '启用 Word 模板', roles: ['group-office'] },
  'plan.open': { title: '启动年度计划', roles: ['group-office'] },
  'plan.adjust': { title: '调整年度计划', roles: ['group-office'] },
  'plan.complete': { title: '办结年度计划', roles: ['group-office'] },
  /** Done by the job that follows `calendar.load-notice`. */
  'plan.recount': { title: '重算计划公开期限', roles: [] },
  'plan.exempt-from-cap': { title: '批准频次上限豁免', roles: ['head', 'deputy-head'] },
  'plan.approve-exception': { title: '批准窗口外例外', roles: ['head'] },
} as const satisfies DeedRules;

export const planReads = {
  'plan.read': { title: '查看年度计划', roles: STAFF_ROLES },
  'plan.read-templates': { title: '查看 Word 模板', roles: STAFF_ROLES },
  'plan.read-notice': { title: '查看实施方案通知', roles: STAFF_ROLES },
} as const satisfies DeedRules;
