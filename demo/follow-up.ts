/** What the courses after a visit share: whose visit it was, and the days on which something happens. @module */
import { addDays } from '../src/core/calendar/day.ts';
import { dayOf } from '../src/core/clock.ts';
import type { DemoStaff } from './logins.ts';
import type { Stage } from './stage.ts';

/** A visit whose findings go on. */
export interface Finished {
  readonly inspectionId: string;
  readonly officers: readonly [DemoStaff, DemoStaff];
  readonly officerIds: readonly string[];
  readonly day: string;
  /** Something was found that an order gives a week or two for. */
  readonly isOrdinary: boolean;
}

export interface Step {
  readonly day: string;
  run(): Promise<void>;
}

/** A Saturday or Sunday moves to the Monday. */
export function workday(day: string): string {
  const { dayOfWeek } = Temporal.PlainDate.from(day);
  return dayOfWeek < 6 ? day : addDays(day, 8 - dayOfWeek);
}

export function todayOf({ runtime }: Stage): string {
  return dayOf(runtime.clock.now());
}
