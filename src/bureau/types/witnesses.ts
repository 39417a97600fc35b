/** 见证方: what crosses the wire. Browser-safe. @module */
import { z } from 'zod';
import { CONTACT_OUTCOMES, type ContactOutcome } from '../../core/log/contact.ts';

/** What enrolling a witness asks for. */
export const NewWitness = z.object({
  /** 单位名称 */
  title: z.string().trim().min(1, '请填写').max(60, '不超过 60 个字'),
  /** 见证公钥 as its program prints it. */
  vkey: z.string().trim().min(1, '请填写').max(300, '不是见证公钥'),
  /** 请求地址; left out: it comes by itself or by a stick. */
  url: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .url({ protocol: /^https?$/, error: '应为完整网址，例如 https://jianzheng.example.gov.cn:8790' })
      .max(200)
      .refine((text) => /^https?:\/\/[^/?#@]+(?:\/[\w./-]*)?$/.test(text), '网址里不能有用户名、问号和井号')
      .optional(),
  ),
});

/** What a change of the rule asks for. */
export const NewWitnessPolicy = z.object({
  /** The version that was on the screen; 0 when there was none yet. */
  version: z.int().min(0),
  quorum: z.int('须为整数').min(0, '不能为负').max(63),
  silentMinutes: z.int('须为整数').min(1, '至少 1 分钟').max(527_040, '至多一年'),
});

const Outcome = z.enum(Object.keys(CONTACT_OUTCOMES) as ContactOutcome[]);

/** 日志见证: the witnesses and how each stands. */
export const WitnessesView = z.object({
  /** Address of this year's log. */
  log: z.string(),
  policy: z.object({ version: z.int(), quorum: z.int(), silentMinutes: z.int() }),
  rows: z.array(
    z.object({
      witnessId: z.string(),
      title: z.string(),
      name: z.string(),
      vkey: z.string(),
      url: z.string().nullable(),
      enrolledAt: z.string(),
      last: z.object({ size: z.int(), signedAt: z.string() }).nullable(),
      waitingSince: z.string().nullable(),
      isSilent: z.boolean(),
      contact: Outcome.nullable(),
    }),
  ),
});
export type WitnessesView = z.output<typeof WitnessesView>;
