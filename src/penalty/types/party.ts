/** What the party has said and handed in, and what its page shows. Browser-safe. @module */
import { z } from 'zod';
import { text, written } from '../../inspection/types/visit.ts';
import { Day } from './case.ts';
import { KeptFile } from './evidence.ts';

/** 送达地址确认书 (民事诉讼法 §90; 行政处罚法 §61): where papers reach the party, and whether they may come electronically. */
export const Address = z
  .object({
    recipient: text('收件人', 60),
    phone: text('联系电话', 40),
    address: text('送达地址', 160),
    postcode: written('邮政编码', 6).optional(),
    isElectronic: z.boolean(),
    /** Fax, mail or number that electronic service goes to. */
    electronicTo: written('电子送达地址', 120).optional(),
  })
  .refine(({ isElectronic, electronicTo }) => !isElectronic || (electronicTo ?? '') !== '', {
    path: ['electronicTo'],
    error: '同意电子送达的，请填写接收文书的电子邮箱、传真号或者手机号',
  });
export type Address = z.output<typeof Address>;

/** 陈述申辩 that came by the page; the bureau owes its answer (行政处罚法 §45). */
export const PartyStatement = z.object({
  statementId: z.uuid(),
  on: Day,
  text: z.string(),
  files: z.array(KeptFile),
  answer: z.object({ on: Day, isAdopted: z.boolean(), reply: z.string() }).nullable(),
});

/** 缴款凭据: what the party says it has paid, until an officer has found it or not. */
export const PaymentClaim = z.object({
  claimId: z.uuid(),
  on: Day,
  paidOn: Day,
  fen: z.int(),
  receipt: z.string(),
  files: z.array(KeptFile),
  settled: z.object({ on: Day, isFound: z.boolean(), reason: z.string() }).nullable(),
});

/** 权利 with a last day. */
export const RIGHTS = {
  argue: '陈述、申辩',
  hear: '要求听证',
  pay: '缴纳罚款',
  reconsider: '申请行政复议',
  sue: '提起行政诉讼',
} as const;
export type RightKey = keyof typeof RIGHTS;

export const Right = z.object({
  key: z.enum(Object.keys(RIGHTS) as [RightKey, ...RightKey[]]),
  since: Day,
  until: Day,
  /** Today lies within. */
  isOpen: z.boolean(),
  /** Calendar days; negative when past. */
  daysLeft: z.int(),
  basis: z.string(),
});
export type Right = z.output<typeof Right>;
