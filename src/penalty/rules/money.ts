/** What is owed: the decision, what was paid, three per cent a day (行政处罚法 §72). Whole fen. Pure. Browser-safe. @module */
import { addDays } from '../../core/calendar/day.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Outcome } from '../types/case.ts';
import type { CaseFile } from '../types/file.ts';
import { payBy } from './deadlines.ts';

const PER_CENT_A_DAY = 3;

export function fineOf(outcome: Outcome): number {
  return amountOf(outcome, ['fine']);
}

/** Fine and confiscated gains. */
export function principalOf(outcome: Outcome): number {
  return amountOf(outcome, ['fine', 'gains']);
}

function amountOf(outcome: Outcome, kinds: readonly string[]): number {
  if (outcome.kind !== 'penalty') return 0;
  return outcome.items.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { fen }) => sum + (fen ?? 0), 0);
}

export function paidOf({ payments }: Pick<CaseFile, 'payments'>): number {
  return payments.reduce((sum, { fen }) => sum + fen, 0);
}

type Owing = Pick<
  CaseFile,
  'decision' | 'payments' | 'instalments' | 'servedOn' | 'challenges' | 'extra' | 'revokedOn'
>;

/** What is still to be paid, 加处罚款 as it was decided included. Nothing once the decision is revoked. */
export function outstandingOf(file: Owing): number {
  if (file.decision === null || file.revokedOn !== null) return 0;
  return Math.max(0, principalOf(file.decision.outcome) + (file.extra?.fen ?? 0) - paidOf(file));
}

/**
 * 加处罚款 through this day: three per cent of the fine that is late, for every day it is, never more than the fine; not while
 * the decision is contested (行政处罚法 §72, §73).
 */
export function extraThrough(file: Owing, through: string, calendar: WorkCalendar): number {
  const last = payBy(file, calendar);
  if (file.decision === null || last === null) return 0;
  const fine = fineOf(file.decision.outcome);
  const first = file.instalments?.outcome === 'granted' ? (file.instalments.plan[0]?.on ?? last) : last;
  let hundredths = 0;
  for (let day = addDays(first, 1); day <= through && hundredths < fine * 100; day = addDays(day, 1)) {
    if (isContested(file, day)) continue;
    hundredths += Math.min(fine, lateOn(file, day, last)) * PER_CENT_A_DAY;
  }
  return Math.min(fine, Math.floor(hundredths / 100));
}

function isContested({ challenges }: Owing, day: string): boolean {
  return challenges.some(({ since, until }) => since <= day && (until === null || day <= until));
}

/** What should have been paid before this day and was not. */
function lateOn({ decision, instalments, payments }: Owing, day: string, last: string): number {
  const all = decision === null ? 0 : principalOf(decision.outcome);
  const asked =
    instalments?.outcome === 'granted'
      ? instalments.plan.filter(({ on }) => on < day).reduce((sum, { fen }) => sum + fen, 0)
      : last < day
        ? all
        : 0;
  return Math.max(0, Math.min(asked, all) - paidOf({ payments: payments.filter(({ on }) => on < day) }));
}
