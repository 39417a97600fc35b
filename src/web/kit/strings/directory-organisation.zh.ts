/** Words of 子库, of what is recorded of experts, of departments and the leading group. No React here. @module */
import { GROUP_POSITIONS } from '../../../directory/types/organisation.ts';
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

const POSITIONS: Readonly<Record<string, string>> = GROUP_POSITIONS;

export const organisationRefusals: RefusalMessages = {
  'sublibrary-without-conditions': () => ({ reason: '现在没有筛选条件', remedy: '请先在名录里选好条件，再存为子库' }),
  'sublibrary-conditions': () => ({ reason: '条件里有这个名录没有的栏目或取值', remedy: '请从名录页面重新选择条件' }),
  'sublibrary-name': () => ({ reason: '已有同名的子库', remedy: '请换一个名称，或先删去原来的子库' }),
  'sublibrary-not-found': () => ({ reason: '没有这个子库，或已经删去', remedy: '请刷新页面' }),
  'department-exists': () => ({ reason: '同名的科室还在，或日期重叠', remedy: '请先撤销原来的科室，或换一个名称' }),
  'position-taken': (facts) => {
    const position = factText(facts, 'position');
    return {
      reason: `这些天已有${POSITIONS[position] ?? position}，同一时间只能有一名`,
      remedy: '请先免去原任，再任命；新任自原任免去的次日起',
    };
  },
  'organisation-not-standing': () => ({
    reason: '没有这一条，已经结束，或结束日期早于开始日期',
    remedy: '请刷新页面后核对日期',
  }),
};

export const organisationText = {
  title: '科室和领导小组',
  standing: '科室、领导小组组成人员都有起止日期；人员调整时免去原任、任命新任，以前的保留',
  departments: '科室',
  members: '领导小组',
  name: '名称',
  person: '姓名',
  position: '小组职务',
  post: '行政职务',
  from: '自',
  until: '至',
  now: '至今',
  end: '结束',
  endOn: '结束日期',
  ended: '已结束',
  none: '还没有登记',
  add: '增加科室',
  appoint: '任命成员',
  sublibraries: '子库',
  sublibrary: (name: string, count: number): string => `${name}（${count}）`,
  sublibraryName: '子库名称',
  save: '把现在的条件存为子库',
  remove: (name: string): string => `删去子库“${name}”`,
  manage: '管理子库',
  expertRecords: '评价、劳务费和处理',
  kind: '种类',
  day: '日期',
  score: '评分',
  scoreHint: '1—5 分，只有评价打分',
  amount: '金额（元）',
  amountHint: '只有劳务费填写；由机关支付，不得由企业承担',
  note: '说明',
  noteHint: '写明任务或事由',
  by: '登记人',
  record: '登记一条',
  refusals: (count: number): string => `无正当理由拒绝 ${count} 次；满三次的应当解聘`,
  points: (score: number): string => `${score} 分`,
  yuan: (fen: number): string => `${(fen / 100).toFixed(2)} 元`,
} as const;
