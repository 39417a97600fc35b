import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import { OPEN_STATES } from '../types/hazard.ts';
import { courtRefusals, earliestCut } from './checks.ts';
import { closureAlerts } from './closure.ts';
import { HAZARD_OWED } from './duties.ts';
import { HAZARD_MOVES } from './moves.ts';
import { timerOf } from './terms.ts';

const penalties = (...days: readonly string[]) => days.map((decidedOn, n) => ({ number: `第${n + 1}号`, decidedOn }));

describe('提请关闭 (安全生产法第一百一十三条)', () => {
  test.each([
    [['2026-01-01', '2026-03-01', '2026-06-29'], ['three-in-180-days']],
    [['2026-01-01', '2026-03-01', '2026-06-30'], []],
    [['2026-01-01', '2026-05-01', '2026-09-01', '2026-12-31'], ['four-in-a-year']],
    [['2026-01-01', '2026-05-01', '2026-09-01', '2027-01-01'], []],
    [['2025-01-01', '2026-02-01', '2026-03-01', '2026-04-01'], ['three-in-180-days']],
    [
      ['2026-02-01', '2026-02-01', '2026-02-01', '2026-02-01'],
      ['three-in-180-days', 'four-in-a-year'],
    ],
    [[], []],
  ])('penalties on %j meet %j', (days, rules) => {
    expect(closureAlerts(penalties(...days)).map(({ rule }) => rule)).toEqual(rules);
  });
  test('names the penalties that meet it', () => {
    const [alert] = closureAlerts(penalties('2024-01-01', '2026-02-01', '2026-03-01', '2026-04-01'));
    expect(alert?.penalties.map(({ decidedOn }) => decidedOn)).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
  });
});

describe('the timers', () => {
  test.each([
    ['found', '2026-03-14', null, '2026-03-14'],
    ['registered', '2026-03-13', null, '2026-03-18'],
    ['planning', '2026-03-12', '2026-04-10', '2026-03-19'],
    ['treating', '2026-03-12', '2026-03-16', '2026-03-16'],
    ['treating', '2026-03-12', '2026-03-10', '2026-03-19'],
    ['treating', '2026-03-12', '2026-03-12', '2026-03-12'],
    ['treating', '2026-03-12', '2026-04-10', '2026-03-19'],
    ['treating', '2026-03-12', null, '2026-03-19'],
    // Only treatment is bound by the end of its time: other steps have their own.
    ['planning', '2026-03-12', '2026-03-16', '2026-03-19'],
    // Ten days from 2026-09-18 end in the holiday of 中秋: the next workday.
    ['claimed', '2026-09-16', '2026-10-30', '2026-09-28'],
    ['removed', '2026-03-12', '2026-04-10', null],
  ] as const)('%s on %s, to be treated by %s: %s', (state, day, treatBy, due) => {
    expect(timerOf(state, day, treatBy, calendar)).toBe(due);
  });
  test('every open state owes something to somebody, every ended one nothing, and every state is reached', () => {
    for (const state of OPEN_STATES) expect(HAZARD_OWED[state].length, state).toBeGreaterThan(0);
    const reached = new Set(Object.values(HAZARD_MOVES).flatMap(({ to = [] }) => to));
    expect(OPEN_STATES.filter((state) => state !== 'found' && !reached.has(state))).toEqual([]);
  });
});

describe('停止供电 (安全生产法第七十条)', () => {
  test('24 hours run through night and holiday; in an emergency there is none', () => {
    expect(earliestCut('2026-02-16T09:30:00Z', undefined, calendar)).toBe('2026-02-17T09:30:00.000Z');
    expect(earliestCut('2026-02-16T09:30:00Z', '泄漏', calendar)).toBe('2026-02-16T09:30:00.000Z');
  });
});

describe('申请法院强制执行 (行政强制法第五十三、五十四条)', () => {
  const application = {
    facts: '拒不执行',
    number: '1号',
    decidedOn: '2025-03-31',
    urgedOn: '2025-10-09',
    on: '2025-11-03',
  };
  const judge = (change: object): string[] =>
    courtRefusals({ ...application, ...change }, { refusedOn: '2025-04-02' }, '2026-03-12', calendar).map(
      ({ code }) => code,
    );
  test('ten days after the reminder, within three months after the time for a suit', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ on: '2025-09-30', urgedOn: '2025-09-01' })).toEqual(['court-too-early']);
    expect(judge({ on: '2026-01-05' })).toEqual(['hazard-court-too-late']);
    expect(judge({ urgedOn: '2025-10-28' })).toEqual(['court-urged-too-late']);
    expect(judge({ urgedOn: undefined })).toEqual(['court-days-missing']);
  });
});
