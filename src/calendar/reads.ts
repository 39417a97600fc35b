/** The holiday notices of a bureau, and the calendar they make. @module */
import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { onceInSnapshot } from '../core/snapshot.ts';
import type { ReadTx } from '../core/transact.ts';
import { calendarOf, yearsInForce } from './rules/calendar.ts';
import './tables.ts';
import type { LoadedNotice } from './types.ts';

/** Every notice loaded, by year and revision. */
export async function listNotices(tx: ReadTx): Promise<LoadedNotice[]> {
  const rows = await tx.db
    .selectFrom('calendar_notice')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('year')
    .orderBy('revision')
    .execute();
  return rows.map(({ year, revision, content, hash, loaded_by, loaded_at }) => ({
    year,
    revision,
    notice: content,
    hash,
    loadedBy: loaded_by,
    loadedAt: loaded_at,
  }));
}

/** By the hashes of the notices it was made of: a calendar of twenty years takes longer to make than the notices to read. */
const MADE = new Map<string, WorkCalendar>();

/** The calendar in force for this bureau: what every deadline is counted with. */
export const readCalendar = onceInSnapshot(async (tx: ReadTx): Promise<WorkCalendar> => {
  const notices = await listNotices(tx);
  const key = notices.map(({ year, revision, hash }) => `${year}.${revision}.${hash}`).join();
  const known = MADE.get(key);
  if (known !== undefined) return known;
  const calendar = calendarOf(yearsInForce(notices));
  MADE.set(key, calendar);
  return calendar;
});
