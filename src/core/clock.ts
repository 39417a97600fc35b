/** The only clock of the product. Instants are RFC 3339 UTC strings, days are `YYYY-MM-DD` in Asia/Shanghai. @module */

export const TIME_ZONE = 'Asia/Shanghai';

export interface Clock {
  /** The present instant, to the millisecond, e.g. `2026-03-02T01:00:00.000Z`. */
  now(): string;
  /** The same in milliseconds since 1970: what is asked for at every request. */
  millis(): number;
}

export const systemClock: Clock = {
  now: () => Temporal.Now.instant().round('millisecond').toString({ fractionalSecondDigits: 3 }),
  millis: () => Temporal.Now.instant().epochMilliseconds,
};

/** A clock that is set by hand: tests and the demo district live in a year of their own. */
export interface ManualClock extends Clock {
  set(instant: string): void;
  advance(seconds: number): void;
}

export function manualClock(start: string): ManualClock {
  let at = Temporal.Instant.from(start);
  return {
    now: () => at.toString({ fractionalSecondDigits: 3 }),
    millis: () => at.epochMilliseconds,
    set: (instant) => {
      at = Temporal.Instant.from(instant);
    },
    advance: (seconds) => {
      at = at.add({ seconds });
    },
  };
}

/** The calendar day of an instant where the bureau is (Asia/Shanghai), as `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString();
}

/** The instant at which a day has ended where the bureau is: the first one of the next day. */
export function endOfDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(TIME_ZONE).toInstant().toString();
}

/** An instant cut to whole seconds with `Z`, the only form of time in canonical documents (draw protocol §3.1). */
export function toSeconds(instant: string): string {
  return Temporal.Instant.from(instant).round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();
}
