/** Words of the working-day calendar. No React here. @module */
import { factList, factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const calendarText = {
  title: '工作日历',
  standing: (from: string, to: string): string => `${from}年至${to}年按放假通知计算，所有工作日期限都以此为准`,
  provisional: (year: number): string => `${year}年的放假通知尚未载入，只知道周末，涉及该年的期限都是暂定的`,
  /** Behind a day that may still move. */
  mark: '（暂定）',
  year: '年度',
  previous: (year: number): string => `看${year}年`,
  workdays: (year: number, count: number): string => `${year}年共 ${count} 个工作日`,
  off: '休',
  work: '班',
  offDay: (name: string): string => `${name}，放假`,
  workDay: (name: string): string => `${name}调休，上班`,
  month: (month: number): string => `${month}月`,
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  spans: '放假与调休',
  holiday: '节日',
  offSpan: '放假',
  makeUp: '调休上班',
  count: '天数',
  none: '无',
  notices: '载入过的通知',
  noticesHint: '同一年度再有通知即为新的一版，先前的版本保留；已办结的期限不因后来的通知改变',
  noNotices: '本机关还没有载入过通知，以上日期随系统提供，依据国务院办公厅历年通知',
  revision: '版次',
  revisionOf: (year: number, revision: number): string => `${year}年第 ${revision} 版`,
  noticeTitle: '通知标题',
  source: '文号或网址',
  loadedBy: '载入人',
  loadedAt: '载入时间',
  version: (version: string): string => `日历版本 ${version}`,
  open: '工作日历',
  load: {
    standing: '粘贴国务院办公厅通知的原文，系统读出放假和调休日期，核对后载入',
    paste: '通知原文',
    pasteHint: '从“关于…部分节假日安排的通知”到最后一个节日，整段粘贴',
    understood: '读出的日期',
    nothing: '粘贴通知后，读出的日期显示在这里',
    changes: '与现行日历相比',
    noChange: '工作日没有变化',
    becomesOff: '改为休息',
    becomesWork: '改为上班',
    consequence:
      '载入后，该年度的期限按这份通知计算；尚未办结的期限自动重算并留痕，已办结的不变。载入后不能撤回，只能再载入新的通知',
    days: (off: number, work: number): string => `放假 ${off} 天，调休上班 ${work} 天`,
  },
} as const;

const dayList = (facts: Parameters<RefusalMessages[string]>[0]): string => factList(facts, 'days').join('、');

export const calendarRefusals: RefusalMessages = {
  'notice-unreadable': () => ({
    reason: '没有读出放假日期',
    remedy: '请粘贴通知原文，每个节日一段，如“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天”',
  }),
  'notice-year-missing': () => ({ reason: '没有读出通知是哪一年的', remedy: '请连同标题一起粘贴' }),
  'notice-holiday-without-days': (facts) => ({
    reason: `“${factText(facts, 'name')}”一段里没有放假日期`,
    remedy: '请检查这一段是否粘贴完整',
  }),
  'notice-day-impossible': (facts) => ({
    reason: `“${factText(facts, 'name')}”中的 ${factText(facts, 'day')} 不是存在的日期`,
    remedy: '请对照通知原文',
  }),
  'notice-weekday-differs': (facts) => ({
    reason: `“${factText(facts, 'name')}”写 ${factText(facts, 'day')} 是${factText(facts, 'said')}，实为${factText(facts, 'is')}`,
    remedy: '请对照通知原文，年份或日期有一处不对',
  }),
  'notice-count-differs': (facts) => ({
    reason: `“${factText(facts, 'name')}”写共 ${factText(facts, 'said')} 天，日期是 ${factText(facts, 'count')} 天`,
    remedy: '请对照通知原文',
  }),
  'notice-year-gap': (facts) => ({
    reason: `${factText(facts, 'year')}年不与已有年度相接，现在可以载入 ${factText(facts, 'first')}年至${factText(facts, 'next')}年`,
    remedy: '请先载入中间年度的通知',
  }),
  'notice-days-reversed': (facts) => ({
    reason: `“${factText(facts, 'name')}”从 ${factText(facts, 'from')} 到 ${factText(facts, 'to')} 不是一段假期`,
    remedy: '请检查起止日期',
  }),
  'notice-day-twice': (facts) => ({ reason: `同一天出现了两次：${dayList(facts)}`, remedy: '请对照通知原文' }),
  'notice-day-outside': (facts) => ({
    reason: `不属于${factText(facts, 'year')}年的日期：${dayList(facts)}`,
    remedy: '请检查年度',
  }),
  'notice-unchanged': (facts) => ({
    reason: `${factText(facts, 'year')}年的日历与这份通知一致，不用再载入`,
  }),
  'notice-loaded-meanwhile': (facts) => ({
    reason: `刚才另有人载入了${factText(facts, 'year')}年的通知`,
    remedy: '请先看过现行日历',
  }),
};
