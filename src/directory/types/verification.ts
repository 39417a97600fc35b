/** 每月核对: what an office looks at in its directories once a month. Browser-safe. @module */
import { z } from 'zod';
import { cleanText } from './records.ts';

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成 2026-03 这样的格式');

/** 核对时的数. What is to be mended comes after what there is. */
export const VerificationCounts = z.object({
  enterprises: z.int(),
  /** 在营. */
  active: z.int(),
  /** Enterprises changed since the last verification, or in the last month before the first. */
  changed: z.int(),
  /** 一年内没有核实日期. */
  unverified: z.int(),
  /** Enterprises with a licence past its day. */
  licencesExpired: z.int(),
  /** 疑似重复的组. */
  duplicates: z.int(),
  officers: z.int(),
  /** 在岗而执法证已过期. */
  certificatesExpired: z.int(),
  /** 在岗而执法证 60 天内到期. */
  certificatesExpiring: z.int(),
  experts: z.int(),
  /** 在聘而聘期已过. */
  termsOver: z.int(),
  vehicles: z.int(),
  equipment: z.int(),
  /** 可用而检定已过期. */
  calibrationsOverdue: z.int(),
});
export type VerificationCounts = z.output<typeof VerificationCounts>;

/** 核对名录: `counts` as the author saw them. */
export const VerifyMonthInput = z.object({
  month: Month,
  counts: VerificationCounts,
  note: z.string('请写明核对情况').overwrite(cleanText).min(1, '请写明核对情况').max(500, '核对情况不超过 500 个字'),
});

/** 一次核对. */
export const Verification = z.object({
  month: z.string(),
  counts: VerificationCounts,
  note: z.string(),
  byName: z.string(),
  at: z.string(),
});
export type Verification = z.output<typeof Verification>;

/** 核对页: what waits, the counts of this moment, and what was done before. */
export const VerificationView = z.object({
  /** Months that wait, the oldest first, each with its last day. */
  open: z.array(z.object({ month: z.string(), dueOn: z.string() })),
  counts: VerificationCounts,
  done: z.array(Verification),
});
export type VerificationView = z.output<typeof VerificationView>;
