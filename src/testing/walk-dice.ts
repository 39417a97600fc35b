/** Numbers that a seed decides: a random walk that went wrong is walked again, wherever it is run. @module */

/** 0 ≤ n < `sides`. */
export type Dice = (sides: number) => number;

/** mulberry32 */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** One of several. */
export function choose<T>(dice: Dice, from: readonly T[]): T {
  const chosen = from[dice(from.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}
