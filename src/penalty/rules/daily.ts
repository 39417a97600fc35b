/** Period and amount of 按日连续处罚 (安全生产法 §112): counted, never typed. Pure. Browser-safe. @module */
import { addDays, daysBetween } from '../../core/calendar/day.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { amountInFigures } from '../../core/documents/money.ts';
import type { Refusal } from '../../core/result.ts';
import type { Outcome } from '../types/case.ts';
import type { Daily, Recheck } from '../types/daily.ts';
import type { CaseFile } from '../types/file.ts';
import { fineOf } from './money.ts';

/** 安全生产法 of 2021: an order of before is no ground (从旧). */
export const DAILY_SINCE = '2021-09-01';

/**
 * From the day after the order to the day of the recheck, both counted; what an earlier case has counted is not counted again.
 * Undefined where no day is left, or nothing was fined.
 */
export function dailyOf(file: CaseFile, { recheckId, order, on }: Recheck): Daily | undefined {
  const { decision } = file;
  const perDayFen = decision === null ? 0 : fineOf(decision.outcome);
  const counted = file.rechecks.flatMap((each) => (each.dailyCaseId === null ? [] : [each.on])).toSorted();
  const from = [addDays(order.on, 1), ...counted.map((day) => addDays(day, 1))].toSorted().at(-1) ?? on;
  if (decision === null || perDayFen === 0 || from > on) return undefined;
  return {
    ofCaseId: file.caseId,
    recheckId,
    order,
    decidedOn: decision.on,
    recheckedOn: on,
    from,
    until: on,
    days: daysBetween(from, on) + 1,
    perDayFen,
  };
}

/** Fen; law sets no ceiling. */
export function dailyFen({ days, perDayFen }: Pick<Daily, 'days' | 'perDayFen'>): number {
  return days * perDayFen;
}

/** How the amount comes about, in one sentence of the papers. */
export function dailyWords({ from, until, days, perDayFen }: Daily): string {
  return `自${sentenceDate(from)}起至${sentenceDate(until)}止共${days}日，按原处罚数额每日${amountInFigures(perDayFen)}计算`;
}

/** The proposal with the sentence that explains it. */
export function explainedOutcome({ daily }: Pick<CaseFile, 'daily'>, outcome: Outcome): Outcome {
  if (daily === null || outcome.kind !== 'penalty') return outcome;
  return { ...outcome, items: outcome.items.map((item) => ({ ...item, detail: dailyWords(daily) })) };
}

/** A daily penalty is one fine of exactly the days times the first one. */
export function dailyRefusals({ daily }: Pick<CaseFile, 'daily'>, outcome: Outcome, at: string): Refusal[] {
  if (daily === null || outcome.kind !== 'penalty') return [];
  const [item, ...others] = outcome.items;
  if (others.length === 0 && item?.kind === 'fine' && item.fen === dailyFen(daily)) return [];
  const { days, perDayFen } = daily;
  return [
    {
      code: 'daily-amount',
      at,
      facts: { days, perDay: (perDayFen / 100).toFixed(2), sum: (dailyFen(daily) / 100).toFixed(2) },
    },
  ];
}

/** Rechecks that found a refusal and have led to nothing yet. */
export function openRechecks({ rechecks, revokedOn }: Pick<CaseFile, 'rechecks' | 'revokedOn'>): Recheck[] {
  return revokedOn === null
    ? rechecks.filter(({ isCorrected, dailyCaseId }) => !isCorrected && dailyCaseId === null)
    : [];
}
