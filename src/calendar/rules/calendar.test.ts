/** The calendar in force from the notices that were loaded, and each thing that stands against a notice. */
import { describe, expect, test } from 'vitest';
import { NATIONAL_HOLIDAYS } from '../../core/calendar/holidays/national.ts';
import type { HolidayNotice } from '../types.ts';
import { daysFrom, holidayYear, noticeRefusals, yearsInForce, yearsView } from './calendar.ts';

const notice = (change: Partial<HolidayNotice> = {}): HolidayNotice => ({
  year: 2027,
  title: '通知',
  source: '国办发明电〔2026〕0号',
  off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  work: [{ name: '元旦', day: '2027-01-09' }],
  ...change,
});
const loaded = (each: HolidayNotice, revision = 1) => ({ year: each.year, revision, notice: each });

describe('the years in force', () => {
  test('are those shipped and those loaded, in order, each with its last notice in the version', () => {
    const found = yearsInForce([
      loaded(notice({ year: 2028 })),
      loaded(notice(), 2),
      loaded(notice({ source: 'first' })),
      loaded(notice({ year: 2020 })),
    ]);
    expect(found.version).toBe('cn-2026-08-07+2020.1+2027.2+2028.1');
    expect(found.years.map(({ year }) => year)).toEqual([
      ...NATIONAL_HOLIDAYS.map(({ year }) => year).toSorted((a, b) => a - b),
      2027,
      2028,
    ]);
    expect(found.years.at(-2)).toEqual(holidayYear(notice()));
  });
  test('go over the wire as they are', () => {
    expect(yearsView(yearsInForce([loaded(notice())])).years.at(-1)).toEqual({
      year: 2027,
      notices: ['国办发明电〔2026〕0号'],
      off: [['元旦', '2027-01-01', '2027-01-03']],
      work: [['元旦', '2027-01-09']],
    });
    expect(yearsView(yearsInForce([])).version).toBe('cn-2026-08-07');
  });
  test('days from one to another include both', () => {
    expect(daysFrom('2027-02-27', '2027-03-01')).toEqual(['2027-02-27', '2027-02-28', '2027-03-01']);
  });
});

describe('a notice', () => {
  const judge = (change: Partial<HolidayNotice>): unknown[] => noticeRefusals(notice(change), yearsInForce([]));
  const off = (from: string, to: string) => ({ off: [{ name: '春节', from, to }], work: [] });

  test('is of a year that is known, or of the next', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ year: 2016, ...off('2016-02-07', '2016-02-13') })).toEqual([]);
    const gap = (year: number): unknown => [
      { code: 'notice-year-gap', at: 'notice.year', facts: { year, first: 2016, next: 2027 } },
    ];
    expect(judge({ year: 2028, ...off('2028-01-01', '2028-01-01') })).toEqual(gap(2028));
    expect(judge({ year: 2015, ...off('2015-01-01', '2015-01-01') })).toEqual(gap(2015));
  });
  test('has holidays that end after they begin, within a month', () => {
    const reversed = (from: string, to: string): unknown => [
      { code: 'notice-days-reversed', at: 'notice.off.0', facts: { name: '春节', from, to } },
    ];
    expect(judge(off('2027-02-05', '2027-02-04'))).toEqual(reversed('2027-02-05', '2027-02-04'));
    expect(judge(off('2027-02-05', '2027-03-07'))).toEqual([]);
    expect(judge(off('2027-02-05', '2027-03-08'))).toEqual(reversed('2027-02-05', '2027-03-08'));
  });
  test('names no day twice, as off or as worked', () => {
    const twice = {
      work: [
        { name: '元旦', day: '2027-01-02' },
        { name: '元旦', day: '2027-01-02' },
      ],
    };
    expect(judge(twice)).toEqual([{ code: 'notice-day-twice', facts: { days: ['2027-01-02'] } }]);
  });
  test('reaches from 20 December before to 10 January after, no further', () => {
    expect(judge(off('2026-12-20', '2026-12-21'))).toEqual([]);
    expect(judge(off('2028-01-09', '2028-01-10'))).toEqual([]);
    const far = (...days: string[]): unknown => [{ code: 'notice-day-outside', facts: { year: 2027, days } }];
    expect(judge(off('2026-12-19', '2026-12-20'))).toEqual(far('2026-12-19'));
    expect(judge(off('2028-01-10', '2028-01-11'))).toEqual(far('2028-01-11'));
  });
  test('says something new: word for word the one in force is not loaded again', () => {
    const inForce = yearsInForce([loaded(notice())]);
    expect(noticeRefusals(notice(), inForce)).toEqual([{ code: 'notice-unchanged', facts: { year: 2027 } }]);
    expect(noticeRefusals(notice({ work: [] }), inForce)).toEqual([]);
    expect(noticeRefusals(notice({ year: 2028, ...off('2028-01-01', '2028-01-01') }), inForce)).toEqual([]);
  });
});
