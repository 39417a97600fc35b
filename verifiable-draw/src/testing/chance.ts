/** Chance that comes out the same everywhere: a counter under SHA-256. For tests and batteries, never for a draw. @module */
import { bigEndian, utf8 } from '../bytes.ts';
import { sha256Suite } from '../suite.ts';

export interface Chance {
  /** A whole number from 0 below `bound`, which is at most 2^32. */
  below(bound: number): number;
  /** A whole number within bounds, both included. */
  between(min: number, max: number): number;
  /** One of these. */
  oneOf<T>(choices: readonly [T, ...T[]]): T;
  /** `true` in `percent` of 100 cases. */
  percent(percent: number): boolean;
  /** 32 bytes. */
  bytes(): Uint8Array;
}

/** The stream of chance of a seed. The small bias of a remainder does not matter to a test. */
export function chanceOf(seed: string): Chance {
  const key = utf8(seed);
  let counter = 0;
  const bytes = (): Uint8Array => {
    counter += 1;
    return sha256Suite.hash(key, bigEndian(counter, 8));
  };
  const below = (bound: number): number => new DataView(bytes().buffer).getUint32(0) % bound;
  return {
    bytes,
    below,
    between: (min, max) => min + below(max - min + 1),
    oneOf: <T>(choices: readonly [T, ...T[]]): T => choices[below(choices.length)] as T,
    percent: (percent) => below(100) < percent,
  };
}
