/** What may be done with exports for other systems, and by whom. Browser-safe. @module */
import type { DeedRules } from '../core/actor.ts';

export const exchangeDeeds = {
  'exchange.set-mapping': { title: '保存字段对应', roles: ['group-office'] },
  'exchange.export': { title: '导出归集文件', roles: ['group-office', 'disclosure-reviewer'] },
  'exchange.register-receipt': { title: '登记回执', roles: ['group-office', 'disclosure-reviewer'] },
} as const satisfies DeedRules;

export const exchangeReads = {
  'exchange.read': {
    title: '查看数据归集',
    roles: ['group-office', 'disclosure-reviewer', 'supervisor', 'head', 'deputy-head'],
  },
} as const satisfies DeedRules;
