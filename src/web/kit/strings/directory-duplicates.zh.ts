/** Words of 疑似重复, of merging, and of why an enterprise is outside the spot checks. No React here. @module */
import { SCOPES } from '../../../directory/types/scope.ts';
import { ENTERPRISE_STATUSES } from '../../../directory/types/vocabulary.ts';
import { DOCUMENTED_EXCLUSIONS } from '../../../draw/types/inputs.ts';
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

const STATUSES: Readonly<Record<string, string>> = ENTERPRISE_STATUSES;
const DOCUMENTED: Readonly<Record<string, string>> = DOCUMENTED_EXCLUSIONS;

export const duplicateRefusals: RefusalMessages = {
  'merge-with-itself': () => ({ reason: '选中的是同一条记录', remedy: '请选择两条不同的记录' }),
  'merge-record-changed': (facts) => ({
    reason: `打开页面之后，另有人修改了：${factText(facts, 'names')}`,
    remedy: '请刷新页面看过新的内容，再决定是否合并',
  }),
  'merge-draw-open': (facts) => ({
    reason: `“${factText(facts, 'name')}”已冻结名录、尚未派发（封存的尚未公开），名录中的企业这时不能合并`,
    remedy: '请在这次抽取派发（封存的在公开）或作废之后再合并',
  }),
  'merge-visit-open': (facts) => ({
    reason: `${factText(facts, 'name')}有一次检查还没有签字（${factText(facts, 'state')}）`,
    remedy: '请在检查签字办结后再合并，或把有检查的一条作为保留的记录',
  }),
  'merge-not-found': () => ({ reason: '本机关没有这次合并', remedy: '请从企业的页面重新进入' }),
  'merge-undone': () => ({ reason: '这次合并已经撤销过', remedy: '请刷新页面' }),
  'merge-survivor-changed': () => ({
    reason: '合并之后，保留的记录又有变更，不能整体恢复',
    remedy: '请在保留的记录上逐项更正，或重新登记被并入的企业',
  }),
  'merge-used-by-draw': () => ({
    reason: '合并之后已经冻结过抽取名录，合并后的名录已被使用',
    remedy: '请重新登记被并入的企业；重新登记用于以后的抽取',
  }),
  'merge-code-taken': () => ({
    reason: '被并入企业的统一社会信用代码已登记给另一条记录',
    remedy: '请先核对那一条记录',
  }),
  'duplicate-reason-missing': () => ({ reason: '还没有填写理由', remedy: '请在上面写明为什么是或不是同一家' }),
  'duplicate-choice-missing': () => ({
    reason: '要合并，须选定一条保留、至少一条并入',
    remedy: '请在“处理”一栏选择',
  }),
  'duplicate-many': () => ({ reason: '一次最多认定 10 家', remedy: '请用“保留”或“并入”选出要认定的几家' }),
  'scope-plan': () => ({ reason: '不属于本年度计划的检查范围', remedy: '计划范围见年度计划' }),
  'scope-draw': () => ({ reason: '不属于最近一次抽取的范围或分层', remedy: '抽取范围见抽取方案' }),
  'scope-item': () => ({
    reason: '不是所选抽查事项的适用对象：行业领域和特殊风险都不在事项适用范围内',
    remedy: '行业领域或特殊风险登记有误的，请更正',
  }),
  'scope-status': (facts) => {
    const status = factText(facts, 'status');
    return { reason: `经营状态是“${STATUSES[status] ?? status}”`, remedy: '已恢复经营的，请更正经营状态' };
  },
  'scope-document': (facts) => {
    const reason = factText(facts, 'reason');
    return { reason: `按文件不列入：${DOCUMENTED[reason] ?? reason}（${factText(facts, 'ref')}）` };
  },
  'scope-frequency': (facts) => ({
    reason: `本年度已被 ${factText(facts, 'draw')} 抽中，达到每年 ${factText(facts, 'cap')} 次的上限`,
  }),
};

export const duplicatesText = {
  title: '疑似重复',
  standing: '名称、曾用名、主体标识码或地址相近的企业，由人判断：是同一家的合并，不是的认定一次，以后不再提示',
  group: (name: string, count: number): string => `${name}等 ${count} 条`,
  pair: (first: string, second: string, reasons: string): string => `“${first}”与“${second}”：${reasons}`,
  empty: '没有疑似重复的企业',
  emptyNext: '导入或修改名录后，这里会重新比较',
  keep: '保留',
  join: '并入',
  name: '企业名称',
  code: '统一社会信用代码',
  address: '生产经营地址',
  updated: '更新日期',
  former: '曾用名',
  choice: '处理',
  choose: (name: string): string => `${name}的处理`,
  count: (total: number): string => `共 ${total} 组`,
  leave: '不动',
  reason: '理由',
  reasonHint: '会记入变更历史，如：同一企业更名后重复登记',
  note: '合并后只保留一条，其余的名称成为曾用名；回避、检查记录都归到保留的一条；冻结抽取名录之前可以撤销',
  merges: '合并记录',
  mergedFrom: (name: string, code: string): string => `${name}（${code}）并入本企业`,
  undone: '已撤销',
  mergedInto: '这条记录已并入',
  undo: (names: string): string => `撤销这次合并：${names}`,
  undoReason: '撤销理由',
  scope: '抽查范围',
  inScope: SCOPES.in,
  scopeTitle: '为什么不在抽查范围',
  short: Object.fromEntries(Object.entries(SCOPES).map(([scope, words]) => [`scope-${scope}`, words])),
  visits: '检查次数',
  visitsThisYear: '本年度检查次数',
  lastVisit: '最近一次检查',
  noVisit: '没有',
} as const;
