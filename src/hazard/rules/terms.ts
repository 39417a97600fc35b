/** How long each state may take: effective-dated, with its source; what no law sets is configuration. Browser-safe. @module */
import type { StatutoryTerm } from '../../calendar/rules/terms.ts';
import { deadline } from '../../core/calendar/deadline.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { HazardState } from '../types/hazard.ts';
import { HAZARD_TURNS, isEnded } from './moves.ts';

const OFFICE = '本机关工作要求，可调整';

/** Oldest first; the last one whose `from` is not after the day counts. */
const TERMS = {
  /** 登记上报, from the second reviewer. */
  register: [{ from: '2008-02-01', unit: 'day', n: 0, basis: OFFICE }],
  /** 定督办、审方案、签验收、销号. */
  decide: [{ from: '2008-02-01', unit: 'workday', n: 3, basis: OFFICE }],
  /** 治理方案, from the decision. */
  plan: [{ from: '2008-02-01', unit: 'day', n: 7, basis: OFFICE }],
  /** 每周一报. */
  progress: [{ from: '2008-02-01', unit: 'day', n: 7, basis: OFFICE }],
  /** 审查恢复、核销, from the application. */
  accept: [{ from: '2008-02-01', unit: 'day', n: 10, basis: '安全生产事故隐患排查治理暂行规定（总局令第16号）' }],
} as const satisfies Readonly<Record<string, readonly StatutoryTerm[]>>;
export type HazardTerm = keyof typeof TERMS;

/** Deeds after which the timer starts anew although the state stays: what was due has been done, or its time is another. */
export const RESTARTING = ['hazard.report-progress', 'hazard.extend'] as const;

/** @throws RangeError when nothing had set it by then */
export function hazardTermOn(code: HazardTerm, day: string): StatutoryTerm {
  const term = TERMS[code].findLast(({ from }) => from <= day);
  if (term === undefined) throw new RangeError(`no term ${code} was in force on ${day}`);
  return term;
}

/**
 * The day by which the next step is due, for a hazard that enters `state` on `day`; null when it has ended. Under treatment it is
 * the nearer of the next weekly report and the end of its time, the next report when that time is over. What is due the same
 * day does not roll over a rest day.
 */
export function timerOf(
  state: HazardState,
  day: string,
  treatBy: string | null,
  calendar: WorkCalendar,
): string | null {
  if (isEnded(state)) return null;
  const { term } = HAZARD_TURNS[state];
  const { due } = deadline({ ...hazardTermOn(term, day), start: day, rollover: term !== 'register' }, calendar);
  return state === 'treating' && treatBy !== null && treatBy >= day && treatBy < due ? treatBy : due;
}
