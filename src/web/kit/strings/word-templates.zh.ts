/** What is wrong with an office's own Word template, of whatever document. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalFacts, RefusalMessages } from './refusals.ts';

const at = (facts: RefusalFacts): string => `“${factText(facts, 'place')}”`;

export const templateRefusals: RefusalMessages = {
  'template-unreadable': () => ({
    reason: '这不是能读的 Word 文档（.docx），或者大括号没有成对',
    remedy: '请用 Word 或 WPS 另存为 .docx；每个字段写成 {{字段}}',
  }),
  'template-without-fields': () => ({
    reason: '文档里没有一个字段',
    remedy: '请从下载的模板改起，保留 {{字段}}',
  }),
  'template-field-unknown': (facts) => ({
    reason: `没有“${factText(facts, 'field')}”这个字段，位置：${at(facts)}`,
    remedy: '请对照下载的模板改正字段名',
  }),
  'template-field-outside': (facts) => ({
    reason: `“${factText(facts, 'field')}”只能写在这些循环之内：${factText(facts, 'rows')}；位置：${at(facts)}`,
    remedy: '请移到循环的开始和结束之间',
  }),
  'template-rows-as-field': (facts) => ({
    reason: `“${factText(facts, 'field')}”是多行的，须写成循环；位置：${at(facts)}`,
    remedy: '写成 {{#名称}}…{{/名称}}',
  }),
  'template-picture-as-rows': (facts) => ({
    reason: `“${factText(facts, 'field')}”是图片，不能写成循环；位置：${at(facts)}`,
  }),
  'template-closes-other': (facts) => ({
    reason: `“${factText(facts, 'field')}”在此结束，但正在循环的是“${factText(facts, 'open')}”；位置：${at(facts)}`,
    remedy: '循环须按打开的相反次序结束',
  }),
  'template-not-closed': (facts) => ({
    reason: `循环“${factText(facts, 'field')}”没有结束；开始的位置：${at(facts)}`,
  }),
  'template-field-missing': (facts) => ({
    reason: `模板缺少“{{${factText(facts, 'field')}}}”`,
    remedy: '每份文书都须有机关名称和文号',
  }),
  'template-unfillable': (facts) => ({
    reason: `模板不能填写：${factText(facts, 'said')}`,
    remedy: '请检查循环的开始和结束是否在同一段、同一行或同一表格中',
  }),
};
