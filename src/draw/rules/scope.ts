/** 为什么不在抽查范围: what the rules of a draw have against one enterprise, as reasons a reader understands. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { UniverseEntry } from '../../directory/types/pools.ts';
import type { EnterpriseFilter } from '../types.ts';
import { exclusionCauses, type ExclusionCause, type RosterRule } from './pool.ts';

/** Every reason by the same rules that make the roster of a draw; none for an enterprise that can be drawn. */
export function scopeReasons(entry: UniverseEntry, rule: RosterRule): Refusal[] {
  return exclusionCauses(entry, rule).map((cause) => ({
    code: `scope-${cause.cause}`,
    facts: factsOf(cause, entry, rule),
  }));
}

function factsOf(
  { cause, reason, ref = '' }: ExclusionCause,
  entry: UniverseEntry,
  rule: RosterRule,
): Record<string, string> {
  switch (cause) {
    case 'status':
      return { status: entry.status };
    case 'document':
      return { reason, ref };
    case 'frequency':
      return { draw: ref, cap: String(rule.config.frequencyCap) };
    case 'plan':
    case 'draw':
    case 'item':
      return {};
  }
}

const EVERYONE: EnterpriseFilter = {
  safetyDomains: [],
  riskColors: [],
  keyUnit: null,
  specialFlags: [],
  subdistrictCodes: [],
};

/** Before the year has a draw only its plan and the state of an enterprise decide. */
export const NO_DRAW_YET: RosterRule['config'] = {
  scope: EVERYONE,
  strata: [{ id: 'all', name: '全部', filter: EVERYONE, rate: 1, min: 0, seats: [[], []], experts: [] }],
  weights: { by: 'none' },
  frequencyCap: 1,
  exclusions: [],
};
/** And before it has a plan, that state alone. */
export const NO_PLAN_YET: RosterRule['planScope'] = EVERYONE;
