/** 重大事故隐患: from the second reviewer to 销号 (domain §9, §21.6). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';
import { BasisDocument } from '../../rectification/types/void.ts';

export const HAZARD_STATES = {
  found: '待登记',
  registered: '已登记，待定督办',
  planning: '待报治理方案',
  'plan-submitted': '方案待审',
  treating: '治理中',
  claimed: '待验收',
  accepting: '验收待签',
  accepted: '待销号',
  removed: '已销号',
  transferred: '已移送',
  dismissed: '不再认定',
} as const;
export type HazardState = keyof typeof HAZARD_STATES;
/** Nothing more is expected of these; they are never left. */
export const ENDED_STATES = ['removed', 'transferred', 'dismissed'] as const satisfies readonly HazardState[];
export const OPEN_STATES = codesOf(HAZARD_STATES).filter((state) => !ENDED_STATES.some((ended) => ended === state));

/** 督办级别: by the department itself, or 挂牌 at a level. */
export const SUPERVISION_LEVELS = { section: '科室督促', district: '区级挂牌督办', city: '市级挂牌督办' } as const;
export type SupervisionLevel = keyof typeof SUPERVISION_LEVELS;

export const HazardId = z.uuid();
export const OneHazard = z.object({ hazardId: HazardId });
const Day = z.iso.date('日期须为 2026-01-05 这样的格式');
export const Reason = text('理由', 500);

/** 登记上报: to whom, through which system, and the state it is in (现状及产生原因、危害程度和整改难易). */
export const Registration = z.object({
  reportedTo: text('上报去向', 120),
  cause: text('现状及产生原因', 500),
  danger: text('危害程度和整改难易', 500),
});
export type Registration = z.output<typeof Registration>;

export const Supervision = z.object({
  level: z.enum(codesOf(SUPERVISION_LEVELS), '请选择督办级别'),
  treatBy: Day,
  department: text('督办部门', 120),
  reason: text('决定理由', 500),
});

/** 不再认定, and the document that denies it where the finding still stands as major. */
export const Dismissal = OneHazard.extend({ reason: Reason, document: BasisDocument.optional() });

/** 治理方案 with the 五落实 (责任、措施、资金、时限、预案). */
export const TreatmentPlan = z.object({
  goal: text('目标任务', 500),
  responsible: text('责任落实', 300),
  measures: text('措施落实', 1_000),
  funds: text('资金落实', 300),
  until: Day,
  emergency: text('预案落实', 500),
});
export type TreatmentPlan = z.output<typeof TreatmentPlan>;
/** The five that must be settled, in the order in which they are spoken. */
export const FIVE_SETTLED = {
  responsible: '责任',
  measures: '措施',
  funds: '资金',
  until: '时限',
  emergency: '预案',
} as const;

export const Progress = z.object({
  percent: z.coerce.number('请填写完成比例').int('完成比例须为整数').min(0).max(100),
  text: text('治理进度', 500),
});
export type Progress = z.output<typeof Progress>;

/** 验收: what was seen on site, by whom, with whose expertise. */
export const Acceptance = z.object({
  officerIds: z.array(z.uuid(), '请选择执法人员').min(1, '请选择执法人员').max(6),
  expertIds: z.array(z.uuid(), '请选择专家').min(1, '请选择专家').max(6),
  outcome: z.enum(['passed', 'failed'], '请选择验收结果'),
  opinion: text('验收意见', 1_000),
  /** A new last day when it failed. */
  treatBy: Day.optional(),
});
export type Acceptance = z.output<typeof Acceptance>;
export const ACCEPTANCE_OUTCOMES = { passed: '合格', failed: '不合格' } as const;

export const DocumentHash = z.string().regex(/^[0-9a-f]{64}$/);

/** 拒不执行之后的措施. */
export const MEASURE_KINDS = {
  'power-cut': '停止供电',
  case: '立案查处',
  court: '申请法院强制执行',
  closure: '提请关闭',
  police: '移送公安机关',
} as const;
export type MeasureKind = keyof typeof MEASURE_KINDS;
export const POWER_CUT_STATES = {
  approved: '已批准，待通知',
  notified: '已通知，待实施',
  'carried-out': '已停止供电',
  lifted: '已解除',
} as const;
export type PowerCutState = keyof typeof POWER_CUT_STATES;
export type MeasureState = PowerCutState | 'done';

/** 停止供电 (安全生产法 §70): what the head has before him. */
export const PowerCut = z.object({
  supplier: text('供电单位', 120),
  /** 有发生生产安全事故的现实危险 */
  danger: text('现实危险', 500),
  /** 在保证安全的前提下 */
  safety: text('保证安全的措施', 500),
});
export type PowerCut = z.output<typeof PowerCut>;

/** Without 24 hours' notice only when waiting endangers. */
export const PowerCutNotice = z.object({ urgency: text('危及生产安全的紧急情形', 300).optional() });

export interface PowerCutContent extends PowerCut {
  readonly urgency?: string | undefined;
  readonly liftReason?: string;
}

/** A step to another authority: what it rests on, and the paper that was handed over. */
export const HandOver = z.object({
  facts: text('事实和依据', 500),
  number: text('文号或收据号', 60),
  on: Day,
  /** For the court (行政强制法 §53–54): when decision and 催告 were served. */
  decidedOn: Day.optional(),
  urgedOn: Day.optional(),
});
export type HandOver = z.output<typeof HandOver>;

export interface Hazard {
  readonly hazardId: string;
  readonly findingId: string;
  readonly inspectionId: string;
  readonly state: HazardState;
  readonly level: SupervisionLevel | null;
  readonly owner: string | null;
  readonly timerOn: string | null;
  readonly treatBy: string | null;
  readonly plan: TreatmentPlan | null;
  readonly refusedOn: string | null;
  readonly acceptance: Acceptance | null;
  readonly documentHash: string | null;
}
