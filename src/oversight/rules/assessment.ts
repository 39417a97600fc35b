/** How an assessment is computed, on the server as on the page (业绩考评). Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { Duties, OwedIn } from '../../core/turns.ts';
import {
  BINDING,
  INDICATORS,
  type IndicatorView,
  type Mark,
  type QualityView,
  type Sheet,
} from '../types/assessment.ts';

/** Of a hundred, to one decimal, rounded down; null where there is nothing to look at. */
export function shareOf({ sum, rows }: Pick<IndicatorView, 'sum' | 'rows'>): number | null {
  return rows === 0 ? null : Math.floor((sum * 10) / rows) / 10;
}

/** The weighted mean of the shares that there are, to one decimal, rounded down; null without any. */
export function scoreOf(indicators: readonly IndicatorView[]): number | null {
  const there = indicators.flatMap((indicator) => {
    const share = shareOf(indicator);
    return share === null ? [] : [{ share, weight: INDICATORS[indicator.code].weight }];
  });
  const weights = there.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return null;
  return Math.floor((there.reduce((sum, { share, weight }) => sum + share * weight, 0) * 10) / weights) / 10;
}

const POINTS: Readonly<Record<Exclude<Mark, 'not-applicable'>, number>> = { met: 100, partly: 50, not: 0 };

/** 评查得分: the mean of the lines that apply, rounded down; a hundred where none does. */
export function sheetScore(sheet: Sheet): number {
  const points = Object.values(sheet).flatMap((mark) => (mark === 'not-applicable' ? [] : [POINTS[mark]]));
  return points.length === 0 ? 100 : Math.floor(points.reduce((sum, each) => sum + each, 0) / points.length);
}

/** Why this person may not review the file: it is not signed, he was there, or he has reviewed it. */
export function reviewRefusals(file: {
  readonly isSigned: boolean;
  readonly isOwn: boolean;
  readonly isReviewed: boolean;
}): Refusal[] {
  return [
    ...(file.isSigned ? [] : [{ code: 'review-unsigned', at: 'inspectionId' }]),
    ...(file.isOwn ? [{ code: 'review-own', at: 'inspectionId' }] : []),
    ...(file.isReviewed ? [{ code: 'review-twice', at: 'inspectionId' }] : []),
  ];
}

export const assessmentDuties = {
  'assessment.decide-matter': {
    deed: 'assessment.decide-matter',
    owners: ['supervisor', 'legal-reviewer'],
    unit: 'day',
    why: '已登记的投诉、复议或诉讼，有结果后登记',
  },
  'assessment.carry-out-matter': {
    deed: 'assessment.carry-out-matter',
    owners: ['section-chief'],
    unit: 'day',
    why: '复议决定、判决撤销、变更了本机关的处理或者确认违法，应当执行（行政复议法第七十七条、行政诉讼法第九十四条）；涉及的问题在整改页面撤销，再登记执行情况',
  },
} as const satisfies Duties;

/** A matter waits for its outcome, and one that binds the bureau for what the section does about it. */
export const MATTER_OWED: OwedIn<MatterStage, typeof assessmentDuties> = {
  open: ['assessment.decide-matter'],
  binding: ['assessment.carry-out-matter'],
  over: [],
};
type MatterStage = 'open' | 'binding' | 'over';

export function matterStage({
  kind,
  outcome,
  carriedOut,
}: Pick<QualityView['matters'][number], 'kind' | 'outcome' | 'carriedOut'>): MatterStage {
  if (outcome === null) return 'open';
  return outcome === 'founded' && BINDING.includes(kind) && carriedOut === null ? 'binding' : 'over';
}
