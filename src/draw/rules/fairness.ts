/** 历年公平: how many enterprises should have been drawn in none, one, two … years, if chance alone decided. Browser-safe. @module */

/** One enterprise over the years. */
export interface Record {
  readonly id: string;
  readonly name: string;
  /** Its chance in each year in which it was in a list, and whether it was drawn. */
  readonly years: readonly { readonly year: number; readonly chance: number; readonly isDrawn: boolean }[];
}

/** One line of the comparison. */
export interface TimesRow {
  /** Drawn in this many years. */
  readonly times: number;
  readonly actual: number;
  readonly expected: number;
  /** Between these it lies 19 times of 20. */
  readonly low: number;
  readonly high: number;
  readonly isInside: boolean;
}

/** Chances of being drawn in 0, 1, 2 … years (Poisson binomial). */
export function timesChances(chances: readonly number[]): readonly number[] {
  return chances.reduce<readonly number[]>(
    (so, chance) => [...so, 0].map((p, times) => p * (1 - chance) + (so[times - 1] ?? 0) * chance),
    [1],
  );
}

/**
 * Compares. The spread counts the enterprises as independent; that a draw takes exactly as many as it announced makes it narrower
 * in truth, so the band is rather too wide than too narrow.
 */
export function compareTimes(records: readonly Record[]): readonly TimesRow[] {
  const most = Math.max(0, ...records.map(({ years }) => years.length));
  const all = records.map(({ years }) => timesChances(years.map(({ chance }) => chance)));
  const actual = records.map(({ years }) => years.filter(({ isDrawn }) => isDrawn).length);
  return Array.from({ length: most + 1 }, (_, times): TimesRow => {
    const chances = all.map((each) => each[times] ?? 0);
    const expected = chances.reduce((sum, p) => sum + p, 0);
    const spread = 1.96 * Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0));
    const low = Math.max(0, Math.ceil(Math.min(expected - spread, expected) - 1e-9));
    const high = Math.min(records.length, Math.floor(expected + spread + 1e-9));
    const count = actual.filter((n) => n === times).length;
    return { times, actual: count, expected, low: Math.min(low, high), high, isInside: count >= low && count <= high };
  });
}

/** The chance of a year from its draws: drawn in the first, or else in the second, … */
export function yearChance(chances: readonly number[]): number {
  return 1 - chances.reduce((missed, chance) => missed * (1 - chance), 1);
}
