/** The clock of a phone, corrected by the server's; the only place where the field app takes time from. Browser-safe. @module */

/** A clock that stands as far from the phone's as the server last said. */
export interface DeviceClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** The server's present instant has just been heard. */
  correct(serverNow: string): void;
  /** Milliseconds the server is ahead of the phone. */
  readonly offset: number;
}

export function deviceClock(offset = 0): DeviceClock {
  let ahead = offset;
  const own = (): number => new Date().getTime();
  return {
    now: () => own() + ahead,
    correct: (serverNow) => {
      ahead = Date.parse(serverNow) - own();
    },
    get offset() {
      return ahead;
    },
  };
}
