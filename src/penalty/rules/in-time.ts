/** 办案时限: whether a case was decided in its days, and the day by which that is known (行政处罚法 §60). Pure. Browser-safe. @module */
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { CaseFile } from '../types/file.ts';
import type { PenaltySetting } from '../types/settings.ts';
import { decidedOn, decideTerm } from './deadlines.ts';

interface Counting {
  /** 办案设置 as it stood on a day: what is set later judges no decision afterwards. */
  readonly settingOn: (day: string) => Pick<PenaltySetting, 'pausedBy'>;
  readonly calendar: WorkCalendar;
  readonly today: string;
}

/**
 * In time: on the day of the decision, or of the hand-over to the police. Late: on the last day, also when it was decided after it, so
 * that a year that is over does not change. Null while the days run, and for what was decided on the spot.
 */
export function decidedInTime(
  file: CaseFile,
  { settingOn, calendar, today }: Counting,
): { readonly on: string; readonly isInTime: boolean } | null {
  const on = decidedOn(file);
  const due = decideTerm(file, { setting: settingOn(on ?? today), calendar })?.due;
  if (due === undefined) return null;
  if (on !== null && on <= due) return { on, isInTime: true };
  return due < (on ?? today) ? { on: due, isInTime: false } : null;
}
