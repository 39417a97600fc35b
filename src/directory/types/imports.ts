/** 导入: a checked workbook, its rows, and what is wrong with them. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, DIRECTORY_KINDS } from './vocabulary.ts';

/** 批次状态: 已校验、已写入、已撤销、已放弃. */
export const IMPORT_STATES = {
  checked: '已校验，尚未写入',
  written: '已写入',
  undone: '已撤销',
  cancelled: '已放弃',
} as const;
export type ImportState = keyof typeof IMPORT_STATES;

/** 校验结论 of one row: 可导入、更新、没有变化、有误、重复. Only `new` and `update` are written. */
export const ROW_OUTCOMES = {
  new: '可导入',
  update: '更新',
  unchanged: '没有变化',
  bad: '有误',
  duplicate: '重复',
} as const;
export type RowOutcome = keyof typeof ROW_OUTCOMES;

/**
 * 问题: one thing wrong with one cell. Where it is, what stood there, and why; `refusalMessage(code, facts)` gives the
 * sentence and the remedy.
 */
export const CellProblem = z.object({
  code: z.string(),
  sheet: z.string(),
  /** As the spreadsheet program numbers it, from 1. */
  row: z.int(),
  /** Column letters, e.g. `C`; null when the file has no such column. */
  column: z.string().nullable(),
  title: z.string().nullable(),
  /** As read; phones and ID numbers hidden. */
  found: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])),
});
export type CellProblem = z.output<typeof CellProblem>;

/** 未识别的列: not imported, so it must be shown. */
export const UnknownColumn = z.object({ column: z.string(), title: z.string(), filled: z.int() });
export type UnknownColumn = z.output<typeof UnknownColumn>;

/** 导入批次. */
export const ImportBatch = z.object({
  batchId: z.uuid(),
  kind: z.enum(codesOf(DIRECTORY_KINDS)),
  fileName: z.string(),
  fileSha256: z.string(),
  state: z.enum(codesOf(IMPORT_STATES)),
  counts: z.object({ new: z.int(), update: z.int(), unchanged: z.int(), bad: z.int(), duplicate: z.int() }),
  unknownColumns: z.array(UnknownColumn),
  /** Other sheets of the file with content; nothing of them was read. */
  otherSheets: z.array(z.string()),
  checkedAt: z.string(),
  checkedBy: z.string(),
  writtenAt: z.string().nullable(),
  writtenBy: z.string().nullable(),
});
export type ImportBatch = z.output<typeof ImportBatch>;

/** 一行的校验结果. */
export const ImportRow = z.object({
  sheet: z.string(),
  row: z.int(),
  outcome: z.enum(codesOf(ROW_OUTCOMES)),
  /** The record's identity as read (credit code, certificate number …); empty when it could not be read. */
  key: z.string(),
  name: z.string(),
  /** Titles of the columns that differ from the directory, for `update`. */
  changes: z.array(z.string()),
  /** For `bad` and `duplicate` why the row cannot be taken; for the others doubts that do not stand in the way. */
  problems: z.array(CellProblem),
});
export type ImportRow = z.output<typeof ImportRow>;

/** 阶段: what is being done with a workbook at this moment. The last three are parts of writing it, the others of its check. */
export const RUNNING_PHASES = {
  opening: '打开文件',
  reading: '读取',
  comparing: '查找重复的行',
  judging: '校验',
  closing: '保存校验结果',
  rechecking: '核对名录有无变动',
  writing: '写入名录',
  hashing: '计算内容指纹',
} as const;
export type RunningPhase = keyof typeof RUNNING_PHASES;

/** 正在导入: a workbook that is checked or written now. */
export const RunningCheck = z.object({
  checkId: z.uuid(),
  kind: z.enum(codesOf(DIRECTORY_KINDS)),
  fileName: z.string(),
  startedAt: z.string(),
  phase: z.enum(codesOf(RUNNING_PHASES)),
  /** Bytes of its content unpacked so far in this phase; `totalBytes` is known once it was opened, never of a CSV. */
  bytes: z.int(),
  totalBytes: z.int().nullable(),
  /** Rows that this phase is done with; `total` is known once the file has been read. */
  rows: z.int(),
  total: z.int().nullable(),
});
export type RunningCheck = z.output<typeof RunningCheck>;
