/** 批量标记: one field of many records changed alike, each record by a deed of its own. Browser-safe. @module */
import { z } from 'zod';
import { cleanText } from './records.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from './vocabulary.ts';

/** What can be marked: a field that is set to a value, or a list of values that gets one more or loses one. */
export const MARKED_FIELDS = {
  enterprise: {
    status: 'set',
    riskColor: 'set',
    specialFlags: 'list',
    standardizationLevel: 'set',
    creditClass: 'set',
    sizeClass: 'set',
    regulatorLevel: 'set',
  },
  officer: { status: 'set', specialties: 'list' },
  assistant: { status: 'set' },
  expert: { status: 'set', specialties: 'list' },
  vehicle: { status: 'set', tags: 'list' },
  equipment: { status: 'set' },
} as const satisfies Readonly<Record<DirectoryKind, Readonly<Record<string, 'set' | 'list'>>>>;

/** As many records as one command changes. */
export const MOST_MARKED = 200;

export const MarkInput = z.object({
  kind: z.enum(codesOf(DIRECTORY_KINDS)),
  /** Each at the version its reader saw. */
  rows: z
    .array(z.object({ recordId: z.uuid(), version: z.int().min(1) }))
    .min(1, '请先选择记录')
    .max(MOST_MARKED, `一次最多 ${MOST_MARKED} 条`),
  field: z.string('请选择要标记的栏目').min(1, '请选择要标记的栏目').max(40),
  mode: z.enum(['set', 'add', 'remove'], '请选择标记方式'),
  value: z
    .string('请选择标记的内容')
    .overwrite(cleanText)
    .min(1, '请选择标记的内容')
    .max(40, '标记的内容不超过 40 个字'),
  reason: z.string('请填写变更原因').overwrite(cleanText).min(1, '请填写变更原因').max(200, '变更原因不超过 200 个字'),
});
export type MarkInput = z.output<typeof MarkInput>;

/** `markId` names the marking when it is taken back. */
export const Marked = z.object({ markId: z.uuid(), marked: z.int(), unchanged: z.int() });
export type Marked = z.output<typeof Marked>;

export const UnmarkInput = z.object({ kind: z.enum(codesOf(DIRECTORY_KINDS)), markId: z.uuid() });
