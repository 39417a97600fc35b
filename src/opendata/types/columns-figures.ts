/** 数据字典 of major hazards and common problems. Browser-safe. @module */
import { SUPERVISION_LEVELS } from '../../hazard/types/hazard.ts';
import { PUBLIC_STANDINGS } from '../../hazard/types/public.ts';
import type { Columns } from '../types.ts';
import {
  creditCode,
  enterpriseName,
  findingText,
  inspectedOn,
  itemName,
  subdistrict,
  subdistrictCode,
  visitId,
} from './columns.ts';

export const hazardColumns = {
  finding_id: {
    type: 'text',
    title: '问题编号',
    meaning: '与问题数据集的同名列对应',
    en: 'Permanent id; the finding_id of the findings dataset.',
  },
  visit_id: { ...visitId, isFilter: true },
  enterprise_name: enterpriseName,
  credit_code: creditCode,
  subdistrict_code: subdistrictCode,
  subdistrict,
  inspected_on: inspectedOn,
  item_name: itemName,
  text: findingText,
  standing: {
    type: 'code',
    codes: PUBLIC_STANDINGS,
    title: '治理情况',
    meaning: '治理中、已销号、已移送；机关内部的环节不分列',
    en: 'Under treatment, removed from the list, or handed over; steps inside the body are not told apart.',
    isFilter: true,
  },
  supervision: {
    type: 'code',
    codes: SUPERVISION_LEVELS,
    title: '督办级别',
    meaning: '科室督促或者挂牌督办的级别；尚未决定的为空',
    en: 'Who supervises the treatment; empty until it is decided.',
    isNullable: true,
    isFilter: true,
  },
  treat_by: {
    type: 'day',
    title: '治理期限',
    meaning: '治理的最后一日；决定督办以后以督办决定为准',
    en: 'Last day of the treatment; once its supervision is decided, that of the decision.',
    isNullable: true,
  },
  ended_on: {
    type: 'day',
    title: '销号或者移送日期',
    meaning: '治理中的为空',
    en: 'Day on which it was removed or handed over.',
    isNullable: true,
  },
} as const satisfies Columns;

export const commonProblemColumns = {
  row_id: {
    type: 'text',
    title: '行编号',
    meaning: '年度、街镇代码和事项编码',
    en: 'Permanent id: year, code of the subdistrict, code of the item.',
  },
  year: { type: 'integer', title: '年度', meaning: '检查日期所在年', en: 'Year of the visits.' },
  subdistrict_code: subdistrictCode,
  subdistrict,
  item_code: {
    type: 'text',
    title: '事项编码',
    meaning: '抽查事项清单中的编码；清单中已无同名事项的为空',
    en: 'Code of the check item; empty where the visit lists no item of that name.',
    isNullable: true,
    isFilter: true,
  },
  item_name: { ...itemName, isFilter: true },
  visits: {
    type: 'integer',
    title: '检查次数',
    meaning: '该街镇已公布结果的检查',
    en: 'Visits in the subdistrict with a published result.',
  },
  visits_with_problem: {
    type: 'integer',
    title: '有此问题的检查',
    meaning: '至少公布一条该事项问题的检查；一次检查计一次',
    en: 'Visits with at least one finding of the item; a visit counts once.',
  },
  share_per_10000: {
    type: 'integer',
    title: '占比（万分之）',
    meaning: '有此问题的检查占检查次数，舍去小数；多少算普遍由读者决定',
    en: 'visits_with_problem / visits in hundredths of a percent, rounded down; what counts as common is left to the reader.',
  },
  findings: {
    type: 'integer',
    title: '问题数',
    meaning: '该事项公布的问题条数；已撤销的不算',
    en: 'Findings of the item, without those that were voided.',
  },
  rectified: {
    type: 'integer',
    title: '已整改',
    meaning: '整改状态为已整改的问题',
    en: 'Findings of the item whose state is passed.',
  },
} as const satisfies Columns;
