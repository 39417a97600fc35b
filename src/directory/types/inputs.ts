/** What the deeds of the directories take, checked by forms and by the server alike. Browser-safe. @module */
import { z } from 'zod';
import {
  AssistantContent,
  cleanText,
  Day,
  EnterpriseContent,
  EquipmentContent,
  ExpertContent,
  OfficerContent,
  Subdistrict,
  VehicleContent,
} from './records.ts';
import { codesOf, DIRECTORY_KINDS, RECUSAL_REASONS } from './vocabulary.ts';

const SAVE = {
  /** Which record at which version; null to create one. */
  target: z.object({ recordId: z.uuid(), version: z.int().min(1) }).nullable(),
  reason: z.string('请填写变更原因').overwrite(cleanText).min(1, '请填写变更原因').max(200, '变更原因不超过 200 个字'),
} as const;

/** 保存一条名录, by kind. */
export const SAVE_INPUTS = {
  enterprise: z.object({ ...SAVE, content: EnterpriseContent }),
  officer: z.object({ ...SAVE, content: OfficerContent }),
  expert: z.object({ ...SAVE, content: ExpertContent }),
  assistant: z.object({ ...SAVE, content: AssistantContent }),
  vehicle: z.object({ ...SAVE, content: VehicleContent }),
  equipment: z.object({ ...SAVE, content: EquipmentContent }),
} as const;

/** 设置街镇: those to add and those to name anew. */
export const SetSubdistrictsInput = z.object({ subdistricts: z.array(Subdistrict).min(1).max(1000) });
export type SetSubdistrictsInput = z.output<typeof SetSubdistrictsInput>;

/** 登记回避. */
export const DeclareRecusalInput = z.object({
  personType: z.enum(['officer', 'expert']),
  personId: z.uuid('请选择回避人'),
  enterpriseId: z.uuid('请选择被检查企业'),
  reason: z.enum(codesOf(RECUSAL_REASONS), '请选择回避事由'),
  /** The first day it holds; today when absent. */
  validFrom: Day.optional(),
  validTo: Day.nullable().default(null),
});
export type DeclareRecusalInput = z.output<typeof DeclareRecusalInput>;

/** 记住表头: what this bureau writes above which column of a kind; `field` null forgets it. */
export const RememberHeadingInput = z.object({
  kind: z.enum(codesOf(DIRECTORY_KINDS)),
  title: z.string().overwrite(cleanText).min(1, '请选择表头').max(60, '表头不超过 60 个字'),
  field: z.string('请选择对应的栏目').min(1, '请选择对应的栏目').max(40).nullable(),
});

export type RememberHeadingInput = z.output<typeof RememberHeadingInput>;

/** 写入一批. */
export const ImportInput = z.object({
  batchId: z.uuid(),
  /** 只导入正确的行: leave faulty and repeated rows out. Without it a batch with such rows is refused. */
  isOnlyGood: z.boolean().default(false),
});
export type ImportInput = z.output<typeof ImportInput>;
