/** Whether the clocks of program, database and book agree (docs/adr/0068): a clock that jumps stops nobody, but somebody has to look. @module */
import { sql } from 'kysely';
import type { Runtime } from './runtime.ts';

export interface ClockState {
  /** The time of the last deed of a bureau in service; null while there is none. */
  readonly last: string | null;
  /** What the database takes the time to be. */
  readonly present: string;
}

/** A book this far ahead was written by another clock. */
const BEHIND_MINUTES = 5;
/** At five minutes the database takes no deed any more (`append_deeds`). */
const APART_MINUTES = 1;

export async function readClockState(runtime: Pick<Runtime, 'db'>): Promise<ClockState> {
  const { rows } = await sql<ClockState>`SELECT last, present FROM clock_state()`.execute(runtime.db);
  const [state] = rows;
  if (state === undefined) throw new Error('the database has no time');
  return state;
}

/**
 * `clock-behind`: the last deed lies ahead of the clock, so the clock was put back, or was wrong before; until it has caught up deeds carry
 * the time of that one. `clock-apart`: program and database differ. Invented data has a time of its own, and no reason here.
 */
export function clockReasons({ last, present }: ClockState, now: string): string[] {
  if (last === null) return [];
  const minutesTo = (instant: string): number => Temporal.Instant.from(now).until(instant).total('minutes');
  return [
    ...(minutesTo(last) > BEHIND_MINUTES ? ['clock-behind'] : []),
    ...(Math.abs(minutesTo(present)) > APART_MINUTES ? ['clock-apart'] : []),
  ];
}
