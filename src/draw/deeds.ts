/** What can be done to a draw, and who may (domain §20, §21.2). Browser-safe. @module */
import type { DeedRules } from '../core/actor.ts';

export const drawDeeds = {
  'draw.configure': { title: '配置抽取', roles: ['group-office'] },
  'draw.freeze': { title: '冻结名录', roles: ['group-office'] },
  'draw.commit': { title: '提交承诺', roles: ['head', 'deputy-head', 'supervisor'] },
  'draw.announce': { title: '公布抽取公告', roles: ['group-office'] },
  'draw.reveal': { title: '揭示随机数', roles: ['head', 'deputy-head', 'supervisor'] },
  'draw.record-dice': { title: '录入骰子点数', roles: ['group-office'] },
  'draw.confirm-dice': { title: '复核骰子点数', roles: ['supervisor'] },
  'draw.complete': { title: '计算抽取结果', roles: ['group-office', 'supervisor'] },
  'draw.confirm': { title: '确认抽取结果', roles: ['head', 'deputy-head'] },
  'draw.release': { title: '派发检查任务', roles: ['group-office'] },
  'draw.propose-void': { title: '提议作废抽取', roles: ['head', 'supervisor'] },
  'draw.void': { title: '同意作废抽取', roles: ['head', 'supervisor'] },
} as const satisfies DeedRules;

/** Officers read their own tasks after the release, in the inspection module; not the draw (domain §20). */
export const drawReads = {
  'draw.read': {
    title: '查看抽取',
    roles: [
      'head',
      'deputy-head',
      'group-office',
      'section-chief',
      'legal-reviewer',
      'disclosure-reviewer',
      'archivist',
      'supervisor',
      'equipment-keeper',
    ],
  },
} as const satisfies DeedRules;
