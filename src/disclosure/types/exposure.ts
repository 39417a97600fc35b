/** 公开曝光 and 企业说明 on their way to the public. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { FINDING_LEVELS } from '../../inspection/types/visit.ts';
import { EXPOSURE_GROUNDS } from '../../rectification/types/remind.ts';

export const EXPOSURE_STATES = {
  drafted: '待公开审查',
  published: '已曝光',
  withdrawn: '已撤回',
  cancelled: '不再曝光',
} as const;
export type ExposureState = keyof typeof EXPOSURE_STATES;

/** 曝光内容. Every field is here because it may be public (domain §11.1–11.2); the words may be changed before they are. */
export const PublicExposure = z.object({
  bureau: z.string(),
  enterprise: z.object({ name: z.string(), creditCode: z.string(), subdistrict: z.string() }),
  inspectedOn: z.string(),
  number: z.int(),
  text: z.string('请填写公开文字').trim().normalize('NFC').min(1, '请填写公开文字').max(1_000),
  level: z.enum(codesOf(FINDING_LEVELS)),
  ground: z.enum(codesOf(EXPOSURE_GROUNDS)),
  dueOn: z.string().nullable(),
  decidedOn: z.string(),
});
export type PublicExposure = z.output<typeof PublicExposure>;

export const ExposureId = z.uuid();
export const StatementId = z.uuid();

/** 曝光审查的一行 */
export const ExposureRow = z.object({
  exposureId: ExposureId,
  state: z.enum(codesOf(EXPOSURE_STATES)),
  content: PublicExposure,
  hits: z.array(z.string()),
  publishedOn: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  /** It was rectified, handed over or voided: it should be withdrawn. */
  isSettled: z.boolean(),
});
export type ExposureRow = z.output<typeof ExposureRow>;

export const WORDS_STATES = { waiting: '待公开审查', published: '已公开', returned: '已退回' } as const;
export type WordsState = keyof typeof WORDS_STATES;

export const WordsRow = z.object({
  statementId: StatementId,
  state: z.enum(codesOf(WORDS_STATES)),
  enterpriseName: z.string(),
  text: z.string(),
  at: z.string(),
  hits: z.array(z.string()),
  reason: z.string().nullable(),
});
export type WordsRow = z.output<typeof WordsRow>;
