/** Words for lists, sources and chances that stand on the wall and in printed documents alike. Browser-safe. @module */
import { EXCLUSIONS } from '../types.ts';

/** 名单 by its name in the frozen summary. */
export const LISTS: Readonly<Record<string, string>> = {
  roster: '企业',
  officers: '执法人员',
  experts: '专家',
  vehicles: '车辆',
  devices: '装备',
  conflicts: '执法人员回避',
  expertConflicts: '专家回避',
};

/** 随机源 by type, where its id alone does not say it. */
const SOURCE_TYPES: Readonly<Record<string, string>> = {
  commit: '承诺方随机数',
  dice: '骰子',
  lottery: '国家彩票开奖号码',
  drand: '公共随机信标 drand',
  machine: '摇号机',
  otc: '一次性编码',
  nist: 'NIST 随机信标',
};

const SOURCE_IDS: Readonly<Record<string, string>> = {
  'party:leader': '领导小组的随机数',
  'party:supervisor': '执法监督的随机数',
  'code:supervisor': '执法监督的编码',
  'code:legal': '法制审核的编码',
};

/** 领导小组的随机数 · 骰子 · … */
export function sourceTitle({ id, type }: { readonly id: string; readonly type: string }): string {
  return SOURCE_IDS[id] ?? SOURCE_TYPES[type] ?? id;
}

/** `40.0%`: the chance of each enterprise of a stratum. */
export function chance(quota: number, eligible: number): string {
  return eligible === 0 ? '—' : `${((quota / eligible) * 100).toFixed(1)}%`;
}

/** 排除原因 in words; one that is unknown is shown as its code. */
export function exclusionName(reason: string): string {
  return Object.entries(EXCLUSIONS).find(([code]) => code === reason)?.[1] ?? reason;
}
