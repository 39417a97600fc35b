/** Words of the notice of a plan: refusals, desk and portal. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const planNoticeRefusals: RefusalMessages = {
  'notice-not-approved': () => ({
    reason: '计划还没有批准，没有实施方案通知',
    remedy: '请先提交并批准计划',
  }),
  'closing-not-completed': () => ({
    reason: '计划还没有办结，没有总结报告',
    remedy: '抽查时间结束后办结计划，再打开',
  }),
  'notice-issued': (facts) => ({
    reason: `这份计划的通知已经印发，文号 ${factText(facts, 'number')}`,
    remedy: '内容变更须调整计划，另发通知',
  }),
  'notice-number-taken': (facts) => ({
    reason: `文号 ${factText(facts, 'number')} 已用于另一份通知`,
    remedy: '请核对发文登记簿',
  }),
  'notice-number-year': (facts) => ({
    reason: `文号 ${factText(facts, 'number')} 的年份与印发日期不一致，应为〔${factText(facts, 'year')}〕`,
  }),
  'notice-day': (facts) => ({
    reason: `印发日期 ${factText(facts, 'issuedOn')} 须在批准日期 ${factText(facts, 'approvedOn')} 之后，不晚于今天 ${factText(facts, 'today')}`,
  }),
};

export const planNoticeText = {
  fileName: (year: number, version: number, isInternal: boolean): string =>
    `${year}年度双随机抽查工作实施方案通知${version === 1 ? '' : `-第${version}版`}${isInternal ? '-内部' : ''}`,
  closingName: (year: number): string => `${year}年度双随机抽查工作总结报告`,
  closing: '打开总结报告 PDF',
  title: '实施方案通知',
  lead: '由批准的计划直接生成，版式按 GB/T 9704：通知、实施方案和四个附件（执法人员、专家、分工表、事项清单）。名录取批准时的内容。',
  pdf: '打开内部版 PDF',
  word: '下载内部版 Word',
  publicPdf: '打开公开版 PDF',
  internalHint: '内部版含人员姓名，不得公开；公开版只列证号和编号，印发并公开计划后在公众网站提供。',
  numberLabel: '发文字号',
  notIssued: '未印发，文件上没有文号',
  issuedOn: '印发日期',
  copiedTo: '抄送',
  files: '文件',
  issue: '印发实施方案通知',
  numberHint: '按发文登记簿，例如 津西青应急〔2026〕9号；印发后不能更改',
  copiedToHint: '印在版记里，例如 市应急管理局，区司法局。没有的留空',
  dayHint: '例如 2026-01-05',
  portal: '通知和实施方案',
  portalLink: (number: string): string => `${number}（PDF，含四个附件）`,
} as const;
