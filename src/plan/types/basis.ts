/** What the plan of a year starts from. Browser-safe. @module */
import { z } from 'zod';
import { CalendarView } from '../../calendar/types.ts';
import { codesOf, EQUIPMENT_KINDS } from '../../directory/types/vocabulary.ts';
import { PlanContent, UniverseCell } from '../types.ts';

/** 测算起点: what directories and calendar give a plan of a year to start from. */
export const PlanBasis = z.object({
  year: z.int(),
  cells: z.array(UniverseCell),
  officers: z.int(),
  vehicles: z.int(),
  devices: z.array(z.object({ kind: z.enum(codesOf(EQUIPMENT_KINDS)), count: z.int() })),
  experts: z.int(),
  months: z.array(z.object({ month: z.string(), workdays: z.int() })),
  /** The calendar in force, for what the editor counts by itself. */
  calendar: CalendarView.pick({ version: true, years: true }),
  asOf: z.string(),
  /** Plans of earlier years as they were approved, the newest first: what a new one is estimated from. */
  earlier: z.array(z.object({ year: z.int(), content: PlanContent })),
});
export type PlanBasis = z.output<typeof PlanBasis>;
