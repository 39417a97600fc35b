/** 频次上限: which class an enterprise is of, and how often it may be visited. Browser-safe. @module */
import type { UniverseEntry } from '../../directory/types/pools.ts';
import type { Refusal } from '../../core/result.ts';
import type { PlanContent } from '../types.ts';
import type { CapClass, PlanCaps } from '../types/caps.ts';
import { matchesFilter } from './size.ts';

export type Capped = Pick<UniverseEntry, 'safetyDomain' | 'riskColor' | 'keyUnit' | 'standardizationLevel'>;

/** 年度频次上限 of an enterprise by the plan; null where it sets none. */
export function capOf(caps: PlanCaps | undefined, entry: Capped): number | null {
  if (caps === undefined) return null;
  return caps.classes.find(({ filter }) => fits(filter, entry))?.cap ?? caps.others;
}

function fits(filter: CapClass['filter'], entry: Capped): boolean {
  const { standardizationLevels: levels } = filter;
  return matchesFilter(filter, entry) && (levels.length === 0 || levels.includes(entry.standardizationLevel ?? 'none'));
}

/** The largest that any class allows; 1 where the plan sets none: with what a draw's configuration starts. */
export function largestCap(caps: PlanCaps | undefined): number {
  return Math.max(1, ...(caps?.classes.map(({ cap }) => cap) ?? []), caps?.others ?? 1);
}

/** Classes are told apart by their names. */
export function capsRefusals({ caps }: Pick<PlanContent, 'caps'>): Refusal[] {
  const names = caps?.classes.map(({ name }) => name) ?? [];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => ({ code: 'cap-class-twice', at: 'caps.classes', facts: { name } }));
}
