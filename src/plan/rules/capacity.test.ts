/** How many enterprises the people and means of a year allow, and how the months share them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_PLAN } from '../../../demo/plan.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import type { CapacityInputs } from '../types.ts';
import {
  apportion,
  arithmeticRefusals,
  capacityOf,
  monthLoads,
  spreadOverMonths,
  windowMonths,
  workdaysWithin,
} from './capacity.ts';

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
