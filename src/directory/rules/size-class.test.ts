import { describe, expect, test } from 'vitest';
import { industrialSizeClass, sizeClassDoubts } from './size-class.ts';

const plant = { industryCode: '3311', sizeClass: 'medium', employees: 300, revenue: 2_000 } as const;

describe('the size class of an industrial enterprise', () => {
  test.each([
    [1_000, 40_000, 'large'],
    [1_000, 39_999, 'medium'],
    [999, 40_000, 'medium'],
    [300, 2_000, 'medium'],
    [5_000, 1_999, 'small'],
    [299, 90_000, 'small'],
    [20, 300, 'small'],
    [19, 90_000, 'micro'],
    [5_000, 299, 'micro'],
    [0, 0, 'micro'],
  ] as const)('of %i people and %i 万元 is %s: both limits, else one class lower', (employees, revenue, expected) => {
    expect(industrialSizeClass(employees, revenue)).toBe(expected);
  });

  test('is doubted when staff and revenue say another, and left alone where they say nothing', () => {
    expect(sizeClassDoubts(plant)).toEqual([]);
    expect(sizeClassDoubts({ ...plant, revenue: 1_999 })).toMatchObject([
      { code: 'size-class-differs', at: 'sizeClass', facts: { stated: '中型', borneOut: '小型' } },
    ]);
    for (const silent of [
      { sizeClass: null },
      { employees: null },
      { revenue: null },
      { industryCode: null },
      // 零售 and 农业 have limits of their own, which the product does not hold.
      { industryCode: '5211' },
      { industryCode: '0511' },
    ])
      expect(sizeClassDoubts({ ...plant, revenue: 1, ...silent })).toEqual([]);
    for (const industryCode of ['0610', '4610'])
      expect(sizeClassDoubts({ ...plant, revenue: 1, industryCode })).toHaveLength(1);
  });
});
