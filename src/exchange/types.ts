/** 数据归集: exports for the systems a bureau has to feed, by tables that the office edits. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../directory/types/vocabulary.ts';
import { OPERATIONS } from './types/fields.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cc}*$/u, '写成一行')
    .max(max, `不超过 ${max} 个字`);

/** 字段对应 of one column: where its text comes from. */
export const MappedColumn = z.object({
  heading: line(60).min(1, '请填写列名'),
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('field'), field: z.string().max(40) }),
    z.object({ kind: z.literal('constant'), text: line(200) }),
  ]),
  required: z.boolean(),
  /** 代码转换: what is written for a code; others keep their word. */
  words: z.record(z.string(), line(60).min(1, '请填写对应的代码')).exactOptional(),
});
export type MappedColumn = z.output<typeof MappedColumn>;

export const Mapping = z.object({ columns: z.array(MappedColumn).min(1, '至少一列').max(60, '不超过 60 列') });
export type Mapping = z.output<typeof Mapping>;

export const PackName = z.enum(['inspection-result', 'supervision', 'penalty', 'permit'], '没有这个归集包');
export type PackName = z.output<typeof PackName>;

export const FORMATS = { xlsx: 'Excel 工作簿', csv: 'CSV' } as const;
export const BATCH_STATES = { exported: '已导出', receipted: '已回执' } as const;

export const BatchId = z.uuid();

export const BatchView = z.object({
  batchId: BatchId,
  pack: PackName,
  number: z.int(),
  state: z.enum(codesOf(BATCH_STATES)),
  format: z.enum(codesOf(FORMATS)),
  mappingVersion: z.int(),
  rows: z.int(),
  rejected: z.int(),
  sha256: z.string(),
  exportedOn: z.string(),
  exportedBy: z.string(),
  receiptNumber: z.string().nullable(),
  receiptSha256: z.string().nullable(),
  receiptedOn: z.string().nullable(),
});
export type BatchView = z.output<typeof BatchView>;

export const BatchRow = z.object({
  line: z.int(),
  name: z.string(),
  operation: z.enum(codesOf(OPERATIONS)),
  rejected: z.string().nullable(),
});
export type BatchRow = z.output<typeof BatchRow>;

/** 待导出: what would go out now. */
export const PendingView = z.object({
  counts: z.object({ add: z.int(), change: z.int(), withdraw: z.int() }),
  /** Of all of them as they stand: an export names it. */
  seen: z.string(),
  incomplete: z.int(),
  /** The first of the rows that lack something required, with every heading that is empty. */
  problems: z.array(z.object({ name: z.string(), recordId: z.string(), missing: z.array(z.string()) })),
});
export type PendingView = z.output<typeof PendingView>;

export const PackView = z.object({
  pack: PackName,
  mapping: Mapping,
  /** 0: as it comes with the product. */
  version: z.int(),
  setOn: z.string().nullable(),
  pending: PendingView,
  batches: z.array(BatchView),
});
export type PackView = z.output<typeof PackView>;
