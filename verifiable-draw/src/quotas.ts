/** How many each stratum gives: bounded largest remainder, in whole numbers. SPEC §9. @module */
import { compareBytes } from './bytes.ts';
import { compareIds, ticket } from './tickets.ts';
import type { Suite } from './suite.ts';

export interface Stratum {
  readonly id: string;
  /** Its claim: size, or size × rate. Whole number; 0 only when `max` is 0. */
  readonly a: number;
  readonly min: number;
  readonly max: number;
}

/** What is wrong with strata and k; empty when they can be filled. All problems at once. */
export function quotaProblems(k: number, strata: readonly Stratum[]): string[] {
  const problems = strata.flatMap(({ id, a, min, max }) => {
    if (![a, min, max].every((n) => Number.isSafeInteger(n) && n >= 0))
      return [`stratum ${id}: a, min and max must be whole numbers`];
    if (min > max) return [`stratum ${id}: min ${min} is more than max ${max}`];
    return a === 0 && max > 0 ? [`stratum ${id}: claim 0 although max is ${max}`] : [];
  });
  if (new Set(strata.map(({ id }) => id)).size !== strata.length) problems.push('a stratum stands twice');
  if (problems.length > 0) return problems;
  const least = total(strata.map(({ min }) => min));
  const most = total(strata.map(({ max }) => max));
  if (!Number.isSafeInteger(k) || k < least || k > most)
    problems.push(`k = ${k} is not within Σmin ${least} … Σmax ${most}`);
  return problems;
}

/**
 * Divides k among the strata in proportion to their claims, within their bounds (SPEC §9).
 *
 * Exact: all comparisons are of whole numbers. Equal remainders are decided by ticket(K("quota-tie"), 0, stratum).
 *
 * @returns number to draw per stratum id
 * @throws {RangeError} with every problem of {@link quotaProblems}
 */
export function quotas(suite: Suite, tieKey: Uint8Array, k: number, strata: readonly Stratum[]): Map<string, number> {
  const problems = quotaProblems(k, strata);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  const result = new Map<string, number>();
  const active = settleBounds(k, strata, result);
  const rest = BigInt(k - total([...result.values()]));
  const claims = sumClaims(active);
  const shares = active.map(({ id, a }) => {
    const share = claims === 0n ? 0n : rest * BigInt(a);
    result.set(id, claims === 0n ? 0 : Number(share / claims));
    return { id, remainder: claims === 0n ? 0n : share % claims, tie: ticket(suite, tieKey, 0, id) };
  });
  shares.sort((a, b) => compareBig(b.remainder, a.remainder) || compareBytes(a.tie, b.tie) || compareIds(a.id, b.id));
  const missing = k - total([...result.values()]);
  for (const { id } of shares.slice(0, missing)) result.set(id, (result.get(id) as number) + 1);
  return result;
}

/** Fixes strata at a bound until every other one's exact share lies within its bounds; returns those others. */
function settleBounds(k: number, strata: readonly Stratum[], fixed: Map<string, number>): readonly Stratum[] {
  let active = strata;
  for (;;) {
    const rest = BigInt(k - total([...fixed.values()]));
    const claims = sumClaims(active);
    // Shares and bounds multiplied by the sum of claims, so that nothing is divided.
    const scaled = active.map(({ id, a, min, max }) => {
      const share = rest * BigInt(a);
      return { id, min, max, below: BigInt(min) * claims - share, above: share - BigInt(max) * claims };
    });
    const deficit = sumPositive(scaled.map(({ below }) => below));
    const excess = sumPositive(scaled.map(({ above }) => above));
    if (deficit === 0n && excess === 0n) return active;
    for (const { id, min, max, below, above } of scaled) {
      if (deficit >= excess && below > 0n) fixed.set(id, min);
      if (deficit < excess && above > 0n) fixed.set(id, max);
    }
    active = active.filter(({ id }) => !fixed.has(id));
  }
}

function sumClaims(strata: readonly Stratum[]): bigint {
  return strata.reduce((sum, { a }) => sum + BigInt(a), 0n);
}

function sumPositive(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => (value > 0n ? sum + value : sum), 0n);
}

function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
