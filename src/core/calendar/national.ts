/** The calendar the product ships with. Browser-safe. @module */
import { NATIONAL_HOLIDAYS } from './holidays/national.ts';
import { workCalendar, type WorkCalendar } from './work-calendar.ts';

/** Mainland China 2016–2026 (国务院办公厅 notices, state of 2026-08-07); later days are provisional, weekends only. */
export const NATIONAL_CALENDAR: WorkCalendar = workCalendar('cn-2026-08-07', NATIONAL_HOLIDAYS);
