/** The last day of a term that was counted by the calendar, marked 暂定 while the holiday notice of its year is not loaded: it may still move. @module */
import type { ReactNode } from 'react';
import type { CalendarView } from '../../calendar/types.ts';
import { DateText } from './date-text.tsx';
import { sentenceDate } from './format.ts';
import { useRead } from './read.tsx';
import { calendarText } from './strings/calendar.zh.ts';

/** In a table; in a sentence take {@link useDueWords}. `value` is a day or an instant. */
export function DueText({ value }: { readonly value: string }): ReactNode {
  const coveredTo = useCoveredTo();
  return (
    <>
      <DateText value={value} inTable />
      {isProvisional(value, coveredTo) && calendarText.mark}
    </>
  );
}

/** The day in words: 2027年1月5日（暂定）. */
export function useDueWords(): (day: string) => string {
  const coveredTo = useCoveredTo();
  return (day) => `${sentenceDate(day)}${isProvisional(day, coveredTo) ? calendarText.mark : ''}`;
}

/** The last day that a notice covers; undefined until the server has answered. */
function useCoveredTo(): string | undefined {
  return useRead<Pick<CalendarView, 'coveredTo'>>('/api/calendar').value?.coveredTo;
}

function isProvisional(day: string, coveredTo: string | undefined): boolean {
  return coveredTo !== undefined && day.slice(0, 10) > coveredTo;
}
