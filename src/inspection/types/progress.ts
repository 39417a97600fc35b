/** 计划进度: what of a year's plan has been inspected. Browser-safe. @module */
import { z } from 'zod';

export const ProgressMonth = z.object({
  /** `YYYY-MM` */
  month: z.string(),
  planned: z.int(),
  /** Visits signed in the month, whatever they found. */
  done: z.int(),
  /** Both from the first month to the end of this one. */
  plannedSoFar: z.int(),
  doneSoFar: z.int(),
});
export type ProgressMonth = z.output<typeof ProgressMonth>;

export const PlanProgress = z.object({
  count: z.int(),
  months: z.array(ProgressMonth),
  /** Visits given out by the draws of the year, and how they stand: `drawn` = `done` + `impossible` + `open`. */
  drawn: z.int(),
  done: z.int(),
  impossible: z.int(),
  open: z.int(),
  /** What the months that have ended should have done by now. */
  due: z.int(),
  asOf: z.string(),
});
export type PlanProgress = z.output<typeof PlanProgress>;
