/** What a plan must say before it is handed in, and the days it is bound to. */
import { describe, expect, test } from 'vitest';
import { DEMO_PLAN } from '../../../demo/plan.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import type { PlanContent, Universe } from '../types.ts';
import {
  contentRefusals,
  discloseBy,
  exceptionRefusals,
  officerRefusals,
  planWarnings,
  windowRefusalsOn,
} from './steps.ts';

const universe: Universe = { size: 200, measuredOn: '2026-01-05', strata: [], unplaced: 0, overlapping: 0 };

describe('the content of a plan', () => {
  function refused(change: Partial<PlanContent>): string[] {
    return contentRefusals(2026, { ...DEMO_PLAN, ...change }, universe).map(({ code }) => code);
  }

  test('of the demo may be submitted', () => {
    expect(refused({})).toEqual([]);
  });

  test.each<[string, Partial<PlanContent>]>([
    ['window-reversed', { windowFrom: '2026-09-30', windowTo: '2026-01-01' }],
    ['window-outside-year', { windowTo: '2027-01-31' }],
    ['monthly-targets-differ', { monthlyTargets: [{ month: '2026-03', count: 79 }] }],
    ['monthly-targets-outside', { monthlyTargets: [{ month: '2026-10', count: 80 }] }],
    [
      'monthly-target-twice',
      {
        monthlyTargets: [
          { month: '2026-03', count: 40 },
          { month: '2026-03', count: 40 },
        ],
      },
    ],
    ['duty-split-differs', { dutySplit: [{ department: '执法大队', count: 79 }] }],
    ['basis-document-missing', { basisDocuments: [] }],
    ['supervision-split-differs', { capacity: { ...DEMO_PLAN.capacity, keyDays: 1 } }],
  ])('is refused for %s', (code, change) => {
    expect(refused(change)).toContain(code);
  });

  test('beyond the capacity it needs a reason, and the binding factor is told', () => {
    const scarce: PlanContent = {
      ...DEMO_PLAN,
      capacity: { ...DEMO_PLAN.capacity, experts: { days: 60, perEnterprise: 100 } },
    };
    expect(contentRefusals(2026, scarce, universe)).toEqual([
      { code: 'over-capacity', at: 'count', facts: { count: 80, capacity: 60, factor: 'experts' } },
    ]);
    expect(contentRefusals(2026, { ...scarce, overCapacityReason: '市局支援专家 20 人日' }, universe)).toEqual([]);
  });

  test('officers without a valid certificate do not count', () => {
    expect(officerRefusals(16, 16)).toEqual([]);
    expect(officerRefusals(16, 15)[0]).toMatchObject({
      code: 'officers-not-certified',
      facts: { stated: 16, certified: 15 },
    });
  });

  test('when the directory or the calendar moved, the reader is warned', () => {
    expect(planWarnings(2026, DEMO_PLAN, universe, { size: 200 }, NATIONAL_CALENDAR)).toEqual([]);
    const moved = { ...DEMO_PLAN, capacity: { ...DEMO_PLAN.capacity, workdays: 250 } };
    expect(planWarnings(2026, moved, universe, { size: 198 }, NATIONAL_CALENDAR).map(({ code }) => code)).toEqual([
      'universe-moved',
      'workdays-differ',
    ]);
    expect(planWarnings(2027, moved, universe, { size: 200 }, NATIONAL_CALENDAR).map(({ code }) => code)).toEqual([
      'holidays-unknown',
    ]);
  });
});

describe('days', () => {
  test.each([
    ['2026-02-13', '2026-03-19'],
    ['2019-04-09', '2019-05-08'],
  ])('approved on %s, a plan is public by %s', (approved, due) => {
    expect(discloseBy(approved, NATIONAL_CALENDAR)).toBe(due);
  });

  test('an exception lies outside the window', () => {
    expect(exceptionRefusals(DEMO_PLAN, '2026-10-12', '2026-10-30')).toEqual([]);
    expect(exceptionRefusals(DEMO_PLAN, '2026-09-30', '2026-10-30')[0]?.code).toBe('exception-inside-window');
    expect(exceptionRefusals(DEMO_PLAN, '2026-10-30', '2026-10-12')[0]?.code).toBe('exception-reversed');
  });

  test('outside the window only the excepted act on the excepted days is allowed', () => {
    const exception = {
      exceptionId: 'x',
      act: 'inspection' as const,
      validFrom: '2026-10-12',
      validTo: '2026-10-30',
      reason: '停产',
      approvedBy: 'head',
      approvedOn: '2026-09-28',
    };
    const plan = { ...DEMO_PLAN, exceptions: [exception] };
    expect(windowRefusalsOn(plan, 'inspection', '2026-09-30')).toEqual([]);
    expect(windowRefusalsOn(plan, 'inspection', '2026-10-30')).toEqual([]);
    expect(windowRefusalsOn(plan, 'inspection', '2026-10-31')[0]?.code).toBe('outside-window');
    expect(windowRefusalsOn(plan, 'draw', '2026-10-12')[0]?.code).toBe('outside-window');
  });
});
