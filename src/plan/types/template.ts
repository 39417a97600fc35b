/** Word 模板 of the notice: what it may ask for, and the versions an office keeps. Browser-safe. @module */
import { z } from 'zod';
import type { TemplateFields } from '../../core/documents/template-fields.ts';

const LINES = ['段'] as const;

/** Every field of the notice by its name in a template (`{{发文字号}}`, `{{#专家}}{{姓名}}{{/专家}}`). */
export const NOTICE_FIELDS: TemplateFields = {
  标注: 'text',
  发文机关: 'text',
  发文字号: 'text',
  标题行: ['行'],
  主送: 'text',
  通知正文: LINES,
  成文日期: 'text',
  方案标题行: ['行'],
  方案引言: 'text',
  方案正文: ['一级', '二级', '段'],
  附件1名称: 'text',
  附件1说明: LINES,
  附件2名称: 'text',
  附件2说明: LINES,
  附件3名称: 'text',
  附件3说明: LINES,
  附件4名称: 'text',
  附件4说明: LINES,
  执法人员: ['序号', '姓名', '执法证号', '科室', '执法领域', '证件有效期至'],
  专家: ['序号', '姓名', '名录编号', '专业', '职称', '工作单位', '聘期至'],
  分工: ['序号', '承办科室', '抽查家数'],
  分月任务: ['月份', '计划检查家数'],
  事项: ['序号', '编码', '抽查事项', '类别', '检查方式', '抽取方式', '检查依据'],
  二维码: 'picture',
  指纹: 'text',
  网址: 'text',
  抄送: 'text',
  印发日期: 'text',
};

/** 模板的一个版本 */
export const PlanTemplate = z.object({
  version: z.int(),
  fileName: z.string(),
  sha256: z.string(),
  note: z.string(),
  keptBy: z.string(),
  keptAt: z.string(),
});
export type PlanTemplate = z.output<typeof PlanTemplate>;
