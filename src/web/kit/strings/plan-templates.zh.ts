/** Words of the office's own Word templates: refusals and page. No React here. @module */
import type { RefusalMessages } from './refusals.ts';

export const planTemplateRefusals: RefusalMessages = {
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
