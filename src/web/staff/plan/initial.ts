/** What a new plan starts from, so that only what differs needs to be entered. @module */
import { calendarOf } from '../../../calendar/rules/calendar.ts';
import { addMonths } from '../../../core/calendar/day.ts';
import { capacityOf, splitByShares, spreadOverMonths } from '../../../plan/rules/capacity.ts';
import { average, averageHeads, USUAL_HEADS } from '../../../plan/rules/estimate.ts';
import { countOf, measureUniverse, ratioOf } from '../../../plan/rules/size.ts';
import type { CapacityInputs, PlanContent } from '../../../plan/types.ts';
import type { PlanBasis } from '../../../plan/types/basis.ts';
import { planText } from '../../kit/strings/plan.zh.ts';

const EVERYONE: PlanContent['scope'] = { safetyDomains: [], riskColors: [], keyUnit: null };
const MONTHS_OF_A_YEAR = 12;

type Usual = Pick<
  PlanContent,
  'ratio' | 'windowFrom' | 'windowTo' | 'basisDocuments' | 'scope' | 'strata' | 'dutySplit' | 'caps' | 'joint'
>;
type Means = Pick<CapacityInputs, 'keyDays' | 'visit' | 'vehicles' | 'equipment' | 'experts'>;

/** The plan before, carried over into the year as far as the officers reach; its other work is the average of the years before. */
export function initialContent(basis: PlanBasis): PlanContent {
  const { year, cells, asOf } = basis;
  const usual = usualOf(basis);
  const { size } = measureUniverse(cells, usual, asOf);
  const capacity = inputsOf(basis);
  const wanted = countOf(size, usual.ratio);
  // Nothing is proposed that could not be submitted.
  const count = Math.max(1, Math.min(wanted, capacityOf(capacity).enterprises));
  return {
    ...usual,
    ratio: count === wanted ? usual.ratio : ratioOf(size, count),
    title: planText.editor.initialTitle(year),
    count,
    dutySplit: splitByShares(usual.dutySplit, count),
    monthlyTargets: spreadOverMonths(count, usual.windowFrom, usual.windowTo, calendarOf(basis.calendar)),
    capacity,
    overCapacityReason: null,
  };
}

/** Without a plan before: 40 %, January to September. */
function usualOf({ year, earlier }: PlanBasis): Usual {
  const [last] = earlier;
  if (last === undefined)
    return {
      ratio: 4000,
      windowFrom: `${year}-01-01`,
      windowTo: `${year}-09-30`,
      basisDocuments: [],
      scope: EVERYONE,
      strata: [],
      dutySplit: [],
      caps: { classes: [], others: 2 },
    };
  const { ratio, windowFrom, windowTo, basisDocuments, scope, strata, dutySplit, caps, joint } = last.content;
  const months = MONTHS_OF_A_YEAR * (year - last.year);
  return {
    ratio,
    windowFrom: addMonths(windowFrom, months),
    windowTo: addMonths(windowTo, months),
    basisDocuments,
    scope,
    strata,
    dutySplit,
    ...(caps === undefined ? {} : { caps }),
    ...(joint === undefined ? {} : { joint }),
  };
}

function inputsOf({ officers, months, earlier }: PlanBasis): CapacityInputs {
  const workdays = months.reduce((sum, month) => sum + month.workdays, 0);
  const totalDays = officers * workdays;
  const other = estimate(earlier, 'otherHeads', 'otherDays');
  const non = estimate(earlier, 'nonEnforcementHeads', 'nonEnforcementDays');
  const supervisionDays = Math.max(0, totalDays - other.days - non.days);
  const { keyDays, ...means } = meansOf(earlier);
  const ofKeyUnits = Math.min(keyDays, supervisionDays);
  return {
    officers,
    workdays,
    totalDays,
    otherDays: other.days,
    nonEnforcementDays: non.days,
    supervisionDays,
    keyDays: ofKeyUnits,
    generalDays: supervisionDays - ofKeyUnits,
    otherHeads: other.heads,
    nonEnforcementHeads: non.heads,
    ...means,
  };
}

/** Without a plan before: the usual heads, to be filled in. */
function estimate(
  earlier: PlanBasis['earlier'],
  of: 'otherHeads' | 'nonEnforcementHeads',
  sum: 'otherDays' | 'nonEnforcementDays',
): { readonly heads: CapacityInputs['otherHeads']; readonly days: number } {
  if (earlier.length === 0) return { heads: USUAL_HEADS[of].map((head) => ({ head, days: 0 })), days: 0 };
  const heads = averageHeads(earlier.map(({ content }) => content.capacity[of]));
  const days =
    heads.length === 0
      ? average(earlier.map(({ content }) => content.capacity[sum]))
      : heads.reduce((total, head) => total + head.days, 0);
  return { heads, days };
}

/** Without a plan before: two officers, half a day each of preparation and papers. */
function meansOf([last]: PlanBasis['earlier']): Means {
  if (last === undefined)
    return {
      keyDays: 0,
      visit: { officers: 2, prep: 50, onSite: 100, documents: 50, recheckShare: 10_000, recheck: 50 },
      vehicles: { days: 0, tripsPerEnterprise: 0 },
      equipment: [],
      experts: { days: 0, perEnterprise: 0 },
    };
  const { keyDays, visit, vehicles, equipment, experts } = last.content.capacity;
  return { keyDays, visit, vehicles, equipment, experts };
}
