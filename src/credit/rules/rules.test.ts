import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import { ENDED_STATES, OPEN_STATES } from '../types/credit.ts';
import { CREDIT_OWED } from './duties.ts';
import { listingRulesOn } from './listing.ts';
import { CREDIT_MOVES, endOf, timerOf } from './moves.ts';
import { publicityOf } from './publicity.ts';

describe('the rules of a day', () => {
  test.each([
    ['2019-04-09', '2017-49', '2020-04-08'],
    ['2023-09-30', '2017-49', '2024-09-29'],
    ['2023-10-01', 'order-11', '2026-09-30'],
    ['2026-03-02', 'order-11', '2029-03-01'],
  ])('%s: %s, on the list until %s', (day, code, until) => {
    const rules = listingRulesOn(day);
    expect(rules.code).toBe(code);
    expect(endOf(rules, day)).toBe(until);
  });
  test('令第11号 has five situations with an accident and four without; 2017 has ten acts', () => {
    expect(listingRulesOn('2026-01-01').situations).toHaveLength(9);
    expect(listingRulesOn('2018-01-01').situations).toHaveLength(10);
    expect(() => listingRulesOn('2010-01-01')).toThrow(RangeError);
  });
});

describe('处罚信息公示期限', () => {
  test.each([
    ['minor', '2026-04-01', '2026-04-01', '2026-06-30'],
    ['general', '2026-04-01', '2026-07-01', '2027-03-31'],
    ['serious', '2026-04-01', '2027-04-01', '2029-03-31'],
    ['general', '2026-03-31', '2027-03-31', '2029-03-30'],
    ['minor', '2023-05-01', '2023-08-01', '2024-04-30'],
    ['serious', '2023-05-01', '2024-05-01', '2026-04-30'],
  ] as const)('%s of %s: repair from %s, shown until %s', (level, day, repairFrom, until) => {
    expect(publicityOf(level, day)).toMatchObject({ repairFrom, until });
  });
  test('the rules are those of the day of the document, by name', () => {
    expect(publicityOf('minor', '2026-03-31')?.rules).toContain('国家发展改革委令第58号');
    expect(publicityOf('minor', '2026-04-01')?.rules).toBe('信用修复管理办法');
  });
  test('a document older than the rules has none of their terms', () => {
    expect(publicityOf('serious', '2019-01-01')).toBeUndefined();
    expect(publicityOf('serious', '2023-04-30')).toBeUndefined();
  });
});

describe('the table', () => {
  test('leaves no ended state, reaches every open one, and owes something in each', () => {
    for (const { from } of Object.values(CREDIT_MOVES))
      for (const state of ENDED_STATES) expect(from).not.toContain(state);
    const reached = new Set(Object.values(CREDIT_MOVES).flatMap(({ to = [] }) => to));
    expect(OPEN_STATES.filter((state) => state !== 'proposed' && !reached.has(state))).toEqual([]);
    for (const state of OPEN_STATES) expect(CREDIT_OWED[state].length, state).toBeGreaterThan(0);
  });
  test.each([
    ['notified', '2026-03-02', '2026-03-09'],
    ['removal-asked', '2026-02-13', '2026-04-02'],
    ['published', '2026-03-02', '2029-03-01'],
    ['removed', '2026-03-02', null],
  ] as const)('%s on %s is due %s', (state, day, due) => {
    expect(timerOf(state, day, '2029-03-01', calendar)).toBe(due);
  });
});
