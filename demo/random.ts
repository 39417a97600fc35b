/** Deterministic choices for invented data: a hash counter, so that the demo district is the same everywhere. @module */
import { createHash } from 'node:crypto';

export interface Dice {
  /** A whole number in `[0, below)`. */
  below(below: number): number;
  /** In `[from, to]`, both included. */
  between(from: number, to: number): number;
  /** True in `percent` of 100 throws. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** The list in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Dice that always fall the same way for the same purpose. */
export function diceFor(purpose: string): Dice {
  let counter = 0;
  const below = (limit: number): number => {
    const hash = createHash('sha256').update(`sunlot demo\n${purpose}\n${counter}`).digest();
    counter += 1;
    return Number(hash.readBigUInt64BE() % BigInt(limit));
  };
  const pick = <T>(list: readonly T[]): T => {
    const choice = list[below(list.length)];
    if (choice === undefined) throw new RangeError('nothing to pick from');
    return choice;
  };
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (percent) => below(100) < percent,
    pick,
    shuffle: (list) => {
      const rest = [...list];
      return Array.from(list, () => rest.splice(below(rest.length), 1)).flat();
    },
  };
}
