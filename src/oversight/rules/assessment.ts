/** How an assessment is computed, on the server as on the page (业绩考评). Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { Duties, OwedIn } from '../../core/turns.ts';
import { INDICATORS, type IndicatorView, type Mark, type Sheet } from '../types/assessment.ts';

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
} as const satisfies Duties;

/** A matter waits for its outcome. */
export const MATTER_OWED: OwedIn<'open' | 'decided', typeof assessmentDuties> = {
  open: ['assessment.decide-matter'],
  decided: [],
};
