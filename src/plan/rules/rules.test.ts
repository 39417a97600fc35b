import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_PLAN } from '../../../demo/plan.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import type { CapacityInputs, PlanContent, Universe, UniverseCell } from '../types.ts';
import {
  apportion,
  arithmeticRefusals,
  capacityOf,
  monthLoads,
  spreadOverMonths,
  windowMonths,
  workdaysWithin,
} from './capacity.ts';
import { countOf, kRuleOf, measureUniverse, ratioOf, sizeRefusals, strataRefusals } from './size.ts';
import {
  contentRefusals,
  discloseBy,
  exceptionRefusals,
  officerRefusals,
  planWarnings,
  windowRefusalsOn,
} from './steps.ts';

const universe: Universe = { size: 200, measuredOn: '2026-01-05', strata: [], unplaced: 0, overlapping: 0 };

/** 16 officers × 250 workdays (2019), as domain §7.2 works it out. */
const SEED: CapacityInputs = {
  ...DEMO_PLAN.capacity,
  workdays: 250,
  totalDays: 4000,
  otherDays: 1640,
  nonEnforcementDays: 1180,
  otherHeads: [],
  nonEnforcementHeads: [],
};

function stated(
  officers: number,
  workdays: number,
  other: number,
  non: number,
  supervision: number,
  key: number,
): CapacityInputs {
  return {
    ...SEED,
    officers,
    workdays,
    totalDays: officers * workdays,
    otherDays: other,
    nonEnforcementDays: non,
    supervisionDays: supervision,
    keyDays: key,
    generalDays: supervision - key,
  };
}

describe('the capacity', () => {
  test('of the seed: 16 officers × 250, 420 general days, 5 person-days each, allow 84 enterprises; 80 fit', () => {
    expect(arithmeticRefusals(SEED)).toEqual([]);
    const capacity = capacityOf(SEED);
    expect(capacity.unit).toBe(5_000_000);
    expect(capacity.enterprises).toBe(84);
    expect(capacity.binding).toEqual({ factor: 'people', enterprises: 84 });
  });

  test('real figures of two bureaus add up', () => {
    expect(arithmeticRefusals(stated(22, 247, 2469, 1994, 971, 632))).toEqual([]);
    expect(arithmeticRefusals(stated(8, 248, 1035, 535, 414, 200))).toEqual([]);
  });

  test('a misprint in the subtraction is refused with both figures', () => {
    expect(arithmeticRefusals(stated(22, 247, 2649, 1994, 971, 632))).toEqual([
      { code: 'supervision-days-differ', at: 'capacity', facts: { stated: 971, computed: 791 } },
    ]);
  });

  test('every line that does not add up is named, also the heads', () => {
    const wrong = { ...SEED, totalDays: 4001, keyDays: 761, otherHeads: [{ head: '联合执法', days: 1 }] };
    expect(arithmeticRefusals(wrong).map(({ code }) => code)).toEqual([
      'total-days-differ',
      'supervision-days-differ',
      'supervision-split-differs',
      'other-heads-differ',
    ]);
  });

  test('the scarcest means binds: one gas detector for 30 days allows 15 enterprises', () => {
    const scarce = { ...SEED, equipment: [{ kind: 'gas-detector' as const, days: 30, need: 200 }] };
    expect(capacityOf(scarce).binding).toEqual({ factor: 'equipment', kind: 'gas-detector', enterprises: 15 });
  });

  test('what is not needed does not limit', () => {
    const onFoot = {
      ...SEED,
      vehicles: { days: 0, tripsPerEnterprise: 0 },
      equipment: [],
      experts: { days: 0, perEnterprise: 0 },
    };
    expect(capacityOf(onFoot).factors.map(({ factor }) => factor)).toEqual(['people']);
  });

  test('capacity enterprises fit into the general days, one more does not', () => {
    const visit = fc.record({
      officers: fc.integer({ min: 2, max: 6 }),
      prep: fc.integer({ min: 0, max: 300 }),
      onSite: fc.integer({ min: 1, max: 300 }),
      documents: fc.integer({ min: 0, max: 300 }),
      recheckShare: fc.integer({ min: 0, max: 10_000 }),
      recheck: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(visit, fc.integer({ min: 0, max: 100_000 }), (each, generalDays) => {
        const { unit, factors } = capacityOf({ ...SEED, visit: each, generalDays });
        const people = BigInt(factors[0]?.enterprises ?? -1);
        const days = BigInt(generalDays) * 1_000_000n;
        return people * BigInt(unit) <= days && (people + 1n) * BigInt(unit) > days;
      }),
    );
  });

  test('more of anything never allows fewer enterprises', () => {
    const more = fc.record({ people: fc.nat(500), vehicles: fc.nat(500), devices: fc.nat(500), experts: fc.nat(500) });
    fc.assert(
      fc.property(more, (add) => {
        const richer: CapacityInputs = {
          ...SEED,
          generalDays: SEED.generalDays + add.people,
          vehicles: { ...SEED.vehicles, days: SEED.vehicles.days + add.vehicles },
          equipment: SEED.equipment.map((each) => ({ ...each, days: each.days + add.devices })),
          experts: { ...SEED.experts, days: SEED.experts.days + add.experts },
        };
        return capacityOf(richer).enterprises >= capacityOf(SEED).enterprises;
      }),
    );
  });
});

describe('the months of the window', () => {
  test.each([
    [2019, 188],
    [2025, 187],
    [2026, 186],
  ])('January to September %i has %i workdays', (year, days) => {
    expect(workdaysWithin(`${year}-01-01`, `${year}-09-30`, NATIONAL_CALENDAR)).toBe(days);
  });

  test('the targets add up to the count, February 2026 with its long holiday gets least', () => {
    const targets = spreadOverMonths(80, '2026-01-01', '2026-09-30', NATIONAL_CALENDAR);
    expect(targets.map(({ count }) => count).reduce((a, b) => a + b)).toBe(80);
    expect(targets.toSorted((a, b) => a.count - b.count)[0]?.month).toBe('2026-02');
  });

  test('the loads of the demo plan stay within what each month has', () => {
    const loads = monthLoads(DEMO_PLAN, NATIONAL_CALENDAR);
    expect(loads).toHaveLength(9);
    expect(loads.reduce((sum, { available }) => sum + available, 0)).toBe(42_000);
    expect(loads.reduce((sum, { needed }) => sum + needed, 0)).toBe(40_000);
  });

  test('a window inside one month is one month', () => {
    expect(windowMonths('2026-02-14', '2026-02-28', NATIONAL_CALENDAR)).toEqual([{ month: '2026-02', workdays: 6 }]);
  });

  test('parts always add up to the whole and keep within one of their share', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(fc.nat(300), { minLength: 1, maxLength: 12 }), (total, weights) => {
        const parts = apportion(total, weights);
        const sum = weights.reduce((a, b) => a + b, 0);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        if (sum > 0)
          parts.forEach((part, index) =>
            expect(Math.abs(part - (total * (weights[index] ?? 0)) / sum)).toBeLessThan(1),
          );
      }),
    );
  });
});

