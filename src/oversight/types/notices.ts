/** 督办: what supervision asks about, who answers, by when. Browser-safe. @module */
import { z } from 'zod';
import { text } from '../../inspection/types/visit.ts';
import { ALERT_CODES } from './alerts.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';

export const NOTICE_STATES = { issued: '待回复', replied: '已回复，待认可', closed: '已办结' } as const;
export type NoticeState = keyof typeof NOTICE_STATES;

/** Who may owe a reply; each has a queue of his own. */
export const ADDRESSEES = { head: '局长', 'group-office': '综合协调科', 'section-chief': '科室负责人' } as const;
export type Addressee = keyof typeof ADDRESSEES;

export const NoticeId = z.uuid();
const Day = z.iso.date('日期须为 2026-01-05 这样的格式');

export const NewNotice = z.object({
  alert: z.enum(ALERT_CODES),
  keys: z.array(z.string().min(1).max(200)).min(1, '请选择记录').max(100, '一次最多 100 条'),
  request: text('督办要求', 1_000),
  addressee: z.enum(codesOf(ADDRESSEES), '请选择回复人'),
  replyBy: Day,
});
export type NewNotice = z.output<typeof NewNotice>;

export const NoticeReply = z.object({ noticeId: NoticeId, reply: text('回复', 2_000) });
export const NoticeOpinion = z.object({ noticeId: NoticeId, opinion: text('办结意见', 1_000) });
export const NoticeReturn = z.object({ noticeId: NoticeId, reason: text('退回理由', 1_000), replyBy: Day });

export const NoticeRecord = z.object({ key: z.string(), where: z.string(), what: z.string(), href: z.string() });
export type NoticeRecord = z.output<typeof NoticeRecord>;

export const NoticeView = z.object({
  noticeId: NoticeId,
  number: z.string(),
  alert: z.enum(ALERT_CODES),
  records: z.array(NoticeRecord),
  request: z.string(),
  addressee: z.enum(codesOf(ADDRESSEES)),
  state: z.enum(codesOf(NOTICE_STATES)),
  replyBy: z.string(),
  isLate: z.boolean(),
  issuedOn: z.string(),
  issuedBy: z.string(),
  reply: z.string().nullable(),
  repliedBy: z.string().nullable(),
  repliedOn: z.string().nullable(),
  returnReason: z.string().nullable(),
  opinion: z.string().nullable(),
  closedOn: z.string().nullable(),
});
export type NoticeView = z.output<typeof NoticeView>;
