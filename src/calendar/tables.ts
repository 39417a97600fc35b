/** Rows of the working-day calendar (migration 0070). @module */
import type { ColumnType } from 'kysely';
import type { HolidayNotice } from './types.ts';

declare module '../core/db.ts' {
  interface Database {
    calendar_notice: CalendarNoticeTable;
  }
}

/** 放假通知各版. */
interface CalendarNoticeTable {
  bureau_id: number;
  year: number;
  revision: number;
  /** Written as JSON text, read as an object. */
  content: ColumnType<HolidayNotice, string, never>;
  hash: string;
  loaded_by: string;
  loaded_at: string;
}
