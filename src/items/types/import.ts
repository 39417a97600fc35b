/** What an import of the list would do, before it is done. Browser-safe. @module */
import { z } from 'zod';
import { ItemContent, ReasonFacts } from '../types.ts';

/** 导入预览: what each row would do, and every problem of the file. */
export const ImportPreview = z.object({
  rows: z.array(
    z.object({
      row: z.int(),
      outcome: z.enum(['new', 'changed', 'unchanged']),
      /** The version in the edition that it replaces; null for a new item. */
      itemId: z.uuid().nullable(),
      content: ItemContent,
      fields: z.array(z.string()),
    }),
  ),
  problems: z.array(
    z.object({
      code: z.string(),
      sheet: z.string(),
      row: z.int().nullable(),
      column: z.string().nullable(),
      title: z.string().nullable(),
      found: z.string(),
      facts: ReasonFacts,
    }),
  ),
  problemCount: z.int(),
  unknownColumns: z.array(z.object({ column: z.string(), title: z.string() })),
  otherSheets: z.array(z.string()),
});
export type ImportPreview = z.output<typeof ImportPreview>;
