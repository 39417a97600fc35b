/**
 * Reading a holiday notice as it is published, so that nobody types thirty dates: the text of 国务院办公厅's notice, or the
 * JSON of NateScarlet/holiday-cn. What the notice says of itself (weekdays, number of days) is checked against its dates. Browser-safe. @module
 */
import { addDays, daysBetween, isDay } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import type { HolidayNotice } from '../types.ts';

type NoticeDays = Pick<HolidayNotice, 'off' | 'work'>;

/** What was understood; the days are always shown before anything is loaded. */
export interface ReadNotice {
  readonly notice: Partial<HolidayNotice> & NoticeDays;
  readonly refusals: readonly Refusal[];
}

/** Reads the pasted words of a notice. */
export function readNotice(pasted: string): ReadNotice {
  const text = pasted.normalize('NFC').trim();
  return text.startsWith('{') ? readJson(text) : readWords(text);
}

const HOLIDAY = /^[\s　]*[一二三四五六七八九十]+、[\s　]*([^：:\s]{2,12})[：:](.+)$/gmu;

function readWords(text: string): ReadNotice {
  const year = Number(/关于\s*(\d{4})\s*年部分节假日安排/.exec(text)?.[1] ?? /(\d{4})\s*年/.exec(text)?.[1]);
  if (!Number.isInteger(year)) return nothing('notice-year-missing');
  const refusals: Refusal[] = [];
  const paragraphs = [...text.matchAll(HOLIDAY)].map(([, name = '', words = '']) =>
    readHoliday(year, name, words, refusals),
  );
  if (paragraphs.length === 0) return nothing('notice-unreadable');
  const title = /^.*关于\s*\d{4}\s*年部分节假日安排的通知/mu.exec(text)?.[0].trim();
  const source = /国办发(?:明电)?〔\d{4}〕\d+号/u.exec(text)?.[0];
  return {
    notice: {
      year,
      ...(title === undefined ? {} : { title }),
      ...(source === undefined ? {} : { source }),
      off: paragraphs.flatMap(({ off }) => off),
      work: paragraphs.flatMap(({ work }) => work),
    },
    refusals,
  };
}

/** `1月28日（农历除夕、周二）` with year and month when they are said. */
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?/gu;
const WEEKDAYS = '日一二三四五六';

function readHoliday(year: number, name: string, words: string, refusals: Refusal[]): NoticeDays {
  const off: HolidayNotice['off'] = [];
  const work: HolidayNotice['work'] = [];
  for (const sentence of words.split(/[。；;]/u)) {
    const days = datesIn(year, name, sentence, refusals);
    const [from, to] = [days.at(0), days.at(-1)];
    if (from === undefined || to === undefined) continue;
    if (sentence.includes('上班')) work.push(...days.map((day) => ({ name, day })));
    else if (sentence.includes('放假')) off.push({ name, from, to: checkedEnd(name, sentence, from, to, refusals) });
  }
  if (off.length === 0) refusals.push({ code: 'notice-holiday-without-days', facts: { name } });
  return { off, work };
}

/** The days a sentence names, in its order; each must exist and fall on the weekday it is said to. */
function datesIn(year: number, name: string, sentence: string, refusals: Refusal[]): string[] {
  let at: { year: number; month: number } = { year, month: 0 };
  const days: string[] = [];
  for (const [, saidYear, saidMonth, date = '', remark = ''] of sentence.matchAll(DATE)) {
    at = { year: Number(saidYear ?? at.year), month: Number(saidMonth ?? at.month) };
    const day = `${at.year}-${String(at.month).padStart(2, '0')}-${date.padStart(2, '0')}`;
    if (!isDay(day)) {
      refusals.push({ code: 'notice-day-impossible', facts: { name, day } });
      continue;
    }
    const said = /(?:周|星期)([日一二三四五六天])/u.exec(remark)?.[1]?.replace('天', '日');
    if (said !== undefined && said !== weekday(day))
      refusals.push({
        code: 'notice-weekday-differs',
        facts: { name, day, said: `周${said}`, is: `周${weekday(day)}` },
      });
    days.push(day);
  }
  return days;
}

function checkedEnd(name: string, sentence: string, from: string, to: string, refusals: Refusal[]): string {
  const said = /共\s*(\d+)\s*天/u.exec(sentence)?.[1] ?? /放假\s*(\d+)\s*天/u.exec(sentence)?.[1];
  const count = daysBetween(from, to) + 1;
  if (said !== undefined && Number(said) !== count)
    refusals.push({ code: 'notice-count-differs', facts: { name, said: Number(said), count } });
  return to;
}

function weekday(day: string): string {
  // 1970-01-04 was a Sunday.
  return WEEKDAYS[((daysBetween('1970-01-04', day) % 7) + 7) % 7] as string;
}

interface HolidayCn {
  readonly year: number;
  readonly papers: readonly string[];
  readonly days: readonly { readonly name: string; readonly date: string; readonly isOffDay: boolean }[];
}

function readJson(text: string): ReadNotice {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return nothing('notice-unreadable');
  }
  if (!isHolidayCn(file)) return nothing('notice-unreadable');
  const source = file.papers.at(-1);
  return {
    notice: {
      year: file.year,
      ...(source === undefined ? {} : { source }),
      off: spansOf(file.days.filter(({ isOffDay }) => isOffDay)),
      work: file.days.filter(({ isOffDay }) => !isOffDay).map(({ name, date }) => ({ name, day: date })),
    },
    refusals: file.days.length === 0 ? [{ code: 'notice-unreadable' }] : [],
  };
}

function isHolidayCn(value: unknown): value is HolidayCn {
  if (typeof value !== 'object' || value === null || !('year' in value) || !('papers' in value) || !('days' in value))
    return false;
  const { year, papers, days } = value;
  const isEntry = (day: unknown): boolean =>
    typeof day === 'object' &&
    day !== null &&
    'name' in day &&
    typeof day.name === 'string' &&
    'date' in day &&
    typeof day.date === 'string' &&
    isDay(day.date) &&
    'isOffDay' in day &&
    typeof day.isOffDay === 'boolean';
  return (
    Number.isInteger(year) &&
    Array.isArray(papers) &&
    papers.every((paper) => typeof paper === 'string') &&
    Array.isArray(days) &&
    days.every(isEntry)
  );
}

/** Days of one holiday that follow each other become one span. */
function spansOf(days: readonly { readonly name: string; readonly date: string }[]): HolidayNotice['off'] {
  const spans: HolidayNotice['off'] = [];
  for (const { name, date } of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = spans.at(-1);
    if (last !== undefined && last.name === name && addDays(last.to, 1) === date) last.to = date;
    else spans.push({ name, from: date, to: date });
  }
  return spans;
}

function nothing(code: string): ReadNotice {
  return { notice: { off: [], work: [] }, refusals: [{ code }] };
}
