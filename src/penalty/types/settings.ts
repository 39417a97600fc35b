/** What a bureau sets for its cases, each from a day on: thresholds, benchmarks, delegations (domain §4.2). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text, written } from '../../inspection/types/visit.ts';
import { Day, PENALTY_KINDS, StaffId } from './case.ts';

/** What the ninety days of a decision may wait for, where the rules of the field say so. */
export const PAUSED_BY = { appraisal: '检测、检验、鉴定', hearing: '听证', 'public-notice': '公告送达' } as const;

const Threshold = z.int('金额须为整分').min(0).max(100_000_000_000);

/** 办案设置. Amounts in fen; none of these figures is law everywhere, so each version says where it comes from. */
export const PenaltySetting = z.object({
  /** 较大数额罚款、没收: from this amount on a hearing is told of. */
  hearingUnitFen: Threshold,
  hearingPersonFen: Threshold,
  /** 集体讨论 from this fine on; what is heard or complex is discussed anyhow. */
  discussFen: Threshold,
  /** Workdays from a lead to the request to file it. */
  filingWorkdays: z.int().min(1).max(60),
  /** Workdays for statement and defence where no hearing is told of. */
  argueWorkdays: z.int().min(1).max(30),
  /** Calendar days one extension may add, and how many there may be (行政处罚法 §60: 另有规定的，从其规定). */
  extensionDays: z.int().min(0).max(365),
  extensions: z.int().min(0).max(5),
  /** Days of these do not count among the days to decide (行政处罚法 §60: 另有规定的，从其规定). */
  pausedBy: z.array(z.enum(codesOf(PAUSED_BY))).max(3),
  /** 首违: no earlier penalty within so many years. */
  firstTimeYears: z.int().min(1).max(10),
  /** How many attend 集体讨论 at least. */
  discussants: z.int().min(2).max(20),
  /** 缴款: bank, account and code of the paying-in. */
  payTo: written('缴款账户', 200),
  source: text('依据', 500),
});
export type PenaltySetting = z.output<typeof PenaltySetting>;

/** Until the bureau sets its own (domain §4.2: the old 总局令15/77号, marked H; the rest practice, marked m). */
export const DEFAULT_SETTING: PenaltySetting = {
  hearingUnitFen: 5_000_000,
  hearingPersonFen: 2_000_000,
  discussFen: 5_000_000,
  filingWorkdays: 7,
  argueWorkdays: 5,
  extensionDays: 60,
  extensions: 2,
  pausedBy: [],
  firstTimeYears: 2,
  discussants: 3,
  payTo: '',
  source: '系统初始值：听证金额取原国家安全监管总局令第15号；其余为实务惯例，请按本地规定核实后修改',
};

/** 裁量阶次: a condition and what it allows. */
const Grade = z
  .object({
    code: z.string().regex(/^[a-z0-9-]{1,20}$/, '档次代码只用小写字母、数字'),
    title: text('档次', 20),
    condition: text('适用情形', 500),
    minFen: Threshold,
    maxFen: Threshold,
    /** Kinds other than a fine that go with it. */
    kinds: z
      .array(z.enum(codesOf(PENALTY_KINDS)))
      .max(12)
      .default([]),
  })
  .refine(({ minFen, maxFen }) => minFen <= maxFen, { path: ['maxFen'], error: '上限低于下限' });
export type Grade = z.output<typeof Grade>;

/** 行政处罚裁量基准 (行政处罚法 §34): one illegal act of one law, in force from a day on. */
export const Benchmark = z.object({
  code: z.string().regex(/^[a-z0-9-]{2,40}$/, '代码只用小写字母、数字和连字符'),
  title: text('违法行为', 200),
  violates: text('违反的规定', 300),
  basis: text('处罚依据', 300),
  validFrom: Day,
  /** Life and health are touched: five years instead of two when there was harm (行政处罚法 §36). */
  isSafety: z.boolean(),
  grades: z
    .array(Grade)
    .min(1, '至少一个档次')
    .max(10)
    .refine((grades) => new Set(grades.map(({ code }) => code)).size === grades.length, '档次代码重复'),
  source: text('文件依据', 300),
});
export type Benchmark = z.output<typeof Benchmark>;

/** 代理: who signs in the head's place, with the days. */
export const Delegation = z
  .object({ staffId: StaffId, from: Day, until: Day, reason: text('代理事由', 200) })
  .refine(({ from, until }) => from <= until, { path: ['until'], error: '截止日早于起始日' });
export type Delegation = z.output<typeof Delegation>;

export interface StoredDelegation extends Delegation {
  readonly delegationId: string;
  readonly givenBy: string;
  readonly endedOn: string | null;
}
