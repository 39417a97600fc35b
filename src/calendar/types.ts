/** 工作日历: what a notice of 国务院办公厅 says of a year. Browser-safe. @module */
import { z } from 'zod';
import { isDay } from '../core/calendar/day.ts';
import type { HolidayYear } from '../core/calendar/work-calendar.ts';

const Day = z.string().refine(isDay, '日期须为 2026-01-05 这样的格式');
const line = (missing: string): z.ZodString =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
    .min(1, missing)
    .max(200, '不超过 200 个字');

/** 放假通知 as it is loaded: days off and weekend days worked instead, each under its holiday. */
export const HolidayNotice = z.object({
  year: z.int('请填写年度').min(2000).max(2100),
  /** 国务院办公厅关于2027年部分节假日安排的通知 */
  title: line('请填写通知标题'),
  /** 文号 or address of the notice. */
  source: line('请填写文号或网址'),
  off: z
    .array(z.object({ name: line('请填写节日名称'), from: Day, to: Day }))
    .min(1, '通知里没有放假日期')
    .max(20),
  work: z.array(z.object({ name: line('请填写节日名称'), day: Day })).max(40),
});
export type HolidayNotice = z.output<typeof HolidayNotice>;

/** 放假通知的一版 */
export interface LoadedNotice {
  readonly year: number;
  readonly revision: number;
  readonly notice: HolidayNotice;
  readonly hash: string;
  readonly loadedBy: string;
  readonly loadedAt: string;
}

/** Where a year of the calendar in force comes from. */
export const CalendarView = z.object({
  version: z.string(),
  coveredFrom: z.string(),
  coveredTo: z.string(),
  years: z.array(
    z.object({
      year: z.int(),
      notices: z.array(z.string()).readonly(),
      off: z.array(z.tuple([z.string(), z.string(), z.string()])).readonly(),
      work: z.array(z.tuple([z.string(), z.string()])).readonly(),
    }),
  ),
  notices: z.array(
    z.object({
      year: z.int(),
      revision: z.int(),
      title: z.string(),
      source: z.string(),
      loadedBy: z.string(),
      loadedAt: z.string(),
    }),
  ),
});
export type CalendarView = z.output<typeof CalendarView>;

/** The years of a calendar as they travel: what `workCalendar` takes. */
export type CalendarYears = Pick<CalendarView, 'version'> & { readonly years: readonly HolidayYear[] };
