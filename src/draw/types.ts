/** 抽取: one batch of a plan drawn at random, from its configuration to the release of its teams. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, SPECIAL_FLAGS, SPECIALTIES } from '../directory/types/vocabulary.ts';
import { PlanFilter } from '../plan/types.ts';
import {
  DOCUMENTED_EXCLUSIONS,
  DocumentedExclusion,
  Instant,
  OFFLINE_SOURCES,
  SourcesConfig,
  SUITES,
  WeightsConfig,
} from './types/inputs.ts';
import { MeansConfig, TeamConfig } from './types/means.ts';

/** 抽取状态 (domain §21.2). 已作废 is not a stage of its own: a void draw is still carried to its result, for the record. */
export const DRAW_STATES = {
  configuring: '配置中',
  frozen: '已冻结',
  announced: '已公告',
  rolling: '录入随机源',
  seeded: '种子已定',
  drawn: '已抽取',
  confirmed: '已确认',
  released: '已派发',
} as const;
export type DrawState = keyof typeof DRAW_STATES;

/** 公开方式 (SPEC §20): the result is public when it is confirmed, or, for unannounced visits, once they are over. */
export const MODES = { open: '确认后公开', sealed: '封存：检查完毕后公开' } as const;

/** 承诺方: two bodies, of which one honest is enough. */
export const PARTIES = { leader: '领导小组', supervisor: '执法监督' } as const;
export type Party = keyof typeof PARTIES;

/** 作废原因 (draw protocol §7). */
export const VOID_REASONS = {
  SOURCE_INVALID: '随机源无效',
  ROSTER_ERROR: '名录有误',
  VECTOR_FAIL: '程序自检或核验未通过',
  TEAMS_IMPOSSIBLE: '无法编组',
  CODES_LOST: '编码缺失，无法公开',
} as const;
export type VoidReason = keyof typeof VOID_REASONS;

/** 排除原因 on a roster leaf. */
export const EXCLUSIONS = {
  SUSPENDED: '停产',
  CLOSED: '关闭',
  DEREGISTERED: '注销',
  MOVED: '搬迁',
  FREQ: '本年度抽中次数已达上限',
  ...DOCUMENTED_EXCLUSIONS,
  OUT_OF_SCOPE: '不在本次抽查范围',
} as const;
export type Exclusion = keyof typeof EXCLUSIONS;

/** 骰子 of ten sides, read aloud in order: 20 of them carry 66 bits (protocol §4.2). */
export const DICE_COUNT = 20;
export const DICE_SPEC = `d10x${DICE_COUNT}`;

/** 工作负荷均衡: `strict` makes workloads as even as they can be (protocol §6.2), `cap-only` only keeps the cap. */
export const BALANCES = { strict: '尽量均衡', 'cap-only': '只限上限' } as const;

const Day = z.iso.date('日期须为 2026-01-05 这样的格式');
const line = (max: number, missing: string): z.ZodString =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
    .min(1, missing)
    .max(max, `不超过 ${max} 个字`);
const Count = z.int('须为整数').min(0, '不能为负').max(1_000_000);

/** 定向条件: the plan's filter with 特殊风险标识 and 街镇 added. One of each list must hold; an empty list asks nothing. */
export const EnterpriseFilter = PlanFilter.extend({
  specialFlags: z
    .array(z.enum(codesOf(SPECIAL_FLAGS)))
    .max(20)
    .default([]),
  subdistrictCodes: z
    .array(z.string().regex(/^\d{9}$/, '街镇代码为 9 位数字'))
    .max(100)
    .default([]),
});
export type EnterpriseFilter = z.output<typeof EnterpriseFilter>;

/** 执法人员席位: specialties its holder must have; a valid certificate is always required, and the first seat leads. */
const Seat = z.array(z.enum(codesOf(SPECIALTIES))).max(5);

/** 抽查分层: first stratum whose filter fits takes the enterprise. */
export const StratumConfig = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, '分层代号用小写字母、数字和短横'),
  name: line(40, '请填写分层名称'),
  filter: EnterpriseFilter,
  /** Relative rate against the other strata; equal rates give every enterprise the same chance. */
  rate: z.int().min(1, '权数至少为 1').max(10_000).default(1),
  min: Count.default(0),
  /** The whole stratum when left out. */
  max: Count.optional(),
  seats: z.array(Seat).min(2, '每组至少 2 名执法人员').max(6),
  /** 联合席位: one officer of each of these departments goes along. */
  joint: z.array(z.string().trim().normalize('NFC').min(1).max(60)).max(3).optional(),
  /** 专家席位, one specialty each. */
  experts: z
    .array(z.enum(codesOf(SPECIALTIES)))
    .max(4)
    .default([]),
});
export type StratumConfig = z.output<typeof StratumConfig>;

