/** What supervision does, and who answers it (domain §20, §22). Its view of everything else is read-only. Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

export const oversightDeeds = {
  'oversight.set-limits': { title: '设定预警阈值', roles: ['supervisor'] },
  'oversight.issue-notice': { title: '发出督办', roles: ['supervisor'] },
  'oversight.reply-notice': { title: '回复督办', roles: ['head', 'group-office', 'section-chief'] },
  'oversight.close-notice': { title: '办结督办', roles: ['supervisor'] },
  'oversight.return-notice': { title: '退回督办回复', roles: ['supervisor'] },
  /** On the enterprise's own page, never through the api: what it said must leave no trace (docs/adr/0053). */
  'oversight.rate': { title: '匿名评价检查', roles: [], parties: ['enterprise'] },
  'feedback.set-thresholds': { title: '设定普遍性问题认定标准', roles: ['group-office'] },
  'feedback.draft': { title: '起草通报', roles: ['group-office'] },
  'feedback.issue': { title: '印发通报', roles: ['head'] },
  'feedback.record-reply': { title: '登记回复', roles: ['group-office'] },
  'feedback.settle-reply': { title: '登记落实情况', roles: ['group-office'] },
  'feedback.return-reply': { title: '退回回复', roles: ['group-office'] },
  'assessment.review-file': { title: '评查案卷', roles: ['legal-reviewer', 'supervisor'] },
  'assessment.record-matter': { title: '登记投诉、复议、诉讼', roles: ['supervisor', 'legal-reviewer'] },
  'assessment.decide-matter': { title: '登记结果', roles: ['supervisor', 'legal-reviewer'] },
  'assessment.carry-out-matter': { title: '登记执行情况', roles: ['section-chief'] },
} as const satisfies DeedRules;

export const oversightReads = {
  'oversight.read-console': { title: '查看监督台', roles: ['supervisor'] },
  'oversight.read-notices': { title: '查看督办', roles: ['supervisor', 'head', 'group-office', 'section-chief'] },
  'assessment.read': { title: '查看业绩考评', roles: STAFF_ROLES },
  'assessment.read-quality': {
    title: '查看案卷评查',
    roles: ['supervisor', 'legal-reviewer', 'head', 'deputy-head', 'group-office', 'section-chief'],
  },
  'feedback.read': { title: '查看通报', roles: STAFF_ROLES },
  'oversight.read-ratings': { title: '查看企业评价', roles: ['supervisor'] },
} as const satisfies DeedRules;
