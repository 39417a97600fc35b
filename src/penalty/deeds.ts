/** What may be done in a penalty case, and by whom: the case's own table, and what a bureau sets (domain §20). Browser-safe. @module */
import { STAFF_ROLES, type DeedRule, type DeedRules } from '../core/actor.ts';
import { ACT_NAMES, actRule, type CaseAct } from './types/table.ts';

export type CaseDeed = `penalty.${CaseAct}`;
export function deedOf(act: CaseAct): CaseDeed {
  return `penalty.${act}`;
}

function caseDeeds(): Readonly<Record<CaseDeed, DeedRule>> {
  const rules = ACT_NAMES.map((act) => {
    const { title, roles, parties, needsFreshPassword } = actRule(act);
    return [
      deedOf(act),
      {
        title,
        roles,
        ...(parties === undefined ? {} : { parties }),
        ...(needsFreshPassword === true ? { needsFreshPassword } : {}),
      },
    ];
  });
  return Object.fromEntries(rules) as Readonly<Record<CaseDeed, DeedRule>>;
}

export const penaltyDeeds = {
  ...caseDeeds(),
  /** No act of the case: nothing of it changes but who gets in. */
  'penalty.renew-code': { title: '更换办理代码', roles: ['officer'] },
  'penalty.set-settings': { title: '修改办案设置', roles: ['head'] },
  'penalty.set-benchmark': { title: '登记裁量基准', roles: ['legal-reviewer'] },
  'penalty.delegate': { title: '委托代理签署', roles: ['head'], needsFreshPassword: true },
  'penalty.end-delegation': { title: '终止代理', roles: ['head'] },
  /** Done by the job that follows `calendar.load-notice`. */
  'penalty.move-deadline': { title: '重算案件期限', roles: [] },
} as const satisfies DeedRules;

export const penaltyReads = {
  'penalty.read': { title: '查看行政处罚案件', roles: STAFF_ROLES.filter((role) => role !== 'equipment-keeper') },
} as const satisfies DeedRules;
