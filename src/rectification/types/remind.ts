/** 到期提醒、公开曝光、企业说明: what stands beside the course of an order. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';
import { ItemId, OneItem } from './order.ts';

/** How many calendar days before the deadline (domain §21.5: T-3, T-1). */
export const REMINDER_DAYS = [3, 1] as const;
export type ReminderDays = (typeof REMINDER_DAYS)[number];

export const REMINDER_MEANS = { phone: '电话', message: '短信或即时通信', visit: '上门' } as const;
export const ReminderMeans = z.enum(codesOf(REMINDER_MEANS), '请选择提醒方式');

/** One reminder: of which deadline, when it was due to be given, and whether it was. */
export const ReminderView = z.object({
  dueOn: z.string(),
  days: z.union([z.literal(3), z.literal(1)]),
  remindOn: z.string(),
  at: z.string().nullable(),
  means: ReminderMeans.nullable(),
});
export type ReminderView = z.output<typeof ReminderView>;

/** 曝光情形 (seed notice: 隐瞒、逾期未整改、挂牌督办未完成的隐患公开曝光). */
export const EXPOSURE_GROUNDS = {
  overdue: '逾期未整改',
  hidden: '隐瞒重大事故隐患',
  incomplete: '重大事故隐患治理不到位',
} as const;
export type ExposureGround = keyof typeof EXPOSURE_GROUNDS;
export const EXPOSURE_OUTCOMES = { expose: '公开曝光', refuse: '不予曝光' } as const;

export const ExposureProposal = OneItem.extend({
  ground: z.enum(codesOf(EXPOSURE_GROUNDS), '请选择曝光情形'),
  facts: text('事实', 500),
});
export const ExposureDecision = OneItem.extend({
  outcome: z.enum(codesOf(EXPOSURE_OUTCOMES), '请选择公开曝光或不予曝光'),
  opinion: text('决定意见', 500),
});

export const ExposureView = z.object({
  exposureId: z.uuid(),
  findingId: ItemId,
  ground: z.enum(codesOf(EXPOSURE_GROUNDS)),
  facts: z.string(),
  proposedAt: z.string(),
  isMine: z.boolean(),
  outcome: z.enum(codesOf(EXPOSURE_OUTCOMES)).nullable(),
  opinion: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type ExposureView = z.output<typeof ExposureView>;

/** 企业说明, in the enterprise's own words. */
export const Words = text('企业说明', 500);
export const WordsView = z.object({ statementId: z.uuid(), text: z.string(), at: z.string() });
export type WordsView = z.output<typeof WordsView>;
