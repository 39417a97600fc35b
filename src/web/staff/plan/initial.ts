/** What a new plan starts from, so that only what differs needs to be entered. @module */
import { calendarOf } from '../../../calendar/rules/calendar.ts';
import { spreadOverMonths } from '../../../plan/rules/capacity.ts';
import { countOf, measureUniverse } from '../../../plan/rules/size.ts';
import type { PlanBasis, PlanContent } from '../../../plan/types.ts';
import { planText } from '../../kit/strings/plan.zh.ts';

const EVERYONE: PlanContent['scope'] = { safetyDomains: [], riskColors: [], keyUnit: null };
const RATIO = 4000;

/** The usual values: 40 %, January to September, two officers, half a day each of preparation and papers. */
export function initialContent(basis: PlanBasis): PlanContent {
  const { year, cells, officers, months, asOf } = basis;
  const [windowFrom, windowTo] = [`${year}-01-01`, `${year}-09-30`];
  const count = countOf(measureUniverse(cells, { scope: EVERYONE, strata: [] }, asOf).size, RATIO);
  const workdays = months.reduce((sum, month) => sum + month.workdays, 0);
  return {
    title: planText.editor.initialTitle(year),
    ratio: RATIO,
    count,
    windowFrom,
    windowTo,
    basisDocuments: [],
    scope: EVERYONE,
    strata: [],
    dutySplit: [],
    monthlyTargets: spreadOverMonths(count, windowFrom, windowTo, calendarOf(basis.calendar)),
    capacity: {
      officers,
      workdays,
      totalDays: officers * workdays,
      otherDays: 0,
      nonEnforcementDays: 0,
      supervisionDays: officers * workdays,
      keyDays: 0,
      generalDays: officers * workdays,
      otherHeads: [],
      nonEnforcementHeads: [],
      visit: { officers: 2, prep: 50, onSite: 100, documents: 50, recheckShare: 10_000, recheck: 50 },
      vehicles: { days: 0, tripsPerEnterprise: 0 },
      equipment: [],
      experts: { days: 0, perEnterprise: 0 },
    },
    overCapacityReason: null,
    caps: { classes: [], others: 2 },
  };
}
