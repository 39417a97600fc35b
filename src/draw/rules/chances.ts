/** 每家企业的机会 before a draw is made, for people to look at; the draw itself never uses it (docs/adr/0025). Pure. @module */
import type { StratumSummary } from '../types.ts';
import type { RosterEntry } from './pool.ts';

/** Enterprises of one stratum that have the same weight, and so the same chance. */
export interface ChanceClass {
  readonly stratum: string;
  readonly weight: number;
  readonly enterprises: number;
  /** From 0 to 1. */
  readonly chance: number;
  /** Whether it is exact (to the fourth decimal), or the approximation for many places. */
  readonly isExact: boolean;
}

/** The chance of every weight that occurs in a stratum, the strata in their order, the smallest weight first. */
export function chanceClasses(
  strata: readonly Pick<StratumSummary, 'id' | 'quota'>[],
  roster: readonly Pick<RosterEntry, 'status' | 'stratum' | 'weight'>[],
): readonly ChanceClass[] {
  return strata.flatMap(({ id, quota }) => {
    const inStratum = roster.filter(({ status, stratum }) => status === 'eligible' && stratum === id);
    const groups = [...Map.groupBy(inStratum, ({ weight }) => weight)]
      .map(([weight, entries]) => ({ weight, count: entries.length }))
      .toSorted((a, b) => a.weight - b.weight);
    const { chances, isExact } = raceChances(groups, quota);
    return groups.map(({ weight, count }, i) => ({
      stratum: id,
      weight,
      enterprises: count,
      chance: chances[i] ?? 0,
      isExact,
    }));
  });
}

/** The least, the middle and the greatest chance that an enterprise has; undefined without any. */
export function chanceRange(
  classes: readonly ChanceClass[],
): { readonly least: number; readonly middle: number; readonly most: number } | undefined {
  const sorted = classes.toSorted((a, b) => a.chance - b.chance);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const all = sorted.reduce((sum, { enterprises }) => sum + enterprises, 0);
  let before = 0;
  const middle = sorted.find(({ enterprises }) => (before += enterprises) * 2 >= all) ?? last;
  return { least: first.chance, middle: middle.chance, most: last.chance };
}

/** Enterprises that run the race with the same speed. */
interface Group {
  readonly weight: number;
  readonly count: number;
}

/** Steps of the integral; the integrand is smooth, and the error is far below what is shown. */
const STEPS = 400;
/** Groups² × places² up to which the integral takes less than a blink. */
const MOST_WORK = 400_000;

/**
 * The chance of each group that one of it is among the `quota` first of a race in which arrival times are exponential with the
 * weight as rate: what tickets and explog draw (SPEC §8).
 */
function raceChances(
  groups: readonly Group[],
  quota: number,
): { readonly chances: readonly number[]; readonly isExact: boolean } {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  if (quota <= 0 || quota >= all || groups.length < 2)
    return { chances: groups.map(() => (all === 0 ? 0 : Math.min(1, Math.max(0, quota) / all))), isExact: true };
  if ((groups.length * quota) ** 2 > MOST_WORK) return { chances: manyPlaces(groups, quota), isExact: false };
  const factorials = logFactorials(all);
  const chances = groups.map(({ weight }, own) => {
    const others = groups.map((group, i) => (i === own ? { ...group, count: group.count - 1 } : group));
    let sum = 0;
    for (let step = 0; step < STEPS; step += 1) {
      // Its own arrival time, at the middle of each of STEPS equally likely parts.
      const time = -Math.log((step + 0.5) / STEPS) / weight;
      sum += fewerThan(quota, others, time, factorials);
    }
    return sum / STEPS;
  });
  return { chances, isExact: true };
}

/** Probability that fewer than `quota` of these have arrived by `time`. */
function fewerThan(quota: number, groups: readonly Group[], time: number, factorials: readonly number[]): number {
  let counts = [1];
  for (const { weight, count } of groups) {
    const arrived = binomial(count, weight * time, quota, factorials);
    const next = Array.from({ length: Math.min(quota, counts.length + arrived.length - 1) }, () => 0);
    for (const [i, a] of counts.entries())
      for (let j = 0; j < arrived.length && i + j < next.length; j += 1)
        next[i + j] = (next[i + j] ?? 0) + a * (arrived[j] ?? 0);
    counts = next;
  }
  return counts.reduce((sum, probability) => sum + probability, 0);
}

/** How many of `count` have arrived when each has with probability 1 − e^(−rate); only fewer than `quota`. */
function binomial(count: number, rate: number, quota: number, factorials: readonly number[]): number[] {
  const logArrived = Math.log(-Math.expm1(-rate));
  const factorial = (n: number): number => factorials[n] ?? 0;
  return Array.from({ length: Math.min(count + 1, quota) }, (_, n) =>
    Math.exp(
      factorial(count) - factorial(n) - factorial(count - n) + (n === 0 ? 0 : n * logArrived) - (count - n) * rate,
    ),
  );
}

function logFactorials(most: number): readonly number[] {
  const logs = [0];
  for (let n = 1; n <= most; n += 1) logs.push((logs[n - 1] ?? 0) + Math.log(n));
  return logs;
}

/** With many places the time at which the last one is taken hardly varies: the chance is that of arriving by then. */
function manyPlaces(groups: readonly Group[], quota: number): readonly number[] {
  const arrivedBy = (time: number): number =>
    groups.reduce((sum, { weight, count }) => sum - count * Math.expm1(-weight * time), 0);
  let [early, late] = [0, 1];
  while (arrivedBy(late) < quota) late *= 2;
  for (let step = 0; step < 80; step += 1) {
    const middle = (early + late) / 2;
    if (arrivedBy(middle) < quota) early = middle;
    else late = middle;
  }
  return groups.map(({ weight }) => -Math.expm1(-weight * late));
}
