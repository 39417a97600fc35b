import { describe, expect, test } from 'vitest';
import { deadline } from '../../core/calendar/deadline.ts';
import { NATIONAL_HOLIDAYS } from '../../core/calendar/holidays/national.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import { isProvisional, isWorkday, workdaysBetween } from '../../core/calendar/work-calendar.ts';
import type { HolidayNotice } from '../types.ts';
import { calendarOf, changedDays, holidayYear, noticeRefusals, yearsInForce } from './calendar.ts';
import { readNotice } from './notice-text.ts';
import { termOn } from './terms.ts';

/** The form of the notice for 2026, whose days the product ships with. */
const NOTICE_2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

const invented: HolidayNotice = {
  year: 2027,
  title: '关于2027年部分节假日安排的通知（示例）',
  source: '国办发明电〔2026〕0号',
  off: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-13' },
  ],
  work: [{ name: '春节', day: '2027-01-30' }],
};
const loaded = (notice: HolidayNotice, revision = 1) => ({ year: notice.year, revision, notice });

describe('reading a notice', () => {
  test('the words of the notice for 2026 give the days the product ships with', () => {
    const { notice, refusals } = readNotice(NOTICE_2026);
    expect(refusals).toEqual([]);
    expect(notice).toMatchObject({ year: 2026, source: '国办发明电〔2025〕7号' });
    const shipped = NATIONAL_HOLIDAYS.find(({ year }) => year === 2026);
    const read = holidayYear({ title: '', source: '', year: 2026, ...notice });
    expect(read.off).toEqual(shipped?.off);
    expect([...read.work].map(([, day]) => day).toSorted()).toEqual(shipped?.work.map(([, day]) => day).toSorted());
  });
  test('a title on one line, full weekday names, a single day and days of the year before are understood', () => {
    const { notice, refusals } = readNotice(`国务院办公厅关于2019年部分节假日安排的通知
一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、清明节：4月5日（星期五）放假，与周末连休。
三、端午节：6月7日放假1天，与周末连休。`);
    expect(refusals).toEqual([]);
    expect(notice).toEqual({
      year: 2019,
      title: '国务院办公厅关于2019年部分节假日安排的通知',
      off: [
        { name: '元旦', from: '2018-12-30', to: '2019-01-01' },
        { name: '清明节', from: '2019-04-05', to: '2019-04-05' },
        { name: '端午节', from: '2019-06-07', to: '2019-06-07' },
      ],
      work: [{ name: '元旦', day: '2018-12-29' }],
    });
  });
  test('what the words say of themselves must agree with their dates: weekday, number of days, existing days', () => {
    const { refusals } = readNotice(`关于2027年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周日）放假，共4天。
二、春节：2月30日放假。
三、清明节：与周末连休。`);
    expect(refusals).toEqual([
      { code: 'notice-weekday-differs', facts: { name: '元旦', day: '2027-01-01', said: '周四', is: '周五' } },
      { code: 'notice-count-differs', facts: { name: '元旦', said: 4, count: 3 } },
      { code: 'notice-day-impossible', facts: { name: '春节', day: '2027-02-30' } },
      { code: 'notice-holiday-without-days', facts: { name: '春节' } },
      { code: 'notice-holiday-without-days', facts: { name: '清明节' } },
    ]);
  });
  test.each([
    ['明天放假', 'notice-year-missing'],
    ['2027年放假安排另行通知', 'notice-unreadable'],
    ['{"year": 2027', 'notice-unreadable'],
    ['{"year": 2027, "papers": [], "days": []}', 'notice-unreadable'],
    [
      '{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-02-30", "isOffDay": true}]}',
      'notice-unreadable',
    ],
  ])('%s is not a notice', (words, code) => {
    expect(readNotice(words).refusals).toEqual([{ code }]);
  });
  test('the JSON of holiday-cn is read into spans', () => {
    const days = ['2027-01-01', '2027-01-02', '2027-01-04'].map((date) => ({ name: '元旦', date, isOffDay: true }));
    const file = {
      year: 2027,
      papers: ['甲', '乙'],
      days: [...days, { name: '元旦', date: '2027-01-09', isOffDay: false }],
    };
    expect(readNotice(JSON.stringify(file))).toEqual({
      notice: {
        year: 2027,
        source: '乙',
        off: [
          { name: '元旦', from: '2027-01-01', to: '2027-01-02' },
          { name: '元旦', from: '2027-01-04', to: '2027-01-04' },
        ],
        work: [{ name: '元旦', day: '2027-01-09' }],
      },
      refusals: [],
    });
  });
});

