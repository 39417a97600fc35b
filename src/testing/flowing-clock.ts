/** A clock that starts where it is told and then runs, for stories in which something happens by itself. @module */
import type { Clock } from '../core/clock.ts';

export function flowingClock(start: string): Clock {
  const from = Temporal.Instant.from(start);
  const began = performance.now();
  const at = (): Temporal.Instant => from.add({ milliseconds: Math.floor(performance.now() - began) });
  return {
    now: () => at().toString({ fractionalSecondDigits: 3 }),
    millis: () => at().epochMilliseconds,
  };
}
