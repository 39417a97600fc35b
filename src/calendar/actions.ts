/** Loading a holiday notice. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { calendarDeeds } from './deeds.ts';
import { listNotices } from './reads.ts';
import { calendarOf, changedDays, noticeRefusals, yearsInForce } from './rules/calendar.ts';
import { HolidayNotice } from './types.ts';
import { insertNotice } from './writes.ts';

/** Loads a notice (放假通知): the year counts by it from now on, unfinished periods are counted again, finished ones stay. */
export const loadNotice = defineDeed({
  kind: 'calendar.load-notice',
  rule: calendarDeeds['calendar.load-notice'],
  input: z.object({ notice: HolidayNotice }),
  output: z.object({ year: z.int(), revision: z.int(), version: z.string() }),
  run: async (tx, { notice }) => {
    const notices = await listNotices(tx);
    const before = yearsInForce(notices);
    const refusals = noticeRefusals(notice, before);
    if (refusals.length > 0) return refuse(refusals);
    const { year } = notice;
    const revision = notices.filter((each) => each.year === year).length + 1;
    const hash = documentHash(notice);
    if (!(await insertNotice(tx, notice, revision, hash)))
      return refuse([{ code: 'notice-loaded-meanwhile', facts: { year } }]);
    const after = yearsInForce([...notices, { year, revision, notice }]);
    const changed = changedDays(year, calendarOf(before), calendarOf(after));
    tx.record({
      kind: 'calendar.load-notice',
      subject: `calendar/${year}`,
      facts: { year, revision, hash, changed: changed.length, version: after.version },
    });
    return ok({ year, revision, version: after.version });
  },
});
