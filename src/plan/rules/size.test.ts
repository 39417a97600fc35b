/** Ratio and count of a plan, and the strata that divide its universe. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UniverseCell } from '../types.ts';
import { countOf, kRuleOf, measureUniverse, ratioOf, sizeRefusals, strataRefusals } from './size.ts';

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
