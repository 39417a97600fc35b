/** 年度监督检查计划 and its capacity. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, EQUIPMENT_KINDS, RISK_COLORS, SAFETY_DOMAINS } from '../directory/types/vocabulary.ts';
import { CapExemption, PlanCaps } from './types/caps.ts';
import { PlanFilter } from './types/filter.ts';

export { PlanFilter };

/** 计划状态 (domain §21.1). 调整中: a later version is on its way, this one holds until that is opened; then 已被调整. */
export const PLAN_STATES = {
  draft: '草案',
  'in-review': '审核中',
  endorsed: '待批准',
  approved: '已批准',
  published: '已公开',
  'in-progress': '执行中',
  adjusting: '调整中',
  completed: '已完成',
  superseded: '已被调整',
} as const;
export type PlanState = keyof typeof PLAN_STATES;

/** What an exception to the window allows: 抽取 | 检查. */
export const EXCEPTION_ACTS = { draw: '抽取', inspection: '检查' } as const;
export type ExceptionAct = keyof typeof EXCEPTION_ACTS;

const Day = z.iso.date('日期须为 2026-01-05 这样的格式');
const line = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
    .min(1, '不能为空')
    .max(max, `不超过 ${max} 个字`);
const count = z.int().min(0).max(10_000_000);

/** 执法力量测算 (安监总政法〔2017〕150号): the figures as the plan states them. Days are person-days unless said otherwise. */
export const CapacityInputs = z.object({
  /** 行政执法人员数量: with valid certificates. */
  officers: z.int().min(1).max(100_000),
  /** 国家法定工作日 of the year. */
  workdays: z.int().min(1).max(366),
  /** 总法定工作日 */
  totalDays: count,
  /** 其他执法工作日 */
  otherDays: count,
  /** 非执法工作日 */
  nonEnforcementDays: count,
  /** 监督检查工作日 */
  supervisionDays: count,
  /** 重点检查工作日 */
  keyDays: count,
  /** 一般检查工作日 */
  generalDays: count,
  /** What the two sums consist of; empty when only the sums are known. */
  otherHeads: z.array(z.object({ head: line(60), days: count })).max(20),
  nonEnforcementHeads: z.array(z.object({ head: line(60), days: count })).max(20),
  /** One visit. Times are hundredths of a day per officer (50 = half a day). */
  visit: z.object({
    officers: z.int().min(2, '每次检查不少于 2 名执法人员').max(20),
    prep: z.int().min(0).max(10_000),
    onSite: z.int().min(1).max(10_000),
    documents: z.int().min(0).max(10_000),
    /** Share of visits that need a re-inspection, hundredths of a percent (10000 = all). */
    recheckShare: z.int().min(0).max(10_000),
    recheck: z.int().min(0).max(10_000),
  }),
  /** 执法车辆 in the window, days less repairs and other use; trips are hundredths per enterprise, 0 = none needed. */
  vehicles: z.object({ days: count, tripsPerEnterprise: z.int().min(0).max(10_000) }),
  /** 必备装备, each kind once; need in hundredths of a device-day per enterprise. */
  equipment: z
    .array(z.object({ kind: z.enum(codesOf(EQUIPMENT_KINDS)), days: count, need: z.int().min(1).max(10_000) }))
    .max(20),
  /** 专家 days; per enterprise in hundredths, 0 = no expert required. */
  experts: z.object({ days: count, perEnterprise: z.int().min(0).max(10_000) }),
});
export type CapacityInputs = z.output<typeof CapacityInputs>;

/** The factor that limits the number of enterprises; `equipment` with its kind. */
export const CapacityFactor = z.object({
  factor: z.enum(['people', 'vehicles', 'equipment', 'experts']),
  kind: z.enum(codesOf(EQUIPMENT_KINDS)).optional(),
  /** Enterprises this factor alone would allow. */
  enterprises: z.int(),
});
export type CapacityFactor = z.output<typeof CapacityFactor>;

/** 测算结果: every factor that is needed, people first; the binding one is the first of the smallest. */
export const Capacity = z.object({
  /** One enterprise costs this many millionths of a person-day. */
  unit: z.int(),
  factors: z.array(CapacityFactor),
  enterprises: z.int(),
  binding: CapacityFactor,
});
export type Capacity = z.output<typeof Capacity>;

/** 分月负荷: person-days in hundredths. */
export const MonthLoad = z.object({
  /** `YYYY-MM` */
  month: z.string(),
  workdays: z.int(),
  enterprises: z.int(),
  needed: z.int(),
  available: z.int(),
  /** Enterprises of one team, and what they take of its days, in hundredths. */
  perTeam: z.int(),
  teamDays: z.int(),
});
export type MonthLoad = z.output<typeof MonthLoad>;

/** 分层: enterprises drawn apart, at least `min` and at most `max` of them (null: no limit of its own). */
export const Stratum = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, '分层代号用小写字母、数字和短横'),
  name: line(40),
  filter: PlanFilter,
  min: count.nullable(),
  max: count.nullable(),
});
export type Stratum = z.output<typeof Stratum>;

