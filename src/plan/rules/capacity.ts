/** 执法力量测算: from person-days, vehicles, devices and experts to a number of enterprises (domain §7). Browser-safe. @module */
import { isWorkday, type WorkCalendar } from '../../core/calendar/work-calendar.ts';
import { addDays } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import type { Capacity, CapacityFactor, CapacityInputs, MonthLoad, PlanContent } from '../types.ts';

const MILLION = 1_000_000;

/** Every line of the calculation that does not add up, with both figures (安监总政法〔2017〕150号). */
export function arithmeticRefusals(inputs: CapacityInputs): Refusal[] {
  const lines: readonly [code: string, stated: number, computed: number][] = [
    ['total-days-differ', inputs.totalDays, inputs.workdays * inputs.officers],
    [
      'supervision-days-differ',
      inputs.supervisionDays,
      inputs.totalDays - inputs.otherDays - inputs.nonEnforcementDays,
    ],
    ['supervision-split-differs', inputs.supervisionDays, inputs.keyDays + inputs.generalDays],
    ...headLines('other-heads-differ', inputs.otherDays, inputs.otherHeads),
    ...headLines('non-enforcement-heads-differ', inputs.nonEnforcementDays, inputs.nonEnforcementHeads),
  ];
  return lines
    .filter(([, stated, computed]) => stated !== computed)
    .map(([code, stated, computed]) => ({ code, at: 'capacity', facts: { stated, computed } }));
}

function headLines(
  code: string,
  stated: number,
  heads: readonly { readonly days: number }[],
): [string, number, number][] {
  return heads.length === 0 ? [] : [[code, stated, heads.reduce((sum, { days }) => sum + days, 0)]];
}

/** What one enterprise costs, in millionths of a person-day; whole, so that nothing is rounded before the division. */
export function unitOf(visit: CapacityInputs['visit']): number {
  const oneVisit = visit.officers * (visit.prep + visit.onSite + visit.documents) * (MILLION / 100);
  const recheck = visit.recheckShare * visit.officers * visit.recheck;
  return oneVisit + recheck;
}

/** How many enterprises the stated means allow, and which of them binds. Figures that do not add up are not judged here. */
export function capacityOf(inputs: CapacityInputs): Capacity {
  const unit = unitOf(inputs.visit);
  const people: CapacityFactor = { factor: 'people', enterprises: Math.floor((inputs.generalDays * MILLION) / unit) };
  const factors: readonly CapacityFactor[] = [
    people,
    ...perEnterprise('vehicles', inputs.vehicles.days, inputs.vehicles.tripsPerEnterprise),
    ...inputs.equipment.flatMap(({ kind, days, need }) =>
      perEnterprise('equipment', days, need).map((each) => ({ ...each, kind })),
    ),
    ...perEnterprise('experts', inputs.experts.days, inputs.experts.perEnterprise),
  ];
  const binding = factors.reduce((least, each) => (each.enterprises < least.enterprises ? each : least), people);
  return { unit, factors: [...factors], enterprises: binding.enterprises, binding };
}

/** A pool of days against a need in hundredths per enterprise; nothing where nothing is needed. */
function perEnterprise(factor: CapacityFactor['factor'], days: number, need: number): CapacityFactor[] {
  return need === 0 ? [] : [{ factor, enterprises: Math.floor((days * 100) / need) }];
}

/** The months of a window with their workdays in it, e.g. January to September. */
export function windowMonths(from: string, to: string, calendar: WorkCalendar): { month: string; workdays: number }[] {
  const months = new Map<string, number>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const month = day.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + (isWorkday(day, calendar) ? 1 : 0));
  }
  return [...months].map(([month, workdays]) => ({ month, workdays }));
}

/** Workdays from `from` to `to`, both counted. */
export function workdaysWithin(from: string, to: string, calendar: WorkCalendar): number {
  return windowMonths(from, to, calendar).reduce((sum, { workdays }) => sum + workdays, 0);
}

/**
 * Splits a whole total by weights, to whole parts that add up to it (largest remainder; ties go to the earlier part).
 * All zero weights count as equal; no weights give no parts.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const shares = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = shares.reduce((a, b) => a + b, 0);
  const parts = shares.map((weight) => Math.floor((total * weight) / sum));
  const left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = shares
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  const rounded = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return parts.map((part, index) => part + (rounded.has(index) ? 1 : 0));
}

/** 分工 of another number of enterprises, in the shares it has. */
export function splitByShares(split: PlanContent['dutySplit'], count: number): PlanContent['dutySplit'] {
  if (split.length === 0) return [];
  const parts = apportion(
    count,
    split.map((part) => part.count),
  );
  return split.map(({ department }, index) => ({ department, count: parts[index] ?? 0 }));
}

/** A proposal for 分月任务: the count spread over the months of the window by their workdays. */
export function spreadOverMonths(
  count: number,
  from: string,
  to: string,
  calendar: WorkCalendar,
): PlanContent['monthlyTargets'] {
  const months = windowMonths(from, to, calendar);
  const parts = apportion(
    count,
    months.map(({ workdays }) => workdays),
  );
  return months.map(({ month }, index) => ({ month, count: parts[index] ?? 0 }));
}

/** 检查组: as many as can be formed at once, of as many officers as a visit needs. */
export function teamsOf({ officers, visit }: Pick<CapacityInputs, 'officers' | 'visit'>): number {
  return Math.floor(officers / visit.officers);
}

/** Needed and available person-days per month of the window; what is available is spread by workdays. */
export function monthLoads(
  plan: Pick<PlanContent, 'windowFrom' | 'windowTo' | 'monthlyTargets' | 'capacity'>,
  calendar: WorkCalendar,
): MonthLoad[] {
  const months = windowMonths(plan.windowFrom, plan.windowTo, calendar);
  const available = apportion(
    plan.capacity.generalDays * 100,
    months.map(({ workdays }) => workdays),
  );
  const unit = unitOf(plan.capacity.visit);
  const teams = teamsOf(plan.capacity);
  return months.map(({ month, workdays }, index) => {
    const enterprises = plan.monthlyTargets.find((target) => target.month === month)?.count ?? 0;
    const perTeam = teams === 0 ? 0 : Math.ceil(enterprises / teams);
    return {
      month,
      workdays,
      enterprises,
      needed: Math.ceil((enterprises * unit) / (MILLION / 100)),
      available: available[index] ?? 0,
      perTeam,
      teamDays: Math.ceil((perTeam * unit) / plan.capacity.visit.officers / (MILLION / 100)),
    };
  });
}
