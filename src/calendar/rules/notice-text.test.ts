/** What is a notice and what is not, word by word and field by field. */
import { describe, expect, test } from 'vitest';
import { readNotice } from './notice-text.ts';

const words = (...lines: string[]): string => ['国务院办公厅关于2027年部分节假日安排的通知', ...lines].join('\n');
const off = (...lines: string[]): unknown[] => readNotice(words(...lines)).notice.off.map(({ from, to }) => [from, to]);
const codes = (text: string): string[] => readNotice(text).refusals.map(({ code }) => code);

describe('the words of a notice', () => {
  test.each([
    '关于2027年部分节假日安排的通知\n一、元旦：1月1日放假。',
    '关于 2027 年部分节假日安排\n一、元旦：1月1日放假。',
    '2027 年的安排\n一、元旦：1月1日放假。',
    '2026年11月4日 关于2027年部分节假日安排的通知\n一、元旦：1月1日放假。',
    '\n  一、元旦：1月1日放假。（2027年）\n',
  ])('name the year: %s', (text) => {
    expect(readNotice(text).notice).toMatchObject({
      year: 2027,
      off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }],
    });
  });
  test('begin a paragraph with a number and a holiday, whatever the blanks and the colon', () => {
    expect(off('　 十一、 元旦: 1月1日放假', '二、春节：2月6日放假')).toEqual([
      ['2027-01-01', '2027-01-01'],
      ['2027-02-06', '2027-02-06'],
    ]);
    expect(codes(words('其中一、元旦：1月1日放假'))).toEqual(['notice-unreadable']);
    expect(codes(words('元旦：1月1日放假'))).toEqual(['notice-unreadable']);
    expect(codes(words('一、元：1月1日放假'))).toEqual(['notice-unreadable']);
  });
  test('have a title of their own line and a number, where they have them', () => {
    const { notice } = readNotice(
      '国务院办公厅  关于 2027 年部分节假日安排的通知（节选）\n国办发〔2026〕12号\n一、元旦：1月1日放假',
    );
    expect(notice).toMatchObject({
      title: '国务院办公厅  关于 2027 年部分节假日安排的通知',
      source: '国办发〔2026〕12号',
    });
    expect(readNotice('关于2027年部分节假日安排\n一、元旦：1月1日放假').notice).toEqual({
      year: 2027,
      off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }],
      work: [],
    });
    expect(readNotice(words('国办发明电〔2026〕7号', '一、元旦：1月1日放假')).notice.source).toBe(
      '国办发明电〔2026〕7号',
    );
  });
  test('count days by 共 or by 放假, with blanks and of two figures; the count is held to the dates', () => {
    for (const count of ['共 12 天', '共12天', '放假12天', '放假 12 天'])
      expect(codes(words(`一、春节：2月1日至12日放假，${count}`)), count).toEqual([]);
    for (const count of ['共 11 天', '放假13天', '放假 2 天'])
      expect(codes(words(`一、春节：2月1日至12日放假，${count}`)), count).toEqual(['notice-count-differs']);
    expect(codes(words('一、春节：2月1日至12日放假'))).toEqual([]);
  });
  test('hold what they say of weekdays, 周 or 星期, 日 or 天; a remark without one says nothing', () => {
    // 2027-01-03 is a Sunday.
    for (const remark of ['周日', '星期天', '星期日', '农历除夕、周日', '农历除夕'])
      expect(codes(words(`一、元旦：1月3日（${remark}）放假`)), remark).toEqual([]);
    expect(codes(words('一、元旦：1月3日（星期六）放假'))).toEqual(['notice-weekday-differs']);
  });
  test('of a sentence without a day, or without 放假 or 上班, are no day', () => {
    expect(off('一、元旦：1月1日放假。欢度佳节。1月5日另行通知')).toEqual([['2027-01-01', '2027-01-01']]);
    const { notice, refusals } = readNotice(words('一、元旦：1月1日放假；1月9日、1月10日上班'));
    expect(notice.work.map(({ day }) => day)).toEqual(['2027-01-09', '2027-01-10']);
    expect(refusals).toEqual([]);
    expect(codes(words('一、元旦：放假，上班'))).toEqual(['notice-holiday-without-days']);
  });
  test('a day needs its month, said in the same sentence', () => {
    expect(codes(words('一、元旦：1日放假'))).toEqual(['notice-day-impossible', 'notice-holiday-without-days']);
    expect(readNotice(words('一、元旦：1日放假')).refusals[0]).toMatchObject({ facts: { day: '2027-00-01' } });
  });
  test('without a year, without a paragraph: nothing, and why', () => {
    expect(readNotice('元旦放假')).toEqual({
      notice: { off: [], work: [] },
      refusals: [{ code: 'notice-year-missing' }],
    });
    expect(readNotice('')).toEqual({ notice: { off: [], work: [] }, refusals: [{ code: 'notice-year-missing' }] });
    expect(readNotice(words('另行通知'))).toEqual({
      notice: { off: [], work: [] },
      refusals: [{ code: 'notice-unreadable' }],
    });
  });
});

describe('the JSON of holiday-cn', () => {
  const day = { name: '元旦', date: '2027-01-01', isOffDay: true };
  const good = { year: 2027, papers: ['甲'], days: [day] };
  const read = (file: unknown) => readNotice(` ${JSON.stringify(file)} `);

  test('is read with or without a paper, in whatever order its days stand', () => {
    expect(read(good).refusals).toEqual([]);
    expect(read({ ...good, papers: [] })).toEqual({
      notice: { year: 2027, off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }], work: [] },
      refusals: [],
    });
    const days = ['2027-01-03', '2027-01-01', '2027-01-02'].map((date) => ({ ...day, date }));
    expect(read({ ...good, days }).notice.off).toEqual([{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }]);
  });
  test('days of two holidays stay two spans, also side by side', () => {
    const days = [day, { ...day, name: '春节', date: '2027-01-02' }, { ...day, name: '春节', date: '2027-01-04' }];
    expect(read({ ...good, days }).notice.off).toEqual([
      { name: '元旦', from: '2027-01-01', to: '2027-01-01' },
      { name: '春节', from: '2027-01-02', to: '2027-01-02' },
      { name: '春节', from: '2027-01-04', to: '2027-01-04' },
    ]);
  });
  test.each([
    { papers: good.papers, days: good.days },
    { year: 2027, days: good.days },
    { year: 2027, papers: good.papers },
    { ...good, year: 2027.5 },
    { ...good, year: '2027' },
    { ...good, papers: '甲' },
    { ...good, papers: ['甲', 7] },
    { ...good, days: { 0: day, length: 1 } },
    { ...good, days: [day, null] },
    { ...good, days: [day, 'x'] },
    { ...good, days: [day, { date: day.date, isOffDay: true }] },
    { ...good, days: [day, { ...day, name: 7 }] },
    { ...good, days: [day, { name: '元旦', isOffDay: true }] },
    { ...good, days: [day, { ...day, date: 7 }] },
    { ...good, days: [day, { ...day, date: '2027-02-30' }] },
    { ...good, days: [day, { name: '元旦', date: day.date }] },
    { ...good, days: [day, { ...day, isOffDay: 'yes' }] },
  ])('is none with %j', (file) => {
    expect(read(file)).toEqual({ notice: { off: [], work: [] }, refusals: [{ code: 'notice-unreadable' }] });
  });
  test('broken, or without a day, is unreadable', () => {
    expect(codes('{"year": 2027')).toEqual(['notice-unreadable']);
    expect(read({ ...good, days: [] }).refusals).toEqual([{ code: 'notice-unreadable' }]);
  });
});
