/** Words of the office's own Word templates: refusals and page. No React here. @module */
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
    remedy: '请从“下载标准模板”改起，保留 {{字段}}',
  }),
  'template-field-unknown': (facts) => ({
    reason: `没有“${factText(facts, 'field')}”这个字段，位置：${at(facts)}`,
    remedy: '请对照页面上的字段表改正',
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
  'template-kept-meanwhile': () => ({ reason: '其间另有人启用了模板', remedy: '请刷新页面，看过再办理' }),
};

export const templateText = {
  title: 'Word 模板',
  standing: '实施方案通知的 Word 文档按最新一版模板生成；没有自备模板时用标准模板。PDF 版式不变',
  standard: '实施方案通知标准模板',
  preview: '实施方案通知模板预览',
  getStandard: '下载标准模板',
  upload: '上传模板',
  file: '选择 .docx 文件',
  check: '检查',
  checking: '正在检查，请稍候',
  chooseFirst: '请先选择文件',
  checked: (file: string): string => `检查结果：${file}`,
  fits: '全部字段都能填写',
  see: '预览（填入最近批准的计划）',
  noPlan: '还没有批准的计划，暂不能预览',
  note: '改了什么',
  noteHint: '例如：换用本局红头和落款',
  versions: '各版本',
  none: '还没有自备模板，使用标准模板',
  version: '版本',
  fileName: '文件',
  keptBy: '启用人',
  keptAt: '启用时间',
  fields: '可用字段',
  field: '字段',
  kind: '写法',
  text: (name: string): string => `{{${name}}}`,
  rows: (name: string, fields: readonly string[]): string =>
    `{{#${name}}} ${fields.map((field) => `{{${field}}}`).join(' ')} {{/${name}}}`,
  issuedHint: '已印发的通知，仍用印发时的模板',
} as const;
