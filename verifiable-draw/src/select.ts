/** Drawing enterprises of one stratum: bottom-k of tickets. SPEC §8. @module */
import { negLog2 } from './explog.ts';
import type { Suite } from './suite.ts';
import { compareIds, compareTickets, scoreTable, ticketBytes, ticketTable } from './tickets.ts';

/** `none`: all alike; `tickets`: as many tickets as the weight, up to 255; `explog`: any whole weight. */
export type Weighting = 'none' | 'tickets' | 'explog';

export interface Candidate {
  readonly id: string;
  /** Whole number ≥ 1; without meaning when weighting is `none`. */
  readonly weight: number;
}

/** A drawn or reserve candidate with what decided. */
export interface Ranked {
  readonly id: string;
  readonly weight: number;
  /** Smallest ticket (none, tickets) or the only ticket (explog): 32 bytes. */
  readonly score: Uint8Array;
}

export interface Selection {
  /** The n drawn, in drawing order. */
  readonly selected: readonly Ranked[];
  /** The next ones in the same order (递补), if reserves were announced. */
  readonly reserve: readonly Ranked[];
}

/** Scores of a population, and the order they mean. */
interface Race {
  readonly scores: Uint32Array;
  /** Negative when the candidate at `a` is drawn before the one at `b`. */
  readonly compare: (a: number, b: number) => number;
}

/**
 * Draws n of a population (SPEC §8), by default without reserves.
 *
 * The order of the population does not matter; striking a candidate leaves everyone else in place; the bottom n of a
 * union is the bottom n of the bottom n of its parts, so shards can be drawn apart and merged.
 *
 * @param population - with unique ids
 * @param n - number to draw, at most the population
 * @param reserve - number of reserves to list after them
 * @throws {RangeError} when n is more than there are, an id stands twice, or a weight is not allowed
 */
export function select(
  suite: Suite,
  key: Uint8Array,
  population: readonly Candidate[],
  n: number,
  mode: Weighting,
  reserve = 0,
): Selection {
  if (!Number.isInteger(n) || n < 0 || n > population.length)
    throw new RangeError(`cannot draw ${n} of ${population.length}`);
  if (new Set(population.map(({ id }) => id)).size !== population.length) throw new RangeError('an id stands twice');
  const { scores, compare } = race(suite, key, population, mode);
  const first = bottom(population.length, n + reserve, compare).map((index): Ranked => {
    const { id, weight } = population[index] as Candidate;
    return { id, weight, score: ticketBytes(scores, index) };
  });
  return { selected: first.slice(0, n), reserve: first.slice(n) };
}

/** The score of every candidate, in the order of the population: what a result shows of those not drawn. */
export function scoresOf(
  suite: Suite,
  key: Uint8Array,
  population: readonly Candidate[],
  mode: Weighting,
): Uint8Array[] {
  const { scores } = race(suite, key, population, mode);
  return population.map((_, index) => ticketBytes(scores, index));
}

function race(suite: Suite, key: Uint8Array, population: readonly Candidate[], mode: Weighting): Race {
  const ids = population.map(({ id }) => id);
  const byId = (a: number, b: number): number => compareIds(ids[a] as string, ids[b] as string);
  if (mode === 'explog') return exponentialRace(suite, key, population, byId);
  const scores =
    mode === 'none'
      ? ticketTable(suite, key, 0, ids)
      : scoreTable(
          suite,
          key,
          ids,
          population.map(({ weight }) => weight),
        );
  return { scores, compare: (a, b) => compareTickets(scores, a, b) || byId(a, b) };
}

/** Order by E/w, compared without division (SPEC §8.4). */
function exponentialRace(
  suite: Suite,
  key: Uint8Array,
  population: readonly Candidate[],
  byId: (a: number, b: number) => number,
): Race {
  for (const { id, weight } of population) {
    if (!Number.isSafeInteger(weight) || weight < 1)
      throw new RangeError(`weight of ${id} must be a whole number from 1, got ${weight}`);
  }
  const scores = ticketTable(
    suite,
    key,
    0,
    population.map(({ id }) => id),
  );
  const runners = population.map(({ weight }, index) => ({
    exponent: negLog2(ticketBytes(scores, index)),
    weight: BigInt(weight),
  }));
  const compare = (a: number, b: number): number => {
    const [left, right] = [runners[a] as Runner, runners[b] as Runner];
    const difference = left.exponent * right.weight - right.exponent * left.weight;
    return difference === 0n ? byId(a, b) : Number(difference > 0n) * 2 - 1;
  };
  return { scores, compare };
}

interface Runner {
  readonly exponent: bigint;
  readonly weight: bigint;
}

/** Indices of the first `count` of `size` in order, without sorting the rest. */
function bottom(size: number, count: number, compare: (a: number, b: number) => number): number[] {
  let kept: number[] = [];
  let last: number | undefined;
  for (let index = 0; index < size; index += 1) {
    if (last !== undefined && compare(index, last) > 0) continue;
    kept.push(index);
    if (kept.length < 2 * count) continue;
    kept = kept.sort(compare).slice(0, count);
    last = kept[count - 1];
  }
  return kept.sort(compare).slice(0, count);
}
