/**
 * What modules to the right know of an enterprise before it is visited. The visits may not import them; `src/http/modules.ts`
 * hands the function in (docs/adr/0047). Browser-safe. @module
 */
import { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';

export const LATER_RECORD_KINDS = {
  rectification: '责令整改',
  hazard: '重大事故隐患',
  complaint: '投诉举报',
  penalty: '行政处罚',
  dishonesty: '严重失信',
} as const;

/** One line of the enterprise's file: what came of an earlier visit, of a complaint, of a case. */
export const LaterRecord = z.object({
  kind: z.enum(codesOf(LATER_RECORD_KINDS)),
  /** The day it began. */
  on: z.string(),
  what: z.string(),
  /** Where it stands, in words. */
  state: z.string(),
  isOpen: z.boolean(),
});
export type LaterRecord = z.output<typeof LaterRecord>;

/** The enterprise's records of one later module; ids of records merged into it are among them. */
export type RecordsOf = (
  tx: ReadTx,
  enterprise: { readonly ids: readonly string[]; readonly creditCode: string },
) => Promise<readonly LaterRecord[]>;

/** Of the visits alone. */
export const NO_LATER_RECORDS: RecordsOf = async () => [];
