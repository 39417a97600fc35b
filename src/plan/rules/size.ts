/** How many enterprises: ratio, count, universe and strata. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { PlanContent, PlanFilter, Universe, UniverseCell } from '../types.ts';

/** 40 % of 200 = 80: the share rounded up, so that a ratio is never undercut. */
export function countOf(universeSize: number, ratio: number): number {
  return Math.ceil((universeSize * ratio) / 10_000);
}

/** The ratio of a count, to the hundredth of a percent. */
export function ratioOf(universeSize: number, count: number): number {
  return universeSize === 0 ? 0 : Math.round((count * 10_000) / universeSize);
}

/**
 * How the count follows from the ratio, as the announcement of a draw states it (protocol §3.6): `ceil(200*40/100)`, or
 * `ceil(200*4150/10000)` for 41.5 %; the bare count when it was set otherwise.
 */
export function kRuleOf(universeSize: number, ratio: number, count: number): string {
  if (count !== countOf(universeSize, ratio)) return String(count);
  return ratio % 100 === 0 ? `ceil(${universeSize}*${ratio / 100}/100)` : `ceil(${universeSize}*${ratio}/10000)`;
}

/** Ratio and count must tell the same: the count is the ratio's, or the ratio is the count's to the hundredth of a percent. */
export function sizeRefusals(plan: Pick<PlanContent, 'ratio' | 'count'>, universeSize: number): Refusal[] {
  const { ratio, count } = plan;
  const refusals: Refusal[] = [];
  const expected = countOf(universeSize, ratio);
  if (count !== expected && ratio !== ratioOf(universeSize, count)) {
    refusals.push({
      code: 'ratio-count-differ',
      at: 'count',
      facts: { universe: universeSize, ratio: ratio / 100, expected, count },
    });
  }
  if (count > universeSize)
    refusals.push({ code: 'count-exceeds-universe', at: 'count', facts: { universe: universeSize, count } });
  return refusals;
}

/** Whether a filter takes in an enterprise (or a cell of alike ones). */
export function matchesFilter(filter: PlanFilter, entry: Omit<UniverseCell, 'count'>): boolean {
  return (
    (filter.safetyDomains.length === 0 || filter.safetyDomains.includes(entry.safetyDomain)) &&
    (filter.riskColors.length === 0 || (entry.riskColor !== null && filter.riskColors.includes(entry.riskColor))) &&
    (filter.keyUnit === null || filter.keyUnit === entry.keyUnit)
  );
}

/** The universe of a plan and of its strata, from the cells of the directory on `day`. */
export function measureUniverse(
  cells: readonly UniverseCell[],
  plan: Pick<PlanContent, 'scope' | 'strata'>,
  day: string,
): Universe {
  const inScope = cells.filter((cell) => matchesFilter(plan.scope, cell));
  const times = (cell: UniverseCell): number => plan.strata.filter(({ filter }) => matchesFilter(filter, cell)).length;
  return {
    size: sum(inScope),
    measuredOn: day,
    strata: plan.strata.map(({ id, filter }) => ({
      id,
      size: sum(inScope.filter((cell) => matchesFilter(filter, cell))),
    })),
    unplaced: plan.strata.length === 0 ? 0 : sum(inScope.filter((cell) => times(cell) === 0)),
    overlapping: sum(inScope.filter((cell) => times(cell) > 1)),
  };
}

/** Strata divide the universe, and their quotas can hold the count. */
export function strataRefusals(plan: Pick<PlanContent, 'strata' | 'count'>, universe: Universe): Refusal[] {
  const { strata, count } = plan;
  if (strata.length === 0) return [];
  const refusals: Refusal[] = [];
  const ids = strata.map(({ id }) => id);
  if (new Set(ids).size < ids.length) refusals.push({ code: 'stratum-twice', at: 'strata' });
  if (universe.unplaced > 0)
    refusals.push({ code: 'strata-leave-out', at: 'strata', facts: { count: universe.unplaced } });
  if (universe.overlapping > 0)
    refusals.push({ code: 'strata-overlap', at: 'strata', facts: { count: universe.overlapping } });
  const bounds = strata.map(({ id, name, min, max }) => {
    const size = universe.strata.find((each) => each.id === id)?.size ?? 0;
    return { name, size, min: min ?? 0, max: max ?? size };
  });
  for (const { name, size, min, max } of bounds) {
    if (min > max || max > size)
      refusals.push({ code: 'stratum-quota', at: 'strata', facts: { name, size, min, max } });
  }
  const least = bounds.reduce((total, { min }) => total + min, 0);
  const most = bounds.reduce((total, { max }) => total + max, 0);
  if (count < least || count > most)
    refusals.push({ code: 'strata-cannot-hold', at: 'strata', facts: { count, least, most } });
  return refusals;
}

function sum(cells: readonly UniverseCell[]): number {
  return cells.reduce((total, cell) => total + cell.count, 0);
}
