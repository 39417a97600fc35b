/** 期限 and 下一步: what runs in a case, and what it waits for. Browser-safe. @module */
import { z } from 'zod';
import { ROLES } from '../../core/actor.ts';
import { ACT_NAMES } from './table.ts';

/** 期限, each with what it rests on. Where law leaves it open, the bureau's own setting. */
export const TERMS = {
  file: { title: '报请立案', basis: '办案设置' },
  decide: { title: '作出处理决定', basis: '《行政处罚法》第六十条' },
  hold: { title: '处理先行登记保存的证据', basis: '《行政处罚法》第五十六条' },
  'seizure-report': { title: '报告当场实施的查封、扣押并补办批准手续', basis: '《行政强制法》第十九条' },
  seizure: { title: '处理查封、扣押的财物', basis: '《行政强制法》第二十五条' },
  appraisal: { title: '提交鉴定意见', basis: '鉴定委托书约定的期限' },
  argue: { title: '当事人陈述申辩、要求听证', basis: '《行政处罚法》第四十四条、第六十四条' },
  serve: { title: '送达决定书', basis: '《行政处罚法》第六十一条' },
  pay: { title: '缴纳罚款', basis: '《行政处罚法》第六十七条' },
  urge: { title: '催告后履行', basis: '《行政强制法》第五十四条' },
  court: { title: '申请法院强制执行', basis: '《行政强制法》第五十三条' },
  daily: { title: '提出按日连续处罚', basis: '《安全生产法》第一百一十二条；期限见办案设置' },
  'transfer-decide': { title: '决定是否移送', basis: '《行政执法机关移送涉嫌犯罪案件的规定》第五条' },
  'transfer-send': { title: '移送公安机关', basis: '《行政执法机关移送涉嫌犯罪案件的规定》第五条' },
} as const;
export type TermKey = keyof typeof TERMS;
const Key = z.enum(Object.keys(TERMS) as [TermKey, ...TermKey[]]);
export const Act = z.enum(ACT_NAMES);

export const CaseTerm = z.object({
  key: Key,
  /** What it is about where there are several: a hold. */
  of: z.string().nullable(),
  start: z.string(),
  /** The last day; of a term in hours the last instant. */
  due: z.string(),
  metOn: z.string().nullable(),
  provisional: z.boolean(),
  /** Days that were left out on the way to it. */
  paused: z.int(),
});
export type CaseTerm = z.output<typeof CaseTerm>;

export const Turn = z.object({
  act: Act,
  /** Roles that may, or the accounts with the seat the act asks for. */
  roles: z.array(z.enum(ROLES)),
  staffIds: z.array(z.string()),
  /** Not before this day: until it is over the party has its time. */
  from: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** The term it rests on; null where the law sets none. */
  term: Key.nullable(),
});
export type Turn = z.output<typeof Turn>;
