/** 企业匿名评价 (docs/adr/0053). Browser-safe. @module */
import { z } from 'zod';

/** 五个严禁 and 廉洁自律 as an enterprise sees them (国办发〔2024〕54号). */
export const RATING_QUESTIONS = {
  shown: '检查人员出示了执法证件和检查通知书',
  undisturbed: '检查没有妨碍正常生产经营',
  explained: '问题、依据和整改要求讲得清楚',
  fair: '检查公正，没有刁难、没有乱作为',
  clean: '没有索要、收受财物或其他好处',
} as const;
export type RatingQuestion = keyof typeof RATING_QUESTIONS;
export const SCORES = { 3: '是', 2: '不完全是', 1: '否' } as const;

/** So many ratings at once become visible; fewer never. */
export const SHOWN_FROM = 5;

const score = z.coerce.number('请每项都选一个').int().min(1, '请每项都选一个').max(3);
export const Rating = z.object({ shown: score, undisturbed: score, explained: score, fair: score, clean: score });
export type Rating = z.output<typeof Rating>;

export const RatingTally = z.object({
  asOf: z.string(),
  quarters: z.array(
    z.object({
      quarter: z.string(),
      ratings: z.int(),
      questions: z.array(z.object({ question: z.string(), counts: z.object({ 3: z.int(), 2: z.int(), 1: z.int() }) })),
    }),
  ),
});
export type RatingTally = z.output<typeof RatingTally>;
