/** Chance looks like chance; and the methods we compare ourselves with are those methods. */
import { describe, expect, test } from 'vitest';
import { chiSquareTail } from './chi-square.ts';
import { choiceBits, DRAW_METHODS, rfc3797 } from './draw-methods.ts';
import { pairs, selections, simulate } from './draw-simulation.ts';

describe('the χ² test', () => {
  test.each([
    [3.841, 1, 0.05],
    [18.307, 10, 0.05],
    [29.588, 10, 0.001],
    [124.342, 100, 0.05],
    [61.918, 100, 0.999],
    [19_999, 19_999, 0.4987],
  ])('χ² of %f with %i degrees has the tail %f of the tables', (statistic, freedom, tail) => {
    expect(chiSquareTail(statistic, freedom)).toBeCloseTo(tail, 4);
  });
});

describe('draws by the protocol', () => {
  test.each([
    [200, 80, 1_000],
    [239, 80, 1_000],
    [500, 37, 1_000],
  ])('of %i enterprises with %i drawn, none is favoured and none left out', (size, k, draws) => {
    const { p, least } = simulate(selections(size, k), draws);
    expect(p).toBeGreaterThan(0.001);
    expect(p).toBeLessThan(0.999);
    expect(least).toBeGreaterThan(0);
  });

  test('every pair of officers who are alike comes up as often as any other', () => {
    const { p, least, freedom } = simulate(pairs(8), 4_000);
    expect(freedom).toBe(55);
    expect(p).toBeGreaterThan(0.001);
    expect(p).toBeLessThan(0.999);
    expect(least).toBeGreaterThan(0);
  });
});

describe('the methods beside ours', () => {
  const ids = Array.from({ length: 200 }, (_, i) => `E${i}`);

  test('RFC 3797 gives the selection printed in its section 6', () => {
    const pool = Array.from({ length: 25 }, (_, i) => String(i + 1));
    expect(rfc3797(pool, 10, '9319./2.5.8.10.12./9.18.26.34.41.45./')).toEqual([
      '17',
      '7',
      '2',
      '16',
      '25',
      '23',
      '8',
      '24',
      '19',
      '13',
    ]);
  });

  test.each(Object.entries(DRAW_METHODS))('%s draws 80 different ones of 200', (_name, draw) => {
    expect(new Set(draw(ids, 80, 'seed')).size).toBe(80);
  });

  test('striking one from the list moves nobody else in ours, and most others in RFC 3797', () => {
    const changed = (draw: (typeof DRAW_METHODS)['sunlot']): number => {
      const before = draw(ids, 80, 'seed');
      const struck = ids.find((id) => !before.includes(id));
      const after = new Set(
        draw(
          ids.filter((id) => id !== struck),
          80,
          'seed',
        ),
      );
      return before.filter((id) => !after.has(id)).length;
    };
    expect(changed(DRAW_METHODS.sunlot)).toBe(0);
    expect(changed(DRAW_METHODS.consistent)).toBe(0);
    expect(changed(DRAW_METHODS.rfc3797)).toBeGreaterThan(20);
  });

  test('80 of 200 can be chosen in 1.6 × 10^57 ways: 190 bits', () => {
    const ways = Array.from({ length: 80 }, (_, i) => BigInt(i)).reduce((all, i) => (all * (200n - i)) / (i + 1n), 1n);
    expect(String(ways)).toHaveLength(58);
    expect(choiceBits(200, 80)).toBeCloseTo(Math.log2(Number(ways)), 6);
  });
});