describe('ratio and count', () => {
  test('40 % of 200 is 80, and the rule is stated', () => {
    expect(countOf(200, 4000)).toBe(80);
    expect(kRuleOf(200, 4000, 80)).toBe('ceil(200*40/100)');
    expect(kRuleOf(200, 4150, 83)).toBe('ceil(200*4150/10000)');
    expect(kRuleOf(200, 4000, 81)).toBe('81');
    expect(sizeRefusals({ ratio: 4000, count: 80 }, 200)).toEqual([]);
  });

  test('a count the ratio does not give is refused with what it gives', () => {
    expect(sizeRefusals({ ratio: 4000, count: 79 }, 200)).toEqual([
      { code: 'ratio-count-differ', at: 'count', facts: { universe: 200, ratio: 40, expected: 80, count: 79 } },
    ]);
    expect(sizeRefusals({ ratio: 10_000, count: 201 }, 200).map(({ code }) => code)).toEqual([
      'ratio-count-differ',
      'count-exceeds-universe',
    ]);
  });

  test('whichever the drafter enters, the other follows and both are accepted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.nat(),
        (size, ratio, n) => {
          expect(sizeRefusals({ ratio, count: countOf(size, ratio) }, size)).toEqual([]);
          const count = 1 + (n % size);
          expect(sizeRefusals({ ratio: ratioOf(size, count), count }, size)).toEqual([]);
        },
      ),
    );
  });
});

describe('strata', () => {
  const cells: readonly UniverseCell[] = [
    { safetyDomain: 'hazchem', riskColor: 'red', keyUnit: true, count: 20 },
    { safetyDomain: 'hazchem', riskColor: 'blue', keyUnit: false, count: 40 },
    { safetyDomain: 'machinery', riskColor: null, keyUnit: false, count: 140 },
  ];
  const all = { safetyDomains: [], riskColors: [], keyUnit: null };
  const hazchem = {
    id: 'hazchem',
    name: '危险化学品',
    filter: { ...all, safetyDomains: ['hazchem' as const] },
    min: 20,
    max: 60,
  };
  const machinery = {
    id: 'machinery',
    name: '机械',
    filter: { ...all, safetyDomains: ['machinery' as const] },
    min: null,
    max: null,
  };

  test('that divide the universe are accepted', () => {
    const measured = measureUniverse(cells, { scope: all, strata: [hazchem, machinery] }, '2026-01-05');
    expect(measured).toEqual({
      size: 200,
      measuredOn: '2026-01-05',
      strata: [
        { id: 'hazchem', size: 60 },
        { id: 'machinery', size: 140 },
      ],
      unplaced: 0,
      overlapping: 0,
    });
    expect(strataRefusals({ strata: [hazchem, machinery], count: 80 }, measured)).toEqual([]);
  });

  test('that leave out, overlap, or cannot hold the count are refused, all at once', () => {
    const red = { id: 'red', name: '红色风险', filter: { ...all, riskColors: ['red' as const] }, min: 30, max: 25 };
    const plan = { scope: all, strata: [hazchem, red], count: 120 };
    const refusals = strataRefusals(plan, measureUniverse(cells, plan, '2026-01-05'));
    expect(refusals.map(({ code, facts }) => [code, facts?.['count'] ?? facts?.['name']])).toEqual([
      ['strata-leave-out', 140],
      ['strata-overlap', 20],
      ['stratum-quota', '红色风险'],
      ['strata-cannot-hold', 120],
    ]);
  });

  test('an enterprise without a risk colour is in no stratum of colours', () => {
    const colours = {
      ...hazchem,
      filter: { ...all, riskColors: ['red' as const, 'orange' as const, 'yellow' as const, 'blue' as const] },
    };
    expect(measureUniverse(cells, { scope: all, strata: [colours] }, '2026-01-05').unplaced).toBe(140);
  });
});

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
