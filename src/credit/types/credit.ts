/** 严重失信主体名单: from a penalty in force to removal (domain §10, §21.8). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';

export const CREDIT_STATES = {
  proposed: '拟列入，待法制审核',
  reviewed: '审核通过，待事先告知',
  notified: '已告知，待决定',
  listed: '已决定列入，待公示',
  published: '已列入并公示',
  'removal-asked': '申请提前移出，核实中',
  'removal-verified': '核实完毕，待决定',
  removed: '已移出',
  declined: '不予列入',
} as const;
export type CreditState = keyof typeof CREDIT_STATES;
/** Nothing more is expected of these; they are never left. */
export const ENDED_STATES = ['removed', 'declined'] as const satisfies readonly CreditState[];
export const OPEN_STATES = codesOf(CREDIT_STATES).filter((state) => !ENDED_STATES.some((ended) => ended === state));
/** On the list: decided, and not removed. */
export const ON_LIST = [
  'listed',
  'published',
  'removal-asked',
  'removal-verified',
] as const satisfies readonly CreditState[];
/** What the public reads. */
export const PUBLIC_STATES = [
  'published',
  'removal-asked',
  'removal-verified',
] as const satisfies readonly CreditState[];

export const REMOVAL_ENDS = { expired: '期满移出', early: '提前移出', revoked: '处罚决定被撤销，移出' } as const;
export type RemovalEnd = keyof typeof REMOVAL_ENDS;

/** 联合惩戒措施 (安全生产法 §78, 令第11号). */
export const JOINT_MEASURES = {
  frequency: '加大执法检查频次',
  approval: '暂停项目审批',
  insurance: '上调有关保险费率',
  ban: '行业或者职业禁入',
  award: '取消评先评优资格',
  fund: '限制财政资金支持',
  other: '法律、行政法规规定的其他措施',
} as const;
export const MEASURE_STATES = {
  requested: '已商请，待回执',
  acknowledged: '已采取',
  declined: '未采取',
  'to-lift': '待解除',
  lifted: '已解除',
} as const;
export type MeasureState = keyof typeof MEASURE_STATES;

export const EntryId = z.uuid();
export const OneEntry = z.object({ entryId: EntryId });
export const Reason = text('理由', 500);
const Day = z.iso.date('日期须为 2026-01-05 这样的格式');

export const Proposal = z.object({
  penaltyCaseId: z.uuid('请选择生效的处罚决定'),
  situation: z.string('请选择列入情形').min(1, '请选择列入情形').max(40),
  facts: text('事实', 500),
});
export const Review = OneEntry.extend({
  outcome: z.enum(['agree', 'refuse'], '请选择审核结论'),
  opinion: text('审核意见', 500),
});
export const Notice = OneEntry.extend({ servedOn: Day, recipient: text('签收人', 60) });
export const Argument = OneEntry.extend({
  heardOn: Day,
  argument: text('陈述申辩', 1_000),
  reply: text('复核意见', 500),
});
export const ListDecision = OneEntry.extend({
  outcome: z.enum(['list', 'decline'], '请选择列入或不予列入'),
  opinion: text('决定意见', 500),
});
export const JointRequest = OneEntry.extend({
  agency: text('商请部门', 80),
  measure: z.enum(codesOf(JOINT_MEASURES), '请选择措施'),
  basis: text('依据', 300),
});
export const OneMeasure = OneEntry.extend({ measureId: z.uuid() });
export const Acknowledgement = OneMeasure.extend({
  outcome: z.enum(['acknowledged', 'declined'], '请选择回执结果'),
  reply: text('回执文号和内容', 300),
  on: Day,
});
export const Verification = OneEntry.extend({
  /** 消除不良影响, seen by those who verify. */
  isHarmRemoved: z.boolean(),
  opinion: text('核实意见', 500),
});
export const RemovalDecision = OneEntry.extend({
  outcome: z.enum(['granted', 'refused'], '请选择同意或不同意'),
  opinion: text('决定意见', 500),
});

export interface Entry {
  readonly entryId: string;
  readonly enterpriseId: string;
  readonly state: CreditState;
  readonly rules: string;
  readonly situation: string;
  readonly penaltyCaseId: string;
  readonly timerOn: string | null;
  readonly proposedBy: string;
  readonly reviewedBy: string | null;
  readonly decidedBy: string | null;
  readonly notifiedOn: string | null;
  readonly heardOn: string | null;
  readonly listedOn: string | null;
  readonly publishedOn: string | null;
  readonly endsOn: string | null;
}
