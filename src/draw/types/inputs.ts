/** 抽取的输入: what a configuration says of randomness, chances and exclusions. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, CREDIT_CLASSES, RISK_COLORS } from '../../directory/types/vocabulary.ts';

/** 方案 (protocol §4.3): an outside source comes last, or the dice do. */
export const PROFILES = { public: '外部随机源最后产生', offline: '现场掷骰最后产生（较弱）' } as const;
export type Profile = keyof typeof PROFILES;

/** 哈希算法 of a draw (protocol §11). */
export const SUITES = { 'vd1-sha256': 'SHA-256', 'vd1-sm3': '国密 SM3' } as const;

/** 外部随机源: nobody who takes part can influence them. */
export const OUTSIDE_KINDS = {
  ssq: '双色球',
  dlt: '大乐透',
  kl8: '快乐8',
  drand: 'drand 随机信标（quicknet）',
  nist: 'NIST 随机信标',
} as const;
export type OutsideKind = keyof typeof OUTSIDE_KINDS;

/** 彩票 among them: told apart by an issue number announced beforehand. */
export const LOTTERIES = ['ssq', 'dlt', 'kl8'] as const satisfies readonly OutsideKind[];

/** 信封 of a share; any two give it back (SPEC §7.3a). */
export const ENVELOPES = 3;
export const ENVELOPES_NEEDED = 2;

/** 信标的值 as its hosts give it; of drand with the signature that proves it. */
export const BeaconValue = z.object({ value: z.string(), signature: z.string().optional() });
export type BeaconValue = z.output<typeof BeaconValue>;

/** An instant as canonical documents write it: UTC, whole seconds (protocol §3.1). */
export const Instant = z.iso.datetime({ precision: 0, message: '时间须为 2026-01-05T01:00:00Z 这样的格式' });

export const OutsideSource = z.object({
  kind: z.enum(codesOf(OUTSIDE_KINDS), '请选择外部随机源'),
  /** 期号 of a lottery. */
  issue: z
    .string()
    .trim()
    .normalize('NFKC')
    .regex(/^\d{5,8}$/, '期号为 5 至 8 位数字，例如 2026031')
    .optional(),
  /** When it becomes known: the drawing of the lottery, the round or pulse of a beacon. */
  at: Instant,
});
export type OutsideSource = z.output<typeof OutsideSource>;

/** 摇号机: `draws` of the balls 1 … `balls`, called one after the other. */
export const Machine = z.object({ balls: z.int().min(2).max(999), draws: z.int().min(1).max(200) });

export const SourcesConfig = z.object({
  profile: z.enum(codesOf(PROFILES)).default('offline'),
  /** Twenty ten-sided dice. */
  dice: z.boolean().default(true),
  machine: Machine.optional(),
  outside: z.array(OutsideSource).max(3, '外部随机源至多三个').default([]),
  /** Time between the announcement and the first outside source, in minutes. */
  marginMinutes: z.int().min(10, '至少 10 分钟').max(10_080, '至多七天').default(60),
});
export type SourcesConfig = z.output<typeof SourcesConfig>;
export const OFFLINE_SOURCES: SourcesConfig = { profile: 'offline', dice: true, outside: [], marginMinutes: 60 };

const Weight = z.int().min(1, '权重至少为 1').max(10_000);
const perClass = <K extends string>(classes: Readonly<Record<K, string>>) => z.record(z.enum(codesOf(classes)), Weight);

/** What several sources are worth together, against what they must be. */
export interface EntropySum {
  readonly of: 'all' | 'outside' | 'thrown';
  readonly bits: number;
  readonly needed: number;
}

/** 权重: an enterprise's is the product of those of its risk colour and its credit class; without one, 1. */
export const WeightsConfig = z.discriminatedUnion('by', [
  z.object({ by: z.literal('none') }),
  z.object({
    by: z.enum(['tickets', 'explog']),
    riskColors: perClass(RISK_COLORS),
    creditClasses: perClass(CREDIT_CLASSES),
  }),
]);
export type WeightsConfig = z.output<typeof WeightsConfig>;

/** 按文件排除的原因: each with the number of its document. */
export const DOCUMENTED_EXCLUSIONS = {
  JOINT: '联合检查已覆盖',
  JUSTICE_HOLD: '司法机关要求暂缓',
  OTHER_AGENCY: '由其他机关监管',
} as const;

export const DocumentedExclusion = z.object({
  creditCode: z
    .string()
    .trim()
    .overwrite((text) => text.normalize('NFKC').toUpperCase())
    .regex(/^[0-9A-Z]{18}$/, '请填写 18 位统一社会信用代码'),
  reason: z.enum(codesOf(DOCUMENTED_EXCLUSIONS), '请选择原因'),
  /** 文号 of what the exclusion rests on. */
  ref: z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
    .min(1, '请填写依据的文号')
    .max(80, '不超过 80 个字'),
});
export type DocumentedExclusion = z.output<typeof DocumentedExclusion>;
