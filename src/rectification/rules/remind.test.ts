/** 到期提醒 three days and one day before, and what may be exposed (domain §21.5). */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../core/calendar/day.ts';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import type { Item, OrderState } from '../types/order.ts';
import type { ExposureGround } from '../types/remind.ts';
import { exposureRefusals, remindersOf, remindOn, remindUntil } from './remind.ts';

const item = (change: Partial<Item> = {}): Item => ({
  findingId: 'f',
  number: 5,
  measureKind: 'rectify',
  state: 'open',
  dueOn: '2026-03-12',
  ...change,
});

describe('提醒', () => {
  test('is three calendar days and one before; on a rest day the workday before', () => {
    // 2026-03-12 is a Thursday, 2026-03-16 a Monday.
    expect(remindOn('2026-03-12', 3, calendar)).toBe('2026-03-09');
    expect(remindOn('2026-03-12', 1, calendar)).toBe('2026-03-11');
    expect(remindOn('2026-03-16', 1, calendar)).toBe('2026-03-13');
    expect(remindOn('2026-03-17', 3, calendar)).toBe('2026-03-13');
  });

  test('the latest deadline to remind of today is the last whose day of reminding has come', () => {
    for (let n = 0; n < 60; n += 1) {
      const today = addDays('2026-02-01', n);
      for (const days of [3, 1] as const) {
        const until = remindUntil(today, days, calendar);
        expect(remindOn(until, days, calendar) <= today, `${today} ${days}`).toBe(true);
        expect(remindOn(addDays(until, 1), days, calendar) > today, `${today} ${days}`).toBe(true);
      }
    }
  });

  const told = (
    items: readonly Pick<Item, 'state' | 'dueOn'>[],
    today: string,
    given: Parameters<typeof remindersOf>[1] = [],
  ) => remindersOf(items, given, today, calendar);

  test('stands open from its day on until it is given; each deadline once, the nearest first', () => {
    const three = { dueOn: '2026-03-12', days: 3, remindOn: '2026-03-09', at: null, means: null };
    const one = { dueOn: '2026-03-12', days: 1, remindOn: '2026-03-11', at: null, means: null };
    expect(told([item()], '2026-03-08')).toEqual([]);
    expect(told([item(), item()], '2026-03-09')).toEqual([three]);
    expect(told([item()], '2026-03-12')).toEqual([three, one]);
    const later = { ...three, dueOn: '2026-03-13', remindOn: '2026-03-10' };
    expect(told([item({ dueOn: '2026-03-13' }), item()], '2026-03-10')).toEqual([three, later]);
  });
  test('is not owed for what was reported, has no deadline, or is late already', () => {
    expect(told([item({ state: 'reported' }), item({ dueOn: null })], '2026-03-12')).toEqual([]);
    expect(told([item()], '2026-03-13')).toEqual([]);
  });
  test('what was given is shown as given; the other one of the same deadline is still owed', () => {
    const given = { dueOn: '2026-03-12', days: 3, at: '2026-03-09T01:00:00Z', means: 'phone' } as const;
    expect(told([item()], '2026-03-11', [given])).toEqual([
      { ...given, remindOn: '2026-03-09' },
      { dueOn: '2026-03-12', days: 1, remindOn: '2026-03-11', at: null, means: null },
    ]);
    expect(told([item({ dueOn: '2026-03-13' })], '2026-03-10', [given])).toMatchObject([
      { at: given.at },
      { dueOn: '2026-03-13', days: 3, at: null },
    ]);
  });
});

describe('公开曝光', () => {
  const LATE = item({ dueOn: '2026-03-11' });
  const judge = (
    change: { readonly item?: Item; readonly ground?: ExposureGround; readonly state?: OrderState } & Partial<{
      readonly level: 'general' | 'major';
      readonly isStanding: boolean;
      readonly isSealed: boolean;
    }>,
  ): unknown[] =>
    exposureRefusals({ state: change.state ?? 'served' }, change.item ?? LATE, change.ground ?? 'overdue', {
      level: 'major',
      isStanding: false,
      isSealed: false,
      today: '2026-03-12',
      ...change,
    });
  const facts = { number: 5, dueOn: '2026-03-11' };

  test('of what is overdue, of a general hazard too', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ level: 'general' })).toEqual([]);
    expect(judge({ item: item() })).toEqual([
      { code: 'exposure-not-overdue', at: 'ground', facts: { number: 5, dueOn: '2026-03-12' } },
    ]);
  });
  test('a case, or a supervised hazard whose time is over, is late as well', () => {
    expect(judge({ item: item({ state: 'in-case' }) })).toEqual([]);
    expect(judge({ item: item({ state: 'supervised', dueOn: '2026-03-11' }) })).toEqual([]);
    for (const dueOn of ['2026-03-12', null])
      expect(judge({ item: item({ state: 'supervised', dueOn }) })).toEqual([
        { code: 'exposure-not-overdue', at: 'ground', facts: { number: 5, dueOn: dueOn ?? '' } },
      ]);
    expect(judge({ item: item({ state: 'passed', dueOn: '2026-03-11' }) })).toMatchObject([
      { code: 'exposure-not-overdue' },
    ]);
  });
  test('hidden or badly treated is only said of a major hazard; hidden needs no deadline', () => {
    expect(judge({ ground: 'hidden', item: item() })).toEqual([]);
    expect(judge({ ground: 'incomplete', item: item() })).toMatchObject([{ code: 'exposure-not-overdue' }]);
    for (const ground of ['hidden', 'incomplete'] as const)
      expect(judge({ ground, level: 'general' })).toEqual([{ code: 'exposure-not-major', at: 'ground', facts }]);
  });
  test('not before the order is served, not of what is another department’s', () => {
    expect(judge({ state: 'draft' })).toEqual([{ code: 'exposure-not-ordered', facts }]);
    expect(judge({ item: { ...LATE, measureKind: 'transfer' } })).toEqual([{ code: 'exposure-not-ordered', facts }]);
  });
  test('nothing of a sealed draw, and nothing twice', () => {
    expect(judge({ isSealed: true })).toEqual([{ code: 'exposure-sealed' }]);
    expect(judge({ isStanding: true })).toEqual([{ code: 'exposure-standing', facts }]);
  });
});
