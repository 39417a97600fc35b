/** Long lists in statements of a bearable size. @module */

const ROWS_AT_ONCE = 2_000;

/** Pieces of a size the driver and the server take easily, in order. */
export function* pieces<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE);
}
