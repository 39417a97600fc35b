/** The figures of the domain papers, each as it was published, worked out by the product; the deadlines are in core/calendar. */
import { describe, expect, test } from 'vitest';
import { DEMO_PLAN } from '../../../demo/plan.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import type { CapacityInputs } from '../types.ts';
import { arithmeticRefusals, capacityOf, teamsOf, unitOf, workdaysWithin } from './capacity.ts';
import { capOf } from './caps.ts';
import { chancePercent, chanceRefusals, chancesOf } from './chances.ts';
import { countOf } from './size.ts';

/** §7.2: 16 officers × 250 workdays of 2019. */
const SEED: CapacityInputs = {
  ...DEMO_PLAN.capacity,
  officers: 16,
  workdays: 250,
  totalDays: 4000,
  otherDays: 1640,
  nonEnforcementDays: 1180,
  supervisionDays: 1180,
  keyDays: 760,
  generalDays: 420,
  otherHeads: [],
  nonEnforcementHeads: [],
  visit: { officers: 2, prep: 50, onSite: 100, documents: 50, recheckShare: 10_000, recheck: 50 },
};

describe('the capacity example', () => {
  test.each([
    ['universe 200, ratio 40 %', countOf(200, 4000), 80],
    ['16 officers × 250 days', SEED.officers * SEED.workdays, 4000],
    ['4,000 − 1,640 − 1,180', SEED.totalDays - SEED.otherDays - SEED.nonEnforcementDays, 1180],
    ['760 key + 420 general', SEED.keyDays + SEED.generalDays, 1180],
    ['2 × (0.5 + 1 + 0.5) + 1.0 × 2 × 0.5 person-days', unitOf(SEED.visit) / 1_000_000, 5],
    ['⌊420 / 5⌋ enterprises', capacityOf(SEED).factors[0]?.enterprises, 84],
    ['teams of two', teamsOf(SEED), 8],
  ])('%s', (_what, computed, stated) => {
    expect(computed).toBe(stated);
  });

  test('its lines add up, and 80 are within 84', () => {
    expect(arithmeticRefusals(SEED)).toEqual([]);
    expect(countOf(200, 4000)).toBeLessThanOrEqual(capacityOf(SEED).enterprises);
  });

  test.each([
    ['one vehicle-day too few', { vehicles: { days: 159, tripsPerEnterprise: 200 } }, 'vehicles', 79],
    ['devices', { equipment: [{ kind: 'gas-detector' as const, days: 100, need: 200 }] }, 'equipment', 50],
    ['experts', { experts: { days: 60, perEnterprise: 100 } }, 'experts', 60],
    ['people', { generalDays: 399 }, 'people', 79],
  ])('when %s bind, that factor is named', (_what, change, factor, enterprises) => {
    expect(capacityOf({ ...SEED, ...change }).binding).toMatchObject({ factor, enterprises });
  });
});

describe('workdays of a year', () => {
  test.each([
    [2017, 249],
    [2018, 250],
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i', (year, days) => {
    expect(workdaysWithin(`${year}-01-01`, `${year}-12-31`, NATIONAL_CALENDAR)).toBe(days);
  });

  test.each([
    [2019, 188],
    [2024, 189],
    [2025, 187],
    [2026, 186],
  ])('January to September %i has %i', (year, days) => {
    expect(workdaysWithin(`${year}-01-01`, `${year}-09-30`, NATIONAL_CALENDAR)).toBe(days);
  });
});

describe('real plans of bureaus', () => {
  test.each([
    ['a city, 2018/19: 247 × 22', 247, 22, 2469, 1994, 971],
    ['宽城, 2025: 248 × 8', 248, 8, 1035, 535, 414],
  ])('%s', (_name, workdays, officers, otherDays, nonEnforcementDays, supervisionDays) => {
    const days = { totalDays: workdays * officers, otherDays, nonEnforcementDays, supervisionDays };
    const plan = { ...SEED, workdays, officers, ...days, keyDays: supervisionDays, generalDays: 0 };
    expect(arithmeticRefusals(plan)).toEqual([]);
    expect(arithmeticRefusals({ ...plan, supervisionDays: supervisionDays + 1 })).not.toEqual([]);
  });
});

const EVERYONE = { safetyDomains: [], riskColors: [], keyUnit: null };
const UNIVERSE = { size: 200, measuredOn: '2026-01-05', unplaced: 0, overlapping: 0 };

describe('the chance of an enterprise', () => {
  const strata = [
    { id: 'high', name: '高危', filter: EVERYONE, min: 20, max: 40 },
    { id: 'trades', name: '工贸', filter: EVERYONE, min: null, max: null },
    { id: 'tiny', name: '小层', filter: EVERYONE, min: null, max: null },
  ];
  const universe = {
    ...UNIVERSE,
    strata: [
      { id: 'high', size: 45 },
      { id: 'trades', size: 154 },
      { id: 'tiny', size: 1 },
    ],
  };

  test('follows the draw’s own quotas and adds up to the count', () => {
    const chances = chancesOf({ count: 80, strata }, universe);
    expect(chances.map(({ quota }) => quota)).toEqual([20, 60, 0]);
    expect(chances.reduce((sum, { quota }) => sum + quota, 0)).toBe(80);
    expect(chancePercent({ size: 45, quota: 20 })).toBe(4444);
  });

  test('is never nothing: a stratum that would give none is refused, with a floor it is not', () => {
    expect(chanceRefusals({ count: 80, strata }, universe)).toEqual([
      { code: 'stratum-without-chance', at: 'strata', facts: { name: '小层', size: 1 } },
    ]);
    const floored = strata.map((each) => (each.id === 'tiny' ? { ...each, min: 1 } : each));
    expect(chanceRefusals({ count: 80, strata: floored }, universe)).toEqual([]);
  });

  test('without strata is the same for all', () => {
    expect(chancesOf({ count: 80, strata: [] }, { ...UNIVERSE, strata: [] })).toEqual([
      { id: null, name: '', size: 200, quota: 80 },
    ]);
  });
});

describe('the yearly cap of a class', () => {
  const high = { safetyDomain: 'hazchem', riskColor: 'blue', keyUnit: false } as const;
  const machinery = { safetyDomain: 'machinery', keyUnit: false } as const;

  test.each([
    ['a hazchem unit of the third level', { ...high, standardizationLevel: '3' }, 4],
    ['a hazchem unit without a level', { ...high, standardizationLevel: null }, 4],
    ['a hazchem unit of the first level', { ...high, standardizationLevel: '1' }, 1],
    ['a red one of the trades', { ...machinery, riskColor: 'red', standardizationLevel: '2' }, 2],
    ['anybody else', { ...machinery, riskColor: null, standardizationLevel: null }, 1],
  ] as const)('%s', (_who, entry, cap) => {
    expect(capOf(DEMO_PLAN.caps, entry)).toBe(cap);
  });

  test('the first class that fits counts, and a plan without caps sets none', () => {
    const both = { ...high, riskColor: 'red', standardizationLevel: 'none' } as const;
    expect(capOf(DEMO_PLAN.caps, both)).toBe(4);
    expect(capOf(undefined, both)).toBeNull();
  });
});
