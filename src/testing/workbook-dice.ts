/** Chances that can be thrown again: everything follows from the seed. @module */
import { createHash } from 'node:crypto';

export interface Dice {
  /** 0 … below − 1. */
  readonly below: (below: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => T[];
}

export function diceOf(seed: string): Dice {
  let block = Buffer.alloc(0);
  let counter = 0;
  let at = 0;
  const next = (): number => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(`${seed}/${counter}`).digest();
      counter += 1;
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4) / 0x1_0000_0000;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(choices: readonly T[]): T => {
    const chosen = choices[below(choices.length)];
    if (chosen === undefined) throw new RangeError('nothing to pick from');
    return chosen;
  };
  return {
    below,
    pick,
    chance: (probability) => next() < probability,
    shuffled: (items) => {
      const rest = [...items];
      return items.map(() => rest.splice(below(rest.length), 1)).flat();
    },
  };
}
