/** 频次上限 by class, and what lifts it. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, STANDARDIZATION_LEVELS } from '../../directory/types/vocabulary.ts';
import { PlanFilter } from './filter.ts';

const Cap = z.int('须为整数').min(1, '至少 1 次').max(24, '至多 24 次');

/** 企业类别 with its cap a year. */
export const CapClass = z.object({
  name: z.string().trim().normalize('NFC').min(1, '请填写类别名称').max(40, '不超过 40 个字'),
  filter: PlanFilter.extend({
    standardizationLevels: z.array(z.enum(codesOf(STANDARDIZATION_LEVELS))).max(4),
  }),
  cap: Cap,
});
export type CapClass = z.output<typeof CapClass>;

/** 频次上限: the first class that fits counts, `others` for everyone else (null: no cap of its own). */
export const PlanCaps = z.object({ classes: z.array(CapClass).max(20), others: Cap.nullable() });
export type PlanCaps = z.output<typeof PlanCaps>;

/** 豁免事由 (国办发〔2024〕54号): such visits are counted, but the cap does not stop them. */
export const CAP_TRIGGERS = {
  complaint: '投诉举报线索',
  referral: '转办交办',
  monitoring: '监测预警异常',
  'own-request': '企业申请',
} as const;
export type CapTrigger = keyof typeof CAP_TRIGGERS;

/** 频次上限豁免 of one enterprise under one plan. */
export const CapExemption = z.object({
  exemptionId: z.uuid(),
  enterpriseId: z.uuid(),
  enterprise: z.string(),
  trigger: z.enum(codesOf(CAP_TRIGGERS)),
  /** 文号 or number of the lead. */
  document: z.string(),
  approvedBy: z.string(),
  approvedOn: z.string(),
});
export type CapExemption = z.output<typeof CapExemption>;
