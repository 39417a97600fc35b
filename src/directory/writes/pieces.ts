/** Long lists in statements of a bearable size. @module */

const ROWS_AT_ONCE = 2_000;

/** Pieces of a size the driver and the server take easily, in order; no more of `rows` is taken than the piece needs. */
export function* pieces<T>(rows: Iterable<T>): Generator<readonly T[]> {
  let piece: T[] = [];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < ROWS_AT_ONCE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
