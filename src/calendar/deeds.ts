/** What may be done with the working-day calendar, and by whom. Browser-safe. @module */
import { ROLES, type DeedRules } from '../core/actor.ts';

export const calendarDeeds = {
  'calendar.load-notice': { title: '载入放假通知', roles: ['group-office'] },
} as const satisfies DeedRules;

export const calendarReads = {
  'calendar.read': { title: '查看工作日历', roles: ROLES },
} as const satisfies DeedRules;
