import { describe, expect, test } from 'vitest';
import { dueBy, progressMonths } from './progress.ts';

const TARGETS = [
  { month: '2026-01', count: 9 },
  { month: '2026-02', count: 7 },
  { month: '2026-03', count: 10 },
];

describe('progress against the plan', () => {
  test('adds up month by month, also where nothing was done', () => {
    expect(progressMonths(TARGETS, ['2026-01-31', '2026-03-01', '2026-03-31'])).toEqual([
      { month: '2026-01', planned: 9, done: 1, plannedSoFar: 9, doneSoFar: 1 },
      { month: '2026-02', planned: 7, done: 0, plannedSoFar: 16, doneSoFar: 1 },
      { month: '2026-03', planned: 10, done: 2, plannedSoFar: 26, doneSoFar: 3 },
    ]);
  });

  test('a visit in a month without a target is not lost', () => {
    const months = progressMonths(TARGETS, ['2026-10-09', '2026-01-05']);
    expect(months.at(-1)).toEqual({ month: '2026-10', planned: 0, done: 1, plannedSoFar: 26, doneSoFar: 2 });
    expect(progressMonths([], [])).toEqual([]);
  });

  test('a month is due when it is over, not on its last day', () => {
    expect(dueBy(TARGETS, '2026-01-31')).toBe(0);
    expect(dueBy(TARGETS, '2026-02-01')).toBe(9);
    expect(dueBy(TARGETS, '2027-01-01')).toBe(26);
  });
});
