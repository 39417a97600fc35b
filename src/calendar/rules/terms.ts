/** Statutory periods (法定期限) with their source, chosen by the day of the act: law in time, no constant. Browser-safe. @module */
import type { DayTerm } from '../../core/calendar/deadline.ts';

/** One period as a law or notice sets it, from the day it came into force. */
export interface StatutoryTerm {
  readonly from: string;
  readonly unit: DayTerm['unit'];
  readonly n: number;
  readonly basis: string;
}

/** Oldest first; the last one whose `from` is not after the act counts. */
const TERMS = {
  /** 抽查检查结果公示, from the day the result is signed. */
  'disclose-result': [
    { from: '2018-12-05', unit: 'workday', n: 20, basis: '国办发〔2018〕118号；政府信息公开条例第二十六条' },
  ],
  /** 年度计划公开, from the day it is approved. */
  'disclose-plan': [{ from: '2008-05-01', unit: 'workday', n: 20, basis: '政府信息公开条例第二十六条' }],
} as const satisfies Readonly<Record<string, readonly StatutoryTerm[]>>;

export type TermCode = keyof typeof TERMS;

/**
 * The period in force on the day of the act (`YYYY-MM-DD`).
 * @throws RangeError when no law had set it by then
 */
export function termOn(code: TermCode, day: string): StatutoryTerm {
  const term = TERMS[code].findLast(({ from }) => from <= day);
  if (term === undefined) throw new RangeError(`no period ${code} was in force on ${day}`);
  return term;
}
