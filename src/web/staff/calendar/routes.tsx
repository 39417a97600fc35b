/** The pages of the working-day calendar. @module */
import { calendarDeeds } from '../../../calendar/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { calendarText } from '../../kit/strings/calendar.zh.ts';

export const calendarPages: readonly PageRoute[] = [
  {
    path: '/calendar',
    title: calendarText.title,
    component: lazyPage(async () => (await import('./calendar-page.tsx')).CalendarPage),
  },
  {
    path: '/calendar/load',
    title: calendarDeeds['calendar.load-notice'].title,
    roles: calendarDeeds['calendar.load-notice'].roles,
    component: lazyPage(async () => (await import('./load-page.tsx')).LoadNoticePage),
  },
];