/** 计划内容: what is drafted, approved and published as one document. */
export const PlanContent = z.object({
  title: line(120),
  /** 抽查比例, hundredths of a percent: 4000 = 40 %. */
  ratio: z.int().min(1).max(10_000),
  /** 抽查企业数; authoritative once approved. */
  count: z.int().min(1).max(10_000_000),
  windowFrom: Day,
  windowTo: Day,
  /** 依据文件 with 文号 */
  basisDocuments: z.array(z.object({ name: line(200), number: line(60) })).max(20),
  /** Which enterprises the plan is about. */
  scope: PlanFilter,
  strata: z.array(Stratum).max(60),
  /** 分工: enterprises per department; empty when the draw's teams decide. */
  dutySplit: z.array(z.object({ department: line(60), count })).max(60),
  /** 分月任务 by `YYYY-MM` */
  monthlyTargets: z.array(z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), count })).max(12),
  capacity: CapacityInputs,
  /** Why the plan exceeds its capacity; null when it does not. */
  overCapacityReason: line(500).nullable(),
  /** 部门联合: departments that take part, and what each of them checks. */
  joint: z
    .array(z.object({ organ: line(60), duty: line(200) }))
    .max(5)
    .optional(),
  /** 频次上限 by class; plans made before there were any have none. */
  caps: PlanCaps.optional(),
});
export type PlanContent = z.output<typeof PlanContent>;

/** 名录规模 when the content was saved: active enterprises in scope, and in each stratum. */
export const Universe = z.object({
  size: z.int(),
  measuredOn: z.string(),
  strata: z.array(z.object({ id: z.string(), size: z.int() })),
  /** In scope but in no stratum, and in more than one: both must be none. */
  unplaced: z.int(),
  overlapping: z.int(),
});
export type Universe = z.output<typeof Universe>;

/** Active enterprises that are alike for a plan. */
export const UniverseCell = z.object({
  safetyDomain: z.enum(codesOf(SAFETY_DOMAINS)),
  riskColor: z.enum(codesOf(RISK_COLORS)).nullable(),
  keyUnit: z.boolean(),
  count: z.int(),
});
export type UniverseCell = z.output<typeof UniverseCell>;

/** 窗口外例外: the head lets a draw or inspections happen outside the window. */
export const PlanException = z.object({
  exceptionId: z.uuid(),
  act: z.enum(codesOf(EXCEPTION_ACTS)),
  validFrom: z.string(),
  validTo: z.string(),
  reason: z.string(),
  approvedBy: z.string(),
  approvedOn: z.string(),
});
export type PlanException = z.output<typeof PlanException>;

/** 年度计划的一个版本 */
export const Plan = z.object({
  planId: z.uuid(),
  year: z.int(),
  version: z.int(),
  revision: z.int(),
  state: z.enum(codesOf(PLAN_STATES)),
  content: PlanContent,
  universe: Universe,
  /** Hash of year, version, content and universe: what is approved and published. */
  hash: z.string(),
  draftedBy: z.array(z.string()),
  submittedBy: z.string().nullable(),
  /** 审核同意 of the deputy. */
  endorsedBy: z.string().nullable(),
  endorsedOn: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedOn: z.string().nullable(),
  /** 批复文号 of the people's government, where one was required. */
  approvalDocument: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedOn: z.string().nullable(),
  /** 公开期限: the 20th workday after approval. */
  discloseBy: z.string().nullable(),
  returnReason: z.string().nullable(),
  /** Why it was adjusted or how it ended (调整理由、完成情况). */
  closeNote: z.string().nullable(),
  exceptions: z.array(PlanException),
  exemptions: z.array(CapExemption),
});
export type Plan = z.output<typeof Plan>;

/** What the draw needs (抽取依据). */
export interface PlanForDraw {
  readonly planId: string;
  readonly year: number;
  readonly version: number;
  readonly state: PlanState;
  readonly title: string;
  readonly ratio: number;
  readonly count: number;
  /** How the count follows from the ratio, e.g. `ceil(200*40/100)`; the bare count when it was set otherwise. */
  readonly kRule: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly scope: PlanFilter;
  readonly strata: readonly (Stratum & { readonly size: number })[];
  readonly universe: Universe;
  readonly exceptions: readonly PlanException[];
  readonly caps: PlanCaps | undefined;
  /** Departments whose officers may be asked for. */
  readonly joint: readonly string[];
  /** Enterprises whose cap is lifted, by id. */
  readonly exempt: ReadonlySet<string>;
  readonly hash: string;
}

/** 公开的计划: what the portal shows, field by field. */
export const PublicPlan = PlanContent.pick({
  title: true,
  ratio: true,
  count: true,
  windowFrom: true,
  windowTo: true,
  basisDocuments: true,
  dutySplit: true,
  monthlyTargets: true,
}).extend({
  planId: z.uuid(),
  year: z.int(),
  version: z.int(),
  state: z.enum(codesOf(PLAN_STATES)),
  universeSize: z.int(),
  universeMeasuredOn: z.string(),
  kRule: z.string(),
  strata: z.array(
    z.object({
      name: z.string(),
      size: z.int(),
      min: z.int().nullable(),
      max: z.int().nullable(),
      /** How many it gives; every enterprise in it has the chance quota / size. */
      quota: z.int(),
    }),
  ),
  caps: PlanCaps.nullable(),
  joint: z.array(z.object({ organ: z.string(), duty: z.string() })),
  /** 调整理由: why this version took the place of the one before. */
  adjustedBecause: z.string().nullable(),
  approvedOn: z.string(),
  approvalDocument: z.string().nullable(),
  publishedOn: z.string(),
  discloseBy: z.string(),
  /** 发文字号 of its notice; null until it is issued. */
  noticeNumber: z.string().nullable(),
  hash: z.string(),
  exceptions: z.array(PlanException.pick({ act: true, validFrom: true, validTo: true, reason: true })),
});
export type PublicPlan = z.output<typeof PublicPlan>;
