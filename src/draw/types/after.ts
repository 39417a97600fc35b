/** 替换: what may be asked for after a result, and what the desk reads of it. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { ShownReason } from '../../items/types.ts';

/** 替换对象 */
export const REPLACED = { enterprise: '企业', officer: '执法人员', expert: '专家' } as const;
export type Replaced = keyof typeof REPLACED;

/** 跳过一户的原因 (domain §21.2, draw protocol §7). */
export const ENTERPRISE_REASONS = {
  DEREGISTERED: '注销',
  MOVED: '搬迁',
  SUSPENDED: '停业',
  FREQUENCY: '已达频次上限',
  JOINT_INSPECTION: '联合检查已覆盖',
  FORCE_MAJEURE: '不可抗力',
} as const;

/** 换人的原因. A recusal bars from this one enterprise; every other takes the person out of the draw. */
export const PERSON_REASONS = {
  RECUSAL: '回避',
  LEAVE: '请假',
  LEFT_POST: '离岗',
  CERTIFICATE: '证件失效',
} as const;

export const SUBSTITUTION_REASONS = { ...ENTERPRISE_REASONS, ...PERSON_REASONS } as const;
export type SubstitutionReason = keyof typeof SUBSTITUTION_REASONS;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '请选择证明材料');
const PublicId = z.string().regex(/^[A-Z0-9._-]{1,64}$/);

/** 申请替换 as it is sent: an enterprise to skip, or the person at one place. */
export const RequestSubstitution = z.object({
  drawId: z.uuid(),
  target: z.discriminatedUnion('what', [
    z.object({
      what: z.literal('enterprise'),
      enterprise: PublicId,
      reason: z.enum(codesOf(ENTERPRISE_REASONS), '请选择原因'),
    }),
    z.object({
      what: z.enum(['officer', 'expert']),
      enterprise: PublicId,
      place: z.int().min(0).max(20),
      person: PublicId,
      reason: z.enum(codesOf(PERSON_REASONS), '请选择原因'),
    }),
  ]),
  evidence: Sha256,
});
export type RequestSubstitution = z.output<typeof RequestSubstitution>;

/** One request of a draw, as a decision names it. */
export const OneRequest = z.object({ drawId: z.uuid(), request: z.int().min(1) });

/** 彩票期号: an issue of the state lottery drawn after the approval, where a draw has no beacon. */
export const LotteryIssue = z.object({
  game: z.enum(['ssq', 'dlt', 'kl8'], '请选择彩票'),
  issue: z.string().regex(/^\d{5,8}$/, '期号为 5 至 8 位数字'),
  /** When its draw begins. */
  at: z.iso.datetime({ precision: 0, message: '请填写开奖时间' }),
});
export type LotteryIssue = z.output<typeof LotteryIssue>;

const HeldSeat = z.object({ place: z.int(), person: z.string(), name: z.string() });

/** 一户现在的检查组 */
export const TeamNow = z.object({
  enterprise: z.string(),
  name: z.string(),
  officers: z.array(HeldSeat),
  experts: z.array(HeldSeat),
});
export type TeamNow = z.output<typeof TeamNow>;

export const FreshView = z.object({
  source: z.string(),
  type: z.string(),
  /** Of dice how many and of how many sides; of a beacon its round; of a lottery its issue. */
  spec: z.string(),
  /** When an outside source becomes known. */
  knownAt: z.string().nullable(),
  needsCheck: z.boolean(),
  value: z.string().nullable(),
  awaitsCheck: z.boolean(),
  /** Typings that were not alike. */
  mismatches: z.int(),
});
export type FreshView = z.output<typeof FreshView>;

/** 一份替换申请 */
export const SubstitutionView = z.object({
  request: z.int(),
  what: z.enum(codesOf(REPLACED)),
  enterprise: z.string(),
  enterpriseName: z.string(),
  place: z.int().nullable(),
  person: z.string().nullable(),
  personName: z.string().nullable(),
  reason: z.enum(codesOf(SUBSTITUTION_REASONS)),
  evidence: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  state: z.enum(['requested', 'rejected', 'approved', 'substituted']),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Whether the log has published the approval, so that dice may be thrown. */
  isLogged: z.boolean(),
  fresh: z.array(FreshView),
  /** Public id and name of whom fresh randomness gave; null also when nobody fits. */
  substitute: z.string().nullable(),
  substituteName: z.string().nullable(),
  documentHash: z.string().nullable(),
  refusals: z.record(z.string(), z.array(ShownReason)),
});
export type SubstitutionView = z.output<typeof SubstitutionView>;

/** 结果之后 */
export const AfterView = z.object({
  /** Sealed still: of the teams only the reader's own, of the requests those he asked for or decides. */
  isSealed: z.boolean(),
  teams: z.array(TeamNow),
  substitutions: z.array(SubstitutionView),
  /** Whoever approves names an issue of the lottery. */
  needsLottery: z.boolean(),
  refusals: z.record(z.string(), z.array(ShownReason)),
});
export type AfterView = z.output<typeof AfterView>;

/** 替换与作废的统计 (draw protocol §7): never a ranking, only where to look. */
export const DrawOversight = z.object({
  asOf: z.string(),
  years: z.array(
    z.object({
      year: z.int(),
      draws: z.int(),
      voids: z.int(),
      drawn: z.int(),
      skips: z.int(),
      personChanges: z.int(),
      /** 没有按时: shares that never came or came from envelopes, results and openings after their deadline. */
      unrevealed: z.int(),
      recovered: z.int(),
      lateResults: z.int(),
      lateOpenings: z.int(),
    }),
  ),
  approvers: z.array(z.object({ name: z.string(), approved: z.int(), rejected: z.int() })),
  officers: z.array(z.object({ id: z.string(), name: z.string(), left: z.int(), came: z.int() })),
  strata: z.array(z.object({ draw: z.string(), stratum: z.string(), drawn: z.int(), skips: z.int() })),
});
export type DrawOversight = z.output<typeof DrawOversight>;