describe('the calendar in force', () => {
  test('without a notice of the bureau it is the national one', () => {
    expect(calendarOf(yearsInForce([]))).toEqual(NATIONAL_CALENDAR);
  });
  test('a notice for the next year ends what was provisional', () => {
    const calendar = calendarOf(yearsInForce([loaded(invented)]));
    expect(calendar.version).toBe('cn-2026-08-07+2027.1');
    expect(isProvisional('2027-12-31', calendar)).toBe(false);
    expect(isWorkday('2027-02-08', calendar)).toBe(false);
    expect(isWorkday('2027-01-30', calendar)).toBe(true);
    const before = deadline({ unit: 'workday', n: 7, start: '2027-01-28' }, NATIONAL_CALENDAR);
    expect([before.due, before.provisional]).toEqual(['2027-02-08', true]);
    expect(deadline({ unit: 'workday', n: 7, start: '2027-01-28' }, calendar)).toEqual({
      due: '2027-02-15',
      provisional: false,
      calendarVersion: 'cn-2026-08-07+2027.1',
      paused: 0,
    });
  });
  test('of two notices for a year the later one counts, in whatever order they are read', () => {
    const second = { ...invented, off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }], work: [] };
    const calendar = calendarOf(yearsInForce([loaded(second, 2), loaded(invented, 1)]));
    expect(calendar.version).toBe('cn-2026-08-07+2027.2');
    expect(workdaysBetween('2027-02-04', '2027-02-13', calendar)).toBe(6);
  });
  test('names the days that change', () => {
    const after = calendarOf(yearsInForce([loaded(invented)]));
    const changed = changedDays(2027, NATIONAL_CALENDAR, after);
    expect(changed.filter((each) => each.isWorkday)).toEqual([{ day: '2027-01-30', isWorkday: true }]);
    expect(changed.filter((each) => !each.isWorkday).map(({ day }) => day)).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
      '2027-02-11',
      '2027-02-12',
    ]);
  });
});

describe('a notice is refused', () => {
  const codes = (notice: HolidayNotice): string[] => noticeRefusals(notice, yearsInForce([])).map(({ code }) => code);

  test('when a year between is missing', () => {
    const shifted = {
      ...invented,
      year: 2028,
      off: [{ name: '元旦', from: '2028-01-01', to: '2028-01-01' }],
      work: [],
    };
    expect(codes(shifted)).toEqual(['notice-year-gap']);
  });
  test('for every wrong day at once', () => {
    const wrong: HolidayNotice = {
      ...invented,
      off: [
        { name: '元旦', from: '2027-01-03', to: '2027-01-01' },
        { name: '春节', from: '2027-02-05', to: '2027-02-13' },
        { name: '清明节', from: '2026-04-05', to: '2026-04-05' },
      ],
      work: [{ name: '春节', day: '2027-02-06' }],
    };
    expect(codes(wrong)).toEqual(['notice-days-reversed', 'notice-day-twice', 'notice-day-outside']);
  });
  test('when it says what is in force already', () => {
    expect(noticeRefusals(invented, yearsInForce([loaded(invented)]))).toEqual([
      { code: 'notice-unchanged', facts: { year: 2027 } },
    ]);
  });
  test('not when it says nothing wrong', () => {
    expect(codes(invented)).toEqual([]);
  });
});

describe('a statutory period', () => {
  test('is the one in force on the day of the act, with its source', () => {
    expect(termOn('disclose-result', '2019-04-09')).toMatchObject({ unit: 'workday', n: 20 });
    expect(termOn('disclose-result', '2018-12-05').basis).toContain('118号');
  });
  test('before any law set it there is none, and none is invented', () => {
    expect(() => termOn('disclose-result', '2018-12-04')).toThrow('2018-12-04');
  });
});