/** 抽取数量: the count of the plan by its ratio, a part of it, or a ratio of those who can be drawn. */
export const SizeRule = z.discriminatedUnion('by', [
  z.object({ by: z.literal('plan') }),
  z.object({ by: z.literal('count'), count: z.int().min(1).max(1_000_000) }),
  /** Hundredths of a per cent, rounded up. */
  z.object({ by: z.literal('ratio'), ratio: z.int().min(1).max(10_000) }),
]);
export type SizeRule = z.output<typeof SizeRule>;

/** 抽取方案: everything that decides the draw apart from the directories and the dice. */
export const DrawConfig = z.object({
  name: line(60, '请填写抽取名称'),
  /** Codes of the published items the visits will use. */
  itemCodes: z.array(z.string().max(20)).min(1, '至少选择一个抽查事项').max(100),
  scope: EnterpriseFilter,
  strata: z.array(StratumConfig).min(1, '至少一个分层').max(40),
  size: SizeRule,
  /** Visits one officer may be given in this batch. */
  officerCap: z.int().min(1).max(200),
  expertCap: z.int().min(1).max(200),
  balance: z.enum(codesOf(BALANCES)).default('strict'),
  teams: TeamConfig.optional(),
  means: MeansConfig.optional(),
  /** Planned days of inspection, both included; certificates must be valid on all of them. */
  inspectFrom: Day,
  inspectTo: Day,
  /** Last moments to reveal, and to have the result. */
  revealBy: Instant,
  resultBy: Instant,
  mode: z.enum(codesOf(MODES)).default('open'),
  /** 公开期限 of a sealed draw. */
  openBy: Instant.optional(),
  suite: z.enum(codesOf(SUITES)).default('vd1-sha256'),
  sources: SourcesConfig.default(OFFLINE_SOURCES),
  weights: WeightsConfig.default({ by: 'none' }),
  /** 放宽次序: by how much the caps of officers are raised, one after the other, when no teams are possible otherwise. */
  relax: z.array(z.int().min(1).max(99)).max(5, '至多五级').default([1, 2]),
  /** 递补: enterprises listed after the drawn ones of each stratum. */
  reserve: z.int().min(0).max(1_000).default(0),
  /** 抽中次数上限 of one enterprise in a year; drawn so often, it is excluded. */
  frequencyCap: z.int().min(1).max(100).default(1),
  exclusions: z.array(DocumentedExclusion).max(1_000).default([]),
  /** 收窄审计: dummy draws between freeze and announcement; none when left out. */
  auditRuns: z.int().min(0).max(10_000).optional(),
  /** 变动报警: hundredths of a per cent of the list that changed since the last one. */
  churnAlarm: z.int().min(0).max(10_000).default(1_000),
});
export type DrawConfig = z.output<typeof DrawConfig>;

/** Which draw of a plan: batch `batch` of the task `task`; no two draws of a year have the same. */
export const DrawKey = z.object({
  planId: z.uuid(),
  task: z.string().regex(/^[A-Z0-9-]{1,16}$/, '任务代码只含大写字母、数字和短横'),
  batch: z.int().min(1).max(999),
});
export type DrawKey = z.output<typeof DrawKey>;

/** 配置抽取 as it is sent: a new draw, or a draft as the editor saw it (`seenAt`), so that nobody overwrites what he has not seen. */
export const ConfigureDraw = z.object({
  target: z.discriminatedUnion('is', [
    DrawKey.extend({ is: z.literal('new') }),
    z.object({ is: z.literal('draft'), drawId: z.uuid(), seenAt: z.string() }),
  ]),
  config: DrawConfig,
});

/** 名单的承诺: what of a frozen list is public at once. */
export interface ListSummary {
  readonly root: string;
  readonly size: number;
}

/** 分层摘要 at the freeze; the quota is the one of the announced rule, equal remainders aside. */
export interface StratumSummary {
  readonly id: string;
  readonly name: string;
  readonly eligible: number;
  readonly a: number;
  readonly min: number;
  readonly max: number;
  readonly quota: number;
}

/** 冻结摘要 */
export interface FrozenSummary {
  readonly frozenAt: string;
  readonly planHash: string;
  readonly roster: ListSummary & {
    readonly eligible: number;
    readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  };
  /** `valid`: those with a certificate valid on all planned days. */
  readonly officers: ListSummary & { readonly valid: number };
  readonly experts: ListSummary & { readonly valid: number };
  readonly vehicles: ListSummary;
  /** Missing in draws frozen before devices were drawn. */
  readonly devices?: ListSummary & { readonly valid: number };
  readonly bookings?: ListSummary;
  readonly conflicts: ListSummary;
  readonly expertConflicts: ListSummary;
  readonly k: number;
  readonly kRule: string;
  readonly strata: readonly StratumSummary[];
}
