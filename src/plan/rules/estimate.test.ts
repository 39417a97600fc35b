import { describe, expect, test } from 'vitest';
import { averageHeads } from './estimate.ts';

describe('what other work will take', () => {
  test('is the average of the years, head by head, whole days, in the order of the newest', () => {
    const years = [
      [
        { head: '行政许可', days: 210 },
        { head: '联合执法', days: 160 },
      ],
      [
        { head: '联合执法', days: 100 },
        { head: '复议应诉', days: 31 },
        { head: '行政许可', days: 220 },
      ],
    ];
    expect(averageHeads(years)).toEqual([
      { head: '行政许可', days: 215 },
      { head: '联合执法', days: 130 },
      { head: '复议应诉', days: 16 },
    ]);
  });

  test('a year that states only the sum does not make the heads smaller', () => {
    expect(averageHeads([[], [{ head: '行政许可', days: 200 }]])).toEqual([{ head: '行政许可', days: 200 }]);
    expect(averageHeads([])).toEqual([]);
  });
});
