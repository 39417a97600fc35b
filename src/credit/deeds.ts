/** What may be done about the list of serious dishonesty, and by whom (domain §20, column 名单). Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

/** Deeds that move an entry from state to state, or say something of it. */
export const creditDeeds = {
  'credit.propose': { title: '提出拟列入', roles: ['section-chief'] },
  'credit.review': { title: '法制审核列入', roles: ['legal-reviewer'] },
  'credit.notify': { title: '事先告知列入', roles: ['officer', 'section-chief'] },
  'credit.hear': { title: '登记陈述申辩', roles: ['officer', 'section-chief'] },
  'credit.decide': { title: '决定列入', roles: ['head'] },
  'credit.publish': { title: '公示严重失信主体', roles: ['disclosure-reviewer'] },
  'credit.ask-removal': { title: '登记提前移出申请', roles: ['section-chief'] },
  'credit.verify-removal': { title: '核实移出条件', roles: ['officer'] },
  'credit.decide-removal': { title: '决定提前移出', roles: ['head'] },
  'credit.remove-expired': { title: '期满移出名单', roles: ['section-chief'] },
  'credit.remove-revoked': { title: '因处罚撤销移出名单', roles: ['section-chief'] },
  'credit.restore': { title: '恢复列入', roles: ['head'] },
  /** Done by the job that follows `calendar.load-notice`. */
  'credit.recount': { title: '重算失信名单办理期限', roles: [] },
} as const satisfies DeedRules;

/** 联合惩戒: requests to other agencies, their answers, and the lifting. */
export const jointDeeds = {
  'credit.request-measure': { title: '商请联合惩戒', roles: ['section-chief'] },
  'credit.acknowledge-measure': { title: '登记联合惩戒回执', roles: ['section-chief'] },
  'credit.lift-measure': { title: '登记惩戒解除', roles: ['section-chief'] },
} as const satisfies DeedRules;

export const creditReads = {
  'credit.read': { title: '查看严重失信名单', roles: STAFF_ROLES },
} as const satisfies DeedRules;
