/** 导出任务: long lists that are written while nobody waits. Browser-safe. @module */
import { z } from 'zod';
import { Day } from './records.ts';
import { EXPORT_FORMATS, LONGEST_CONDITION } from './views.ts';
import { codesOf, DIRECTORY_KINDS } from './vocabulary.ts';

/** 导出状态. */
export const EXPORT_STATES = {
  waiting: '等待导出',
  running: '正在导出',
  done: '可以下载',
  failed: '没有导出成功',
  removed: '已删去',
} as const;
export type ExportState = keyof typeof EXPORT_STATES;

/** What is asked for: the list's own conditions and order, as in its address. */
export const ExportWish = z.object({
  kind: z.enum(codesOf(DIRECTORY_KINDS)),
  conditions: z.record(z.string(), z.string().max(LONGEST_CONDITION)),
  format: z.enum(EXPORT_FORMATS),
  /** 某日名录: the directory as it stood when this day ended; today's as it stands when absent. */
  asOfOn: Day.optional(),
  /** Fields besides the identity; absent = every column. */
  columns: z.array(z.string().max(60)).max(100).optional(),
});
export type ExportWish = z.output<typeof ExportWish>;

/** One export as its owner sees it. */
export const ExportJob = z.object({
  exportId: z.uuid(),
  kind: z.enum(codesOf(DIRECTORY_KINDS)),
  format: z.enum(EXPORT_FORMATS),
  asOfOn: z.string().nullable(),
  state: z.enum(codesOf(EXPORT_STATES)),
  askedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Records to write; null until they are counted. */
  total: z.int().nullable(),
  done: z.int(),
  /** Of the file. */
  bytes: z.int(),
});
export type ExportJob = z.output<typeof ExportJob>;
