/** What can be done to a draw, and who may (domain §20, §21.2). Browser-safe. @module */
import type { DeedRules } from '../core/actor.ts';

/** A fresh password for every step that makes, or unmakes, a result; setting up and sending out can still be mended. */
export const drawDeeds = {
  'draw.configure': { title: '配置抽取', roles: ['group-office'] },
  'draw.freeze': { title: '冻结名录', roles: ['group-office'], needsFreshPassword: true },
  'draw.commit': { title: '提交承诺', roles: ['head', 'deputy-head', 'supervisor'], needsFreshPassword: true },
  'draw.announce': { title: '公布抽取公告', roles: ['group-office'], needsFreshPassword: true },
  'draw.reveal': { title: '揭示随机数', roles: ['head', 'deputy-head', 'supervisor'], needsFreshPassword: true },
  'draw.recover': {
    title: '启封恢复随机数',
    roles: ['group-office', 'supervisor', 'legal-reviewer'],
    needsFreshPassword: true,
  },
  'draw.record-dice': { title: '录入骰子点数', roles: ['group-office'], needsFreshPassword: true },
  'draw.confirm-dice': { title: '复核骰子点数', roles: ['supervisor'], needsFreshPassword: true },
  'draw.record-source': { title: '录入随机源', roles: ['group-office'], needsFreshPassword: true },
  'draw.confirm-source': { title: '复核随机源', roles: ['supervisor'], needsFreshPassword: true },
  'draw.complete': { title: '计算抽取结果', roles: ['group-office', 'supervisor'], needsFreshPassword: true },
  'draw.confirm': { title: '确认抽取结果', roles: ['head', 'deputy-head'], needsFreshPassword: true },
  'draw.release': { title: '派发检查任务', roles: ['group-office'] },
  'draw.sign-record': {
    title: '签署抽取记录表',
    roles: ['group-office', 'head', 'deputy-head', 'supervisor'],
    needsFreshPassword: true,
  },
  'draw.propose-void': { title: '提议作废抽取', roles: ['head', 'supervisor'], needsFreshPassword: true },
  'draw.void': { title: '同意作废抽取', roles: ['head', 'supervisor'], needsFreshPassword: true },
} as const satisfies DeedRules;

/** 编码链 of sealed draws (SPEC §20): published and handed over by the two bodies that hold them, neither of which inspects. */
export const chainDeeds = {
  'draw.publish-chain': { title: '公布编码链', roles: ['supervisor', 'legal-reviewer'], needsFreshPassword: true },
  'draw.release-code': { title: '交出编码', roles: ['supervisor', 'legal-reviewer'], needsFreshPassword: true },
  'draw.open': { title: '公开封存结果', roles: ['group-office', 'supervisor'], needsFreshPassword: true },
  'draw.force-open': {
    title: '强制公开',
    roles: ['head', 'deputy-head', 'supervisor', 'archivist'],
    needsFreshPassword: true,
  },
} as const satisfies DeedRules;

/** 主持抽取仪式: moving the wall is no deed of the draw, and so leaves no entry; who may is decided here all the same. */
export const drawPresents = {
  'draw.present': { title: '主持抽取仪式', roles: ['group-office', 'supervisor'] },
} as const satisfies DeedRules;

/** 结果之后: replacing by fresh randomness whom the draw gave (SPEC §19). */
export const substitutionDeeds = {
  'draw.request-substitution': { title: '申请替换', roles: ['group-office', 'officer'], needsFreshPassword: true },
  'draw.approve-substitution': { title: '批准替换', roles: ['head', 'deputy-head'], needsFreshPassword: true },
  'draw.reject-substitution': { title: '不批准替换', roles: ['head', 'deputy-head'], needsFreshPassword: true },
  'draw.record-fresh': { title: '录入新随机源', roles: ['group-office'], needsFreshPassword: true },
  'draw.confirm-fresh': { title: '复核新随机源', roles: ['supervisor'], needsFreshPassword: true },
  /** Computed and recorded with the last value it needs. */
  'draw.substitute': { title: '算出替换', roles: [] },
} as const satisfies DeedRules;

/** Officers read their own tasks after the release, in the inspection module; not the draw (domain §20). */
export const drawReads = {
  /** Asks the beacon's hosts; who records sources. */
  'draw.fetch-beacon': { title: '获取信标数值', roles: ['group-office'] },
  /** 封存抽取的检查组成员申请替换: he sees the visits he is drawn for. */
  'draw.read-own': { title: '查看本人的检查组', roles: ['officer'] },
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
