import { describe, expect, test } from 'vitest';
import type { DrawBasis } from '../../../draw/types/views.ts';
import { initialConfig } from './initial.ts';

const basis: DrawBasis = {
  planId: '018f0000-0000-7000-8000-000000000001',
  year: 2026,
  title: '2026年度计划',
  count: 80,
  windowFrom: '2026-01-05',
  windowTo: '2026-11-30',
  strata: [],
  frequencyCap: 1,
  batch: 1,
  today: '2026-06-01',
  items: [],
};

describe('the visits of a new draw begin', () => {
  test.each([
    ['when the window opens, if that is far off', '2025-12-20', '2026-01-05'],
    ['a week from today within the window', '2026-06-01', '2026-06-08'],
    ['on the last day when the window ends within the week', '2026-11-27', '2026-11-30'],
    ['on the last day when the window has ended', '2026-12-20', '2026-11-30'],
  ])('%s', (_when, today, first) => {
    const { inspectFrom, inspectTo } = initialConfig({ ...basis, today });
    expect([inspectFrom, inspectTo]).toEqual([first, '2026-11-30']);
  });
});
