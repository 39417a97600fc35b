/** 某日名录: what a read of a past day takes. Browser-safe. @module */
import { z } from 'zod';
import { Day } from './records.ts';

/** 某日名录: the directory as it stood when `day` ended. */
export const AsOfFilter = z.object({
  day: Day,
  /** Name, identity, full pinyin or initials, any part of them, as they were then. */
  q: z.string().max(60).optional(),
  /** A status the kind does not have finds nothing. */
  status: z.string().max(20).optional(),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
});
export type AsOfFilter = z.output<typeof AsOfFilter>;
