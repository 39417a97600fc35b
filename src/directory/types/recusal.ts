/** 回避: who must not be sent to whom. Browser-safe. @module */
import { z } from 'zod';
import { Day } from './records.ts';
import { codesOf, RECUSAL_REASONS } from './vocabulary.ts';

/** 回避登记: one declared reason why one officer or expert stays away from one enterprise. */
export const Recusal = z.object({
  recusalId: z.uuid(),
  personType: z.enum(['officer', 'expert']),
  personId: z.uuid(),
  enterpriseId: z.uuid(),
  reason: z.enum(codesOf(RECUSAL_REASONS)),
  validFrom: Day,
  /** The last day it holds; null = until withdrawn. */
  validTo: Day.nullable(),
  declaredAt: z.string(),
  declaredBy: z.string(),
  withdrawnAt: z.string().nullable(),
});
export type Recusal = z.output<typeof Recusal>;

/** 回避冲突, declared or found by comparing the expert's employer and contracts with the enterprise. */
export interface Conflict {
  readonly personType: 'officer' | 'expert';
  readonly personId: string;
  readonly enterpriseId: string;
  readonly reason: keyof typeof RECUSAL_REASONS;
  /** `declared` = a recusal row, `found` = by comparison. */
  readonly source: 'declared' | 'found';
  /** When it was declared (RFC 3339), or the day the expert's record last changed. */
  readonly registeredAt: string;
  readonly registeredBy: string;
}
