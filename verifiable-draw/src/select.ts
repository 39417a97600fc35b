/** Drawing enterprises of one stratum: bottom-k of tickets. SPEC §8. @module */
import { compareBytes } from './bytes.ts';
import { negLog2 } from './explog.ts';
import type { Suite } from './suite.ts';
import { compareIds, scoreTable, ticketBytes, ticketHeads, ticketTable } from './tickets.ts';

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

/** Candidates whose tickets are computed at once. */
const PART = 8192;

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
  if (hasTwice(population)) throw new RangeError('an id stands twice');
  const pool = openPool(suite, key, mode, n + reserve);
  for (let start = 0; start < population.length; start += PART) pool.add(population.slice(start, start + PART));
  return pool.selection(n);
}

/** Whether an id stands twice; a list in ascending order, as every roster is, needs no table of all ids to tell. */
function hasTwice(population: readonly Candidate[]): boolean {
  const ascends = population.every(({ id }, i) => i === 0 || id > (population[i - 1] as Candidate).id);
  return !ascends && new Set(population.map(({ id }) => id)).size !== population.length;
}

/** The score of every candidate, in the order of the population: what a result shows of those not drawn. */
export function scoresOf(
  suite: Suite,
  key: Uint8Array,
  population: readonly Candidate[],
  mode: Weighting,
): Uint8Array[] {
  const scores = scoresIn(suite, key, population, mode);
  return population.map((_, index) => ticketBytes(scores, index));
}

/** Scores, or with {@link ticketHeads} their first words. */
function scoresIn(
  suite: Suite,
  key: Uint8Array,
  population: readonly Candidate[],
  mode: Weighting,
  tableOf = ticketTable,
): Uint32Array {
  const ids = population.map(({ id }) => id);
  if (mode !== 'tickets') return tableOf(suite, key, 0, ids);
  const weights = population.map(({ weight }) => weight);
  return scoreTable(suite, key, ids, weights, tableOf);
}

/** The first `count` of all candidates added so far. */
export interface Pool {
  readonly add: (candidates: readonly Candidate[]) => void;
  /** The first n of them, and the others as reserves. */
  readonly selection: (n: number) => Selection;
}

/** A candidate that may still be among the first. */
interface Entrant extends Ranked {
  /** −log₂ of the ticket (SPEC §8.4); 0 without `explog`. */
  readonly exponent: bigint;
}

/** A pool that holds at most twice `count` candidates, however many are added. Ids must differ. */
export function openPool(suite: Suite, key: Uint8Array, mode: Weighting, count: number): Pool {
  let kept: Entrant[] = [];
  /** Undefined until so many have come that one of them can be told to be too late. */
  let mayEnter: MayEnter | undefined = count > 0 ? undefined : () => false;
  const compare = mode === 'explog' ? byRace : byTicket;
  const prune = (): Entrant[] => {
    kept = kept.sort(compare).slice(0, count);
    return kept;
  };
  const enter = (candidates: readonly Candidate[]): void => {
    const scores = scoresIn(suite, key, candidates, mode);
    for (let index = 0; index < candidates.length; index += 1) {
      const { id, weight } = candidates[index] as Candidate;
      if (mayEnter?.(scores[8 * index] as number, weight) === false) continue;
      const score = ticketBytes(scores, index);
      kept.push({ id, weight, score, exponent: mode === 'explog' ? negLog2(score) : 0n });
      if (kept.length < 2 * count) continue;
      const last = prune()[count - 1] as Entrant;
      mayEnter = mode === 'explog' ? raceAgainst(last) : ticketAgainst(last);
    }
  };
  return {
    add: (candidates) => {
      if (mode === 'explog') checkWeights(candidates);
      const isOpen = mayEnter;
      if (isOpen === undefined) return enter(candidates);
      const heads = scoresIn(suite, key, candidates, mode, ticketHeads);
      enter(candidates.filter(({ weight }, i) => isOpen(heads[i] as number, weight)));
    },
    selection: (n) => {
      const first = prune().map(({ id, weight, score }): Ranked => ({ id, weight, score }));
      return { selected: first.slice(0, n), reserve: first.slice(n) };
    },
  };
}

function byTicket(a: Entrant, b: Entrant): number {
  return compareBytes(a.score, b.score) || compareIds(a.id, b.id);
}

/** Order by E/w, compared without division (SPEC §8.4). */
function byRace(a: Entrant, b: Entrant): number {
  const difference = a.exponent * BigInt(b.weight) - b.exponent * BigInt(a.weight);
  if (difference === 0n) return compareIds(a.id, b.id);
  return difference > 0n ? 1 : -1;
}

/** Whether one with this first word of its score may still be among the first. */
type MayEnter = (head: number, weight: number) => boolean;

/** Whether a score may come before that of the last one kept. */
function ticketAgainst({ score }: Entrant): MayEnter {
  const limit = new DataView(score.buffer).getUint32(0);
  return (head) => head <= limit;
}

/** More than all errors of the estimate together: see {@link raceAgainst}. */
const RELATIVE_MARGIN = 1e-9;
const ABSOLUTE_MARGIN = 1024;

/**
 * Whether E/w may be less than that of the last one kept. This is an estimate in floating point that only turns away those
 * that are certainly behind; who passes is compared exactly. Its relative error is some 10^-15; the whole numbers of
 * the definition are truncated by a few units, far below the margins.
 */
function raceAgainst({ exponent, weight }: Entrant): MayEnter {
  const limit = (Number(exponent) / weight) * (1 + RELATIVE_MARGIN);
  return (head, ownWeight) => leastExponent(head) * (1 - RELATIVE_MARGIN) - ABSOLUTE_MARGIN <= limit * ownWeight;
}

/** About 2^64 · −log₂(1 − t/2^256) of the smallest ticket with this first word. */
function leastExponent(head: number): number {
  return (2 ** 64 * -Math.log1p(-head / 2 ** 32)) / Math.LN2;
}

function checkWeights(candidates: readonly Candidate[]): void {
  for (const { id, weight } of candidates) {
    if (!Number.isSafeInteger(weight) || weight < 1)
      throw new RangeError(`weight of ${id} must be a whole number from 1, got ${weight}`);
  }
}
