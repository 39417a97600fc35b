/** What several acts say: a lead, a hold, a seizure, a report. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { text, written } from '../../../inspection/types/visit.ts';
import { Day, Fen, LEAD_SOURCES, MITIGATIONS, OneCase, Outcome, Party, Reason, SEIZURE_GROUNDS } from '../case.ts';

export const Lead = z.object({
  source: z.enum(codesOf(LEAD_SOURCES), '请选择案件来源'),
  party: Party,
  /** 案由 */
  cause: text('案由', 120),
  facts: text('基本情况', 2_000),
  /** The day of the act, or of its end when it went on (行政处罚法 §36). */
  violatedOn: Day,
});
export type Lead = z.output<typeof Lead>;

export const HoldInput = z.object({
  goods: z
    .array(z.object({ name: text('物品', 80), quantity: text('数量', 40) }))
    .min(1, '至少一件物品')
    .max(50),
  place: text('保存地点', 120),
  reason: Reason,
});
export type HoldInput = z.output<typeof HoldInput>;

/** 处理: what becomes of what was registered (domain §12.2, 20–22). */
export const HOLD_ENDS = {
  released: '解除登记保存',
  kept: '留作证据',
  seized: '依法查封、扣押',
  confiscated: '依法没收',
  appraised: '送交鉴定',
} as const;

const Minute = z.iso.datetime({ local: true, precision: -1, error: '请选择日期和时间' });

/** 询问通知. */
export const InterviewCall = z.object({
  person: text('被询问人', 60),
  matter: text('询问事由', 300),
  at: Minute,
  place: text('询问地点', 120),
  bring: written('携带材料', 300),
  contact: text('联系人及电话', 60),
});

/** 查封、扣押: what, on which ground, where it is kept. */
export const SeizureInput = z.object({
  ground: z.enum(codesOf(SEIZURE_GROUNDS), '请选择查封、扣押的法定情形'),
  problem: text('违法行为', 500),
  goods: z
    .array(z.object({ name: text('名称', 80), model: written('规格型号', 80), quantity: text('数量', 40) }))
    .min(1, '至少一件')
    .max(50),
  place: text('存放地点', 120),
  /** 情况紧急，当场实施 (行政强制法 §19): when, and what did not wait for the approval. */
  urgentAt: Minute.optional(),
  urgency: written('紧急情况', 300).optional(),
});

/** 检测、检验、鉴定: by whom, of what, until when; `seizureId` where it is of something seized (行政强制法 §25). */
export const Appraisal = z.object({
  agency: text('鉴定机构', 80),
  goods: text('鉴定物品', 300),
  wanted: text('鉴定要求', 500),
  dueOn: Day,
  seizureId: z.uuid().optional(),
});

export const APPRAISAL_ENDS = { concluded: '收到鉴定意见', withdrawn: '撤回委托' } as const;

/** 调查报告: each fact with the evidence that proves it, the grade, what is proposed. */
export const Report = z.object({
  facts: z
    .array(
      z.object({
        text: text('违法事实', 1_000),
        evidenceIds: z.array(z.uuid()).min(1, '每条事实至少一份证据').max(50),
      }),
    )
    .min(1, '至少一条违法事实')
    .max(30),
  benchmark: z.string().min(1, '请选择裁量基准').max(40),
  grade: z.string().min(1, '请选择裁量档次').max(20),
  circumstances: text('裁量说明', 1_000),
  mitigation: z.enum(codesOf(MITIGATIONS)).optional(),
  /** 责令改正: every case also orders the correction (行政处罚法 §28). */
  correction: text('改正情况', 500),
  isCorrected: z.boolean(),
  hasHarm: z.boolean(),
  /** 案情复杂: then it is discussed whatever the amount (行政处罚法 §57). */
  isComplex: z.boolean(),
  outcome: Outcome,
});
export type Report = z.output<typeof Report>;

export const Instalment = z.object({ on: Day, fen: Fen });
/** Every act says of which case, many on which day. */
export const on = { on: Day };
export const of = OneCase.shape;
