/** What may be done about a major hazard, and by whom (domain §20, column 隐患). Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

/** Deeds that move a hazard from state to state, or say something of it. */
export const hazardDeeds = {
  /** Done by the job that follows the second reviewer. */
  'hazard.open': { title: '列入重大事故隐患', roles: [] },
  'hazard.register': { title: '登记上报', roles: ['officer'] },
  'hazard.supervise': { title: '决定督办', roles: ['head'] },
  'hazard.submit-plan': { title: '提交治理方案', roles: ['officer'], parties: ['enterprise'] },
  'hazard.return-plan': { title: '退回治理方案', roles: ['section-chief'] },
  'hazard.approve-plan': { title: '同意治理方案', roles: ['section-chief'] },
  'hazard.report-progress': { title: '报告治理进度', roles: ['officer'], parties: ['enterprise'] },
  'hazard.claim': { title: '申请验收', roles: ['officer'], parties: ['enterprise'] },
  'hazard.return-claim': { title: '退回验收申请', roles: ['officer'] },
  'hazard.close-acceptance': { title: '完成验收意见', roles: ['officer'] },
  'hazard.reopen-acceptance': { title: '重新打开验收意见', roles: ['officer'] },
  'hazard.sign-acceptance': { title: '签署验收意见', roles: ['officer'] },
  'hazard.remove': { title: '决定销号', roles: ['head', 'deputy-head'] },
  'hazard.send-back': { title: '退回继续治理', roles: ['head', 'deputy-head'] },
  'hazard.extend': { title: '延长治理期限', roles: ['head', 'deputy-head'] },
  'hazard.assign': { title: '变更责任人', roles: ['section-chief'] },
  'hazard.dismiss': { title: '不再认定', roles: ['section-chief'] },
  /** Done by the job that follows `rectification.settle`. */
  'hazard.transfer': { title: '随移送结束', roles: [] },
  /** Done by the job that follows `calendar.load-notice`. */
  'hazard.recount': { title: '重算重大隐患办理期限', roles: [] },
  'hazard.note-refusal': { title: '记录拒不执行', roles: ['officer'] },
  'hazard.note-compliance': { title: '记录已经执行', roles: ['officer'] },
} as const satisfies DeedRules;

/** What may follow when an order is refused: none of it moves the hazard itself. */
export const measureDeeds = {
  'hazard.approve-power-cut': { title: '批准停止供电', roles: ['head'] },
  'hazard.notify-power-cut': { title: '通知停止供电', roles: ['officer'] },
  'hazard.carry-out-power-cut': { title: '实施停止供电', roles: ['officer'] },
  'hazard.lift-power-cut': { title: '解除停止供电', roles: ['head', 'deputy-head'] },
  'hazard.refer-case': { title: '重大隐患转立案', roles: ['officer'] },
  'hazard.apply-court': { title: '申请法院强制执行', roles: ['head'] },
  'hazard.propose-closure': { title: '提请关闭', roles: ['head'] },
  'hazard.refer-police': { title: '重大隐患移送公安', roles: ['head'] },
} as const satisfies DeedRules;

export const hazardReads = {
  'hazard.read': { title: '查看重大事故隐患', roles: [...STAFF_ROLES, 'expert'] },
} as const satisfies DeedRules;
