/** 数据字典 of results and what follows them: every column and every code. Browser-safe. @module */
import { SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import { CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../../inspection/types/visit.ts';
import { ITEM_STATES } from '../../rectification/types/order.ts';
import type { Columns } from '../types.ts';

export const visitId = {
  type: 'text',
  title: '公示编号',
  meaning: '一次检查一个，更正后不变；/results/ 之后的部分',
  en: 'Permanent id of the published result of one visit; kept when it is corrected.',
} as const;
export const enterpriseName = {
  type: 'text',
  title: '企业名称',
  meaning: '检查时的名称',
  en: 'Name of the enterprise on the day of the visit.',
} as const;
export const creditCode = {
  type: 'text',
  title: '统一社会信用代码',
  meaning: '18 位，GB 32100-2015',
  en: 'Unified social credit code (GB 32100-2015); identifies the enterprise.',
  isFilter: true,
} as const;
export const subdistrictCode = {
  type: 'text',
  title: '街镇代码',
  meaning: '9 位统计用区划代码',
  en: 'Statistical code of the subdistrict, 9 digits.',
  isFilter: true,
} as const;
export const subdistrict = {
  type: 'text',
  title: '街镇',
  meaning: '街镇名称',
  en: 'Name of the subdistrict.',
} as const;
export const inspectedOn = {
  type: 'day',
  title: '检查日期',
  meaning: '现场检查日期',
  en: 'Day of the visit.',
} as const;
const conclusion = {
  type: 'code',
  codes: CONCLUSIONS,
  title: '检查结论',
  meaning: '七种结论之一；没有发现问题的检查也是一行',
  en: 'Conclusion of the visit; visits that found nothing are rows too.',
  isFilter: true,
} as const;
export const publishedOn = {
  type: 'day',
  title: '公布日期',
  meaning: '这一版的公布日期',
  en: 'Day on which this version was published.',
} as const;
export const version = {
  type: 'integer',
  title: '版本',
  meaning: '首次公布为 1，每更正一次加 1',
  en: '1 when first published, one more for every correction.',
} as const;
const findingNumber = {
  type: 'integer',
  title: '问题序号',
  meaning: '同一次检查中的序号，从 1 起',
  en: 'Number of the finding within its visit, from 1.',
} as const;
export const itemName = {
  type: 'text',
  title: '问题事项',
  meaning: '问题所属事项',
  en: 'Check item of the finding.',
} as const;
export const findingText = {
  type: 'text',
  title: '问题',
  meaning: '公开的问题描述，经保密审查',
  en: 'The finding in its public words.',
} as const;
export const level = {
  type: 'code',
  codes: FINDING_LEVELS,
  title: '级别',
  meaning: '一般或重大',
  en: 'Level of the hazard: general or major.',
  isFilter: true,
} as const;
const measure = {
  type: 'code',
  codes: MEASURES,
  title: '处理措施',
  meaning: '现场处理措施的种类（安全生产法第六十五条）',
  en: 'Measure taken on the spot (Work Safety Law, art. 65).',
  isFilter: true,
} as const;
export const dueOn = {
  type: 'day',
  title: '整改期限',
  meaning: '责令整改的最后一日；当场改正等没有期限的为空',
  en: 'Last day given to rectify; empty where none was set.',
  isNullable: true,
} as const;
export const bureau = {
  type: 'text',
  title: '检查机关',
  meaning: '实施检查的机关',
  en: 'The inspecting body.',
} as const;
const jointBodies = {
  type: 'list',
  title: '联合部门',
  meaning: '部门联合检查中一同检查的部门',
  en: 'Other departments that took part in a joint visit.',
} as const;
const safetyDomain = {
  type: 'code',
  codes: SAFETY_DOMAINS,
  title: '行业领域',
  meaning: '安全生产行业领域',
  en: 'Field of work safety.',
  isFilter: true,
} as const;
const itemCodes = {
  type: 'list',
  title: '检查事项',
  meaning: '事项编码',
  en: 'Codes of the check items.',
} as const;
const draw = {
  type: 'text',
  title: '抽取编号',
  meaning: '由哪次抽取抽中；/draws/ 之后的部分',
  en: 'Public id of the draw that chose the enterprise.',
  isNullable: true,
  isFilter: true,
} as const;
export const hash = {
  type: 'text',
  title: '内容指纹',
  meaning: '公布内容规范形式（RFC 8785）的 SHA-256',
  en: 'SHA-256 of the published content in canonical form (RFC 8785).',
} as const;
const progress = {
  type: 'code',
  codes: ITEM_STATES,
  title: '整改状态',
  meaning: '责令整改之后的进展；没有责令整改或文书尚未送达的为空',
  en: 'State of the rectification; empty where nothing was ordered or served.',
  isFilter: true,
} as const;
const overdue = {
  type: 'flag',
  title: '逾期未整改',
  meaning: '期限已过仍未整改（截至文件版本日）',
  en: 'Past its last day and not rectified, on the day of the version.',
  isFilter: true,
} as const;
const settledOn = {
  type: 'day',
  title: '办结日期',
  meaning: '复查合格、转立案、移送或撤销的日期',
  en: 'Day on which the rectification ended.',
  isNullable: true,
} as const;

export const visitColumns = {
  visit_id: visitId,
  version,
  published_on: publishedOn,
  bureau,
  joint_bodies: jointBodies,
  draw_id: draw,
  enterprise_name: enterpriseName,
  credit_code: creditCode,
  subdistrict_code: subdistrictCode,
  subdistrict,
  safety_domain: safetyDomain,
  inspected_on: inspectedOn,
  item_codes: itemCodes,
  conclusion,
  findings: {
    type: 'integer',
    title: '问题数',
    meaning: '公布的问题条数',
    en: 'Number of findings published.',
  },
  hash,
} as const satisfies Columns;

export const findingColumns = {
  finding_id: {
    type: 'text',
    title: '问题编号',
    meaning: '公示编号加问题序号',
    en: 'Permanent id: visit_id, a dash, the number of the finding.',
  },
  visit_id: { ...visitId, isFilter: true },
  number: findingNumber,
  credit_code: creditCode,
  inspected_on: inspectedOn,
  item_name: itemName,
  text: findingText,
  level,
  measure,
  due_on: dueOn,
} as const satisfies Columns;

export const rectificationColumns = {
  finding_id: {
    type: 'text',
    title: '问题编号',
    meaning: '与问题数据集的同名列对应',
    en: 'Permanent id; the finding_id of the findings dataset.',
  },
  visit_id: { ...visitId, isFilter: true },
  credit_code: creditCode,
  due_on: dueOn,
  state: progress,
  is_overdue: overdue,
  settled_on: settledOn,
} as const satisfies Columns;

/** One line for every finding, the visit repeated; a visit without findings is one line. */
export const wideColumns = {
  row_id: {
    type: 'text',
    title: '行编号',
    meaning: '公示编号加问题序号；没有问题的检查序号为 0',
    en: 'Permanent id: visit_id, a dash, the number of the finding (0: none).',
  },
  ...visitColumns,
  number: { ...findingNumber, isNullable: true },
  item_name: { ...itemName, isNullable: true },
  text: { ...findingText, isNullable: true },
  level: { ...level, isNullable: true },
  measure: { ...measure, isNullable: true },
  due_on: dueOn,
  state: { ...progress, isNullable: true },
  is_overdue: { ...overdue, isNullable: true },
  settled_on: settledOn,
} as const satisfies Columns;
