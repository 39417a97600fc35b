/** Which months wait for their verification (每月核对). Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { VerificationCounts } from '../types/verification.ts';

export interface OpenMonth {
  readonly month: string;
  /** Its last day. */
  readonly dueOn: string;
}

/**
 * The task of a month exists from its first day until it is done, and one month longer when it is late; before the directory
 * had anything there was nothing to verify. What is older than a month is past mending: the next verification covers it.
 */
export function openMonths(today: string, firstRecordOn: string | undefined, done: ReadonlySet<string>): OpenMonth[] {
  if (firstRecordOn === undefined) return [];
  const now = Temporal.PlainDate.from(today).toPlainYearMonth();
  return [now.subtract({ months: 1 }), now]
    .map((month) => ({ month: month.toString(), dueOn: month.toPlainDate({ day: month.daysInMonth }).toString() }))
    .filter(({ month, dueOn }) => !done.has(month) && firstRecordOn <= dueOn);
}

/** Why a month may not be verified: it does not wait (then figures do not matter), or the counts are no longer those the author saw. */
export function verifyRefusals(
  month: string,
  open: readonly OpenMonth[],
  seen: VerificationCounts,
  now: VerificationCounts,
): Refusal[] {
  if (!open.some((each) => each.month === month)) return [{ code: 'verification-not-open', facts: { month } }];
  const moved = Object.entries(now).filter(([name, count]) =>
    Object.entries(seen).some(([key, was]) => key === name && was !== count),
  );
  return moved.length > 0 ? [{ code: 'verification-moved', facts: { count: moved.length } }] : [];
}
