/** The calendar in force, for what a page counts while somebody types. @module */
import { useMemo } from 'react';
import { calendarOf } from '../../../calendar/rules/calendar.ts';
import type { CalendarView } from '../../../calendar/types.ts';
import type { WorkCalendar } from '../../../core/calendar/work-calendar.ts';
import { useRead } from '../../kit/read.tsx';

/** Undefined until the server has answered. */
export function useCalendar(): WorkCalendar | undefined {
  const { value } = useRead<CalendarView>('/api/calendar');
  return useMemo(() => (value === undefined ? undefined : calendarOf(value)), [value]);
}
