/** The working-day calendar for HTTP. @module */
import { z } from 'zod';
import { staffNames } from '../bureau/reads.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok } from '../core/result.ts';
import { loadNotice } from './actions.ts';
import { calendarReads } from './deeds.ts';
import { listNotices } from './reads.ts';
import { calendarOf, yearsInForce, yearsView } from './rules/calendar.ts';
import { CalendarView } from './types.ts';

const readCalendarView = defineRead({
  path: '/api/calendar',
  kind: 'calendar.read',
  rule: calendarReads['calendar.read'],
  input: z.object({}),
  output: CalendarView,
  run: async (tx) => {
    const notices = await listNotices(tx);
    const inForce = yearsInForce(notices);
    const { coveredFrom, coveredTo } = calendarOf(inForce);
    const names = await staffNames(
      tx,
      notices.map(({ loadedBy }) => loadedBy),
    );
    return ok({
      ...yearsView(inForce),
      coveredFrom,
      coveredTo,
      notices: notices.map(({ year, revision, notice, loadedBy, loadedAt }) => ({
        year,
        revision,
        title: notice.title,
        source: notice.source,
        loadedBy: names.get(loadedBy) ?? loadedBy,
        loadedAt,
      })),
    });
  },
});

export const calendarDeedSpecs: readonly DeedSpec[] = [loadNotice];
export const calendarReadSpecs: readonly ReadSpec[] = [readCalendarView];
