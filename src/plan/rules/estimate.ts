/** What other work will take, estimated from earlier plans (安监总政法〔2017〕150号). Browser-safe. @module */
import type { CapacityInputs } from '../types.ts';

type Heads = CapacityInputs['otherHeads'];

/** 其他执法工作日 and 非执法工作日 as plans divide them, for a bureau without an earlier one. */
export const USUAL_HEADS = {
  otherHeads: [
    '综合监管',
    '行政许可',
    '事故调查处理',
    '核实投诉举报',
    '联合执法',
    '登记备案',
    '中介机构检查',
    '宣传教育培训',
    '复议应诉',
    '本级政府和上级安排的执法任务',
  ],
  nonEnforcementHeads: [
    '机关值班',
    '学习培训考核会议',
    '检查指导下级',
    '党群活动',
    '病假事假',
    '法定年休假、探亲假、婚丧假',
  ],
} as const;

/** Each head's average over the years, in whole days, in the order of the newest; a head that a year does not have took no day in it. */
export function averageHeads(years: readonly Heads[]): Heads {
  const divided = years.filter((heads) => heads.length > 0);
  const names = [...new Set(divided.flatMap((heads) => heads.map(({ head }) => head)))];
  return names.map((head) => ({ head, days: average(divided.map((heads) => daysOf(heads, head))) }));
}

/** Of the sums, where the years are not divided into heads. */
export function average(days: readonly number[]): number {
  return days.length === 0 ? 0 : Math.round(days.reduce((sum, each) => sum + each, 0) / days.length);
}

function daysOf(heads: Heads, name: string): number {
  return heads.filter(({ head }) => head === name).reduce((sum, { days }) => sum + days, 0);
}
