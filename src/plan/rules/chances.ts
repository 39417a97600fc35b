/** 抽中机会: how many each stratum gives and what that means for one enterprise, by the draw's own rule. Browser-safe. @module */
import { quotaProblems, quotas, suiteOf } from 'verifiable-draw';
import type { Refusal } from '../../core/result.ts';
import type { PlanContent, Universe } from '../types.ts';

/** One stratum, or the whole universe of a plan without strata (`id` is null). */
export interface Chance {
  readonly id: string | null;
  readonly name: string;
  readonly size: number;
  readonly quota: number;
}

/** Equal remainders are decided by the randomness of the draw; here by none. */
const NO_KEY = new Uint8Array(32);

/** The quota of each stratum (SPEC §9, every enterprise of one claim); empty when its bounds cannot hold the count. */
export function chancesOf(
  { count, strata }: Pick<PlanContent, 'count' | 'strata'>,
  universe: Pick<Universe, 'size' | 'strata'>,
): Chance[] {
  if (strata.length === 0)
    return universe.size === 0
      ? []
      : [{ id: null, name: '', size: universe.size, quota: Math.min(count, universe.size) }];
  const claims = strata.map(({ id, min, max }) => {
    const size = universe.strata.find((each) => each.id === id)?.size ?? 0;
    return { id, a: size, min: min ?? 0, max: Math.min(max ?? size, size) };
  });
  if (quotaProblems(count, claims).length > 0) return [];
  const given = quotas(suiteOf('vd1-sha256'), NO_KEY, count, claims);
  return strata.map(({ id, name }, index) => ({ id, name, size: claims[index]?.a ?? 0, quota: given.get(id) ?? 0 }));
}

/** Every enterprise in scope must have a chance: a stratum that gives nothing is left out of the plan in disguise. */
export function chanceRefusals(plan: Pick<PlanContent, 'count' | 'strata'>, universe: Universe): Refusal[] {
  return chancesOf(plan, universe)
    .filter(({ size, quota }) => size > 0 && quota === 0)
    .map(({ name, size }) => ({ code: 'stratum-without-chance', at: 'strata', facts: { name, size } }));
}

/** In hundredths of a per cent, rounded: 24 of 45 → 5333. */
export function chancePercent({ size, quota }: Pick<Chance, 'size' | 'quota'>): number {
  return size === 0 ? 0 : Math.round((quota * 10_000) / size);
}
