import { describe, expect, test } from 'vitest';
import { DEMO_PLAN } from '../../../../demo/plan.ts';
import { NATIONAL_CALENDAR } from '../../../core/calendar/national.ts';
import { NATIONAL_HOLIDAYS } from '../../../core/calendar/holidays/national.ts';
import { arithmeticRefusals, capacityOf, windowMonths } from '../../../plan/rules/capacity.ts';
import { sizeRefusals } from '../../../plan/rules/size.ts';
import type { PlanBasis } from '../../../plan/types/basis.ts';
import { initialContent } from './initial.ts';

const basis: PlanBasis = {
  year: 2027,
  cells: [{ safetyDomain: 'machinery', riskColor: null, keyUnit: false, count: 190 }],
  officers: 16,
  vehicles: 5,
  devices: [],
  experts: 30,
  months: windowMonths('2027-01-01', '2027-12-31', NATIONAL_CALENDAR),
  calendar: {
    version: NATIONAL_CALENDAR.version,
    years: NATIONAL_HOLIDAYS.map((year) => ({ ...year })),
  } as PlanBasis['calendar'],
  asOf: '2026-11-30',
  earlier: [],
};
const last = { year: 2026, content: DEMO_PLAN };

describe('a new plan', () => {
  test('without an earlier one names the usual heads and adds up', () => {
    const { capacity, windowFrom, windowTo, count } = initialContent(basis);
    expect([windowFrom, windowTo, count]).toEqual(['2027-01-01', '2027-09-30', 76]);
    expect(capacity.otherHeads).toHaveLength(10);
    expect(arithmeticRefusals(capacity)).toEqual([]);
  });

  test('carries the last one over into its year: window, means, strata, caps; the split follows the new count', () => {
    const content = initialContent({ ...basis, earlier: [last] });
    expect(content).toMatchObject({
      windowFrom: '2027-01-01',
      windowTo: '2027-09-30',
      strata: DEMO_PLAN.strata,
      caps: DEMO_PLAN.caps,
      capacity: { visit: DEMO_PLAN.capacity.visit, equipment: DEMO_PLAN.capacity.equipment, officers: 16 },
      overCapacityReason: null,
    });
    expect(content.dutySplit.reduce((sum, { count }) => sum + count, 0)).toBe(content.count);
    expect(content.monthlyTargets.every(({ month }) => month.startsWith('2027-'))).toBe(true);
    expect(arithmeticRefusals(content.capacity)).toEqual([]);
  });

  test('estimates other work as the average of the years before', () => {
    const more = {
      ...DEMO_PLAN.capacity,
      otherHeads: DEMO_PLAN.capacity.otherHeads.map((head) => ({ ...head, days: head.days + 20 })),
    };
    const { capacity } = initialContent({
      ...basis,
      earlier: [last, { year: 2025, content: { ...DEMO_PLAN, capacity: more } }],
    });
    expect(capacity.otherHeads[0]).toEqual({ head: '综合监管', days: 330 });
    expect(capacity.otherDays).toBe(1720);
  });

  test('asks for no more than the officers reach, whatever the ratio was', () => {
    const { count, ratio, capacity } = initialContent({
      ...basis,
      earlier: [{ year: 2026, content: { ...DEMO_PLAN, ratio: 9000 } }],
    });
    expect(count).toBe(capacityOf(capacity).enterprises);
    expect(sizeRefusals({ ratio, count }, 190)).toEqual([]);
  });
});
