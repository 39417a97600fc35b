/** A clock that starts where it is told and then runs, for stories in which something happens by itself. @module */
import type { Clock } from '../core/clock.ts';

export function flowingClock(start: string): Clock {
  const from = Temporal.Instant.from(start);
  const began = performance.now();
  return {
    now: () =>
      from.add({ milliseconds: Math.floor(performance.now() - began) }).toString({ fractionalSecondDigits: 3 }),
  };
}
