/** Where the dots of the dot grid stand; shared by desk and portal. @module */

export const DOT_COLUMNS = 20;
export const DOT_STEP = 16;
export const DOT_RADIUS = 5;
/** Above this many the circles would be dust (and the page heavy): the numbers alone say it. */
export const MOST_DOTS = 1_000;

/** Centre of the dot at `index`, in the grid's own units. */
export function dotPosition(index: number): { readonly cx: number; readonly cy: number } {
  return {
    cx: (index % DOT_COLUMNS) * DOT_STEP + DOT_STEP / 2,
    cy: Math.floor(index / DOT_COLUMNS) * DOT_STEP + DOT_STEP / 2,
  };
}
