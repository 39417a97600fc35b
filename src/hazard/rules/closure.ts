/** 提请关闭的提示 (安全生产法 §113 第一项). Browser-safe. @module */
import type { PenaltyInForce } from '../types/penalty.ts';
import { addDays, addMonths } from '../../core/calendar/day.ts';

/** A penalty under 安全生产法 that stands. */
export interface CountedPenalty {
  readonly number: string;
  readonly decidedOn: string;
}

export interface ClosureAlert {
  readonly rule: 'three-in-180-days' | 'four-in-a-year';
  readonly penalties: readonly CountedPenalty[];
}

export const CLOSURE_RULES = {
  'three-in-180-days': '一百八十日内三次受到行政处罚',
  'four-in-a-year': '一年内四次受到行政处罚',
} as const;

/**
 * Every rule that is met beside a major hazard, each with the first penalties that meet it. The first day counts, so 180 days from
 * 1 January end on 29 June, and a year on the day before the same date.
 */
export function closureAlerts(penalties: readonly CountedPenalty[]): ClosureAlert[] {
  const sorted = penalties.toSorted((a, b) => a.decidedOn.localeCompare(b.decidedOn));
  const within = (count: number, lastDay: (first: string) => string): readonly CountedPenalty[] | undefined => {
    for (let n = 0; n + count <= sorted.length; n += 1) {
      const window = sorted.slice(n, n + count);
      const [first] = window;
      const last = window.at(-1);
      if (first !== undefined && last !== undefined && last.decidedOn <= lastDay(first.decidedOn)) return window;
    }
    return undefined;
  };
  const three = within(3, (first) => addDays(first, 179));
  const four = within(4, (first) => addDays(addMonths(first, 12), -1));
  return [
    ...(three === undefined ? [] : [{ rule: 'three-in-180-days' as const, penalties: three }]),
    ...(four === undefined ? [] : [{ rule: 'four-in-a-year' as const, penalties: four }]),
  ];
}

/** What counts of a penalty in force: its day, and by which words a reader finds it. */
export function countedOf(penalties: readonly Pick<PenaltyInForce, 'cause' | 'decidedOn'>[]): CountedPenalty[] {
  return penalties.map(({ cause, decidedOn }) => ({ number: cause, decidedOn }));
}
