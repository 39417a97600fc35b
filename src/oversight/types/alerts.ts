/** 预警: rules over what happened; each is a sentence and its rows. Browser-safe. @module */
import { z } from 'zod';

/** From how many fines of one kind on a median says something. */
export const PEERS_AT_LEAST = 6;

/** What each rule looks for; `{n}` is its limit. */
export const ALERTS = {
  redraw: { title: '随机源已知后作废抽取', rule: '有随机源录入或结果已算出之后才作废的抽取', limit: null },
  'hand-picked': {
    title: '检查组成员不是抽取产生',
    rule: '检查组成员既不在抽取结果的席位上，也不是经批准的替换产生',
    limit: null,
  },
  'expired-certificate': { title: '证件不在有效期', rule: '入企亮证或签字当日执法证未生效或已到期', limit: null },
  'edited-after-signing': {
    title: '签字后改动',
    rule: '完成签字以后检查表、问题又有改动，或检查记录与其哈希不符',
    limit: null,
  },
  reopened: { title: '企业签字后重开记录', rule: '企业已签字或拒签，检查记录又被重新打开', limit: null },
  pair: { title: '同一人反复检查同一企业', rule: '同一执法人员近三年检查同一企业达到 {n} 次', limit: 'pairVisits' },
  'zero-findings': {
    title: '连续未发现问题',
    rule: '同一执法人员最近连续 {n} 次检查都没有发现问题',
    limit: 'zeroStreak',
  },
  'over-cap': { title: '超过年度频次上限', rule: '通知书载明本年已查次数达到上限仍然检查，且没有豁免', limit: null },
  substitutions: { title: '同一人多次被替换', rule: '同一执法人员一年内被替换达到 {n} 次', limit: 'substitutions' },
  'back-dated': { title: '日期早于录入', rule: '送达日期早于录入日期超过 {n} 天', limit: 'backDays' },
  'late-entry': { title: '迟录', rule: '现场操作在发生 {n} 天以后才上传，或时间晚于收到的时间', limit: 'lateDays' },
  'late-disclosure': {
    title: '公示逾期',
    rule: '检查结果、处罚决定超过期限才公示或者仍未公示，被撤销的处罚超过期限才撤回或者仍未撤回',
    limit: null,
  },
  'late-objection': {
    title: '异议逾期',
    rule: '对公示内容的异议超过公开的期限才答复或者仍未答复',
    limit: null,
  },
  'no-deed': { title: '有状态而无留痕', rule: '检查已签字、结果已公示，但留痕中没有相应的办理', limit: null },
  emergency: { title: '应急授权', rule: '经两人批准，临时担任管理员角色', limit: null },
  'outside-grade': {
    title: '处罚不在裁量基准内',
    rule: '罚款高于适用的裁量档次，低于档次而没有减轻处罚的理由，或者处罚种类不在档次内',
    limit: null,
  },
  'unequal-fine': {
    title: '同类罚款相差悬殊',
    rule: `同一违法行为、同一裁量档次的罚款决定满 ${PEERS_AT_LEAST} 件，其中一件与中位数相差达到 {n}%`,
    limit: 'fineApart',
  },
  'late-reply': { title: '督办逾期未回复', rule: '督办期限已过，尚未回复', limit: null },
} as const satisfies Readonly<Record<string, { title: string; rule: string; limit: keyof AlertLimits | null }>>;
export type AlertCode = keyof typeof ALERTS;
export const ALERT_CODES = Object.keys(ALERTS) as [AlertCode, ...AlertCode[]];

const limit = (label: string, least: number, most: number) =>
  z.int(`${label}须为整数`).min(least, `${label}至少 ${least}`).max(most, `${label}最多 ${most}`);

/** 预警阈值, set by 执法监督. */
export const AlertLimits = z.object({
  pairVisits: limit('检查同一企业的次数', 2, 20),
  zeroStreak: limit('连续未发现问题的次数', 2, 200),
  substitutions: limit('被替换的次数', 1, 20),
  backDays: limit('送达早于录入的天数', 0, 60),
  lateDays: limit('上传晚于发生的天数', 1, 60),
  fineApart: limit('罚款与同类中位数相差的百分数', 10, 500),
});
export type AlertLimits = z.output<typeof AlertLimits>;

/** Ten days for what a phone hands in late is the practice of one city (experience §0.3); the rest is where to look first. */
export const DEFAULT_LIMITS: AlertLimits = {
  pairVisits: 3,
  zeroStreak: 20,
  substitutions: 2,
  backDays: 3,
  lateDays: 10,
  fineApart: 50,
};

export const AlertRow = z.object({
  /** Names the row within its rule, the same at every reading. */
  key: z.string(),
  /** The enterprise, draw or officer it is about. */
  where: z.string(),
  /** What does not fit, in words. */
  what: z.string(),
  on: z.string().nullable(),
  href: z.string(),
  /** Number of the 督办 that is about it. */
  notice: z.string().nullable(),
});
export type AlertRow = z.output<typeof AlertRow>;

export const AlertView = z.object({
  code: z.enum(ALERT_CODES),
  title: z.string(),
  rule: z.string(),
  total: z.int(),
  /** The first rows; the rest are in the file. */
  rows: z.array(AlertRow),
});
export type AlertView = z.output<typeof AlertView>;

export const Console = z.object({
  asOf: z.string(),
  version: z.int(),
  limits: AlertLimits,
  alerts: z.array(AlertView),
});
export type Console = z.output<typeof Console>;

/** 人员 × 街镇: how often, and the pairs of officer and enterprise that met more than once. */
export const PairMap = z.object({
  asOf: z.string(),
  from: z.string(),
  subdistricts: z.array(z.object({ code: z.string(), name: z.string() })),
  officers: z.array(z.object({ certificate: z.string(), name: z.string(), visits: z.record(z.string(), z.int()) })),
  pairs: z.array(
    z.object({
      certificate: z.string(),
      name: z.string(),
      enterprise: z.string(),
      creditCode: z.string(),
      visits: z.int(),
      last: z.string(),
    }),
  ),
});
export type PairMap = z.output<typeof PairMap>;
