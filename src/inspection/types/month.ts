/** 月历: who is where, and what is given to what, in one month. Browser-safe. @module */
import { z } from 'zod';
import { BOOKED_TYPES, BOOKING_USES } from '../../directory/types/bookings.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { InspectionId } from './visit.ts';

/** What a day is given to: the visits of the draws, and what was booked by hand. */
export const MONTH_USES = { visit: '检查', ...BOOKING_USES } as const;
export type MonthUse = keyof typeof MONTH_USES;

export const MonthQuery = z.object({
  /** `YYYY-MM`; the month of today when absent. */
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional(),
});

/** 月历的一行: a person, a vehicle or a device. */
const MonthRow = z.object({
  type: z.enum(codesOf(BOOKED_TYPES)),
  subjectId: z.uuid(),
  /** Name, plate, or serial number. */
  name: z.string(),
  /** Department, kind: what tells it from others. */
  note: z.string(),
  /** Last day of the certificate, the term or the calibration; null for what has none. */
  validTo: z.string().nullable(),
  uses: z.array(
    z.object({
      fromOn: z.string(),
      untilOn: z.string(),
      use: z.enum(codesOf(MONTH_USES)),
      /** The enterprises, or what it is booked for. */
      what: z.string(),
      /** The visit; null for what was booked by hand. */
      inspectionId: InspectionId.nullable(),
    }),
  ),
});
export type MonthRow = z.output<typeof MonthRow>;

export const MonthView = z.object({
  month: z.string(),
  today: z.string(),
  asOf: z.string(),
  /** Every day of the month, and whether it is a workday. */
  days: z.array(z.object({ day: z.string(), isWorkday: z.boolean() })),
  /** Those in service, and whoever else has something in the month; by kind and name. */
  rows: z.array(MonthRow),
});
export type MonthView = z.output<typeof MonthView>;
