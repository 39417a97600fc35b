/** What supervision does, and who answers it (domain §20, §22). Its view of everything else is read-only. Browser-safe. @module */
import type { DeedRules } from '../core/actor.ts';

export const oversightDeeds = {
  'oversight.set-limits': { title: '设定预警阈值', roles: ['supervisor'] },
  'oversight.issue-notice': { title: '发出督办', roles: ['supervisor'] },
  'oversight.reply-notice': { title: '回复督办', roles: ['head', 'group-office', 'section-chief'] },
  'oversight.close-notice': { title: '办结督办', roles: ['supervisor'] },
  'oversight.return-notice': { title: '退回督办回复', roles: ['supervisor'] },
  /** On the enterprise's own page, never through the api: what it said must leave no trace (docs/adr/0053). */
  'oversight.rate': { title: '匿名评价检查', roles: [], parties: ['enterprise'] },
} as const satisfies DeedRules;

export const oversightReads = {
  'oversight.read-console': { title: '查看监督台', roles: ['supervisor'] },
  'oversight.read-notices': { title: '查看督办', roles: ['supervisor', 'head', 'group-office', 'section-chief'] },
  'oversight.read-ratings': { title: '查看企业评价', roles: ['supervisor'] },
} as const satisfies DeedRules;
