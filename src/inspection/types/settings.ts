/** 检查工作设置: how a bureau numbers, which forms it uses, how long a recusal may take. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { FORM_NAMES, FORM_SETS } from './documents.ts';

const short = (label: string, max: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, `请填写${label}`)
    .max(max, `${label}不超过 ${max} 个字`)
    .regex(/^[\p{L}\p{N}]+$/u, `${label}只写汉字、字母、数字`);

/** Who decides on the plan of a visit (国办发〔2024〕54号: the head of the organ; many have delegated it to the section). */
export const PLAN_APPROVALS = { section: '科室负责人批准', head: '科室负责人审核，机关负责人批准' } as const;

export const VisitSettings = z.object({
  /** 行政区简称, e.g. 津西青. */
  place: short('行政区简称', 12),
  /** 机关代字, e.g. 应急. */
  organ: short('机关代字', 8),
  formSet: z.enum(codesOf(FORM_SETS), '请选择文书式样'),
  /** 申明回避的时限, in hours from the task (domain §21.3: 24 by default). */
  recusalHours: z.int().min(1).max(240),
  /** 检查方案由谁批准. */
  planApproval: z.enum(codesOf(PLAN_APPROVALS), '请选择检查方案由谁批准'),
  /** 复查期限: calendar days from the report, or from the deadline; practice, no law (domain §16.1). */
  reinspectionDays: z.int('复查期限须为整日').min(1, '复查期限至少 1 日').max(60, '复查期限最多 60 日'),
});
export type VisitSettings = z.output<typeof VisitSettings>;

export const DEFAULT_SETTINGS: Omit<VisitSettings, 'place'> = {
  organ: '应急',
  formSet: 'emergency',
  recusalHours: 24,
  planApproval: 'section',
  reinspectionDays: 10,
};

export const SettingsView = z.object({
  /** 0 until something was set. */
  version: z.int(),
  settings: VisitSettings,
  templates: z.array(
    z.object({
      form: z.enum(FORM_NAMES),
      title: z.string(),
      /** The office's own Word template; null where the product's is used. */
      own: z.object({ name: z.string(), at: z.string() }).nullable(),
    }),
  ),
});
export type SettingsView = z.output<typeof SettingsView>;
