/**
 * The datasets, one entry each: files, API, catalogue, dictionary and pages follow from it. A new one is an entry here and its
 * source in `reads/sources.ts`. Browser-safe. @module
 */
import type { Dataset } from '../types.ts';
import { findingColumns, rectificationColumns, visitColumns, wideColumns } from './columns.ts';
import { correctionColumns, exposureColumns, objectionColumns, statisticsColumns } from './columns-after.ts';
import { commonProblemColumns, hazardColumns } from './columns-figures.ts';
import {
  dishonestyColumns,
  drawColumns,
  drawnColumns,
  itemColumns,
  penaltyColumns,
  planColumns,
} from './columns-before.ts';

const OF_RESULTS = {
  yearOf: '检查日期',
  yearOfEn: 'day of the visit',
  takesBack: ['disclosure.withdraw', 'disclosure.correct'],
} as const;

export const DATASETS = {
  plans: {
    title: '年度计划',
    en: 'Annual plans',
    meaning: '每一版公布的年度监督检查计划',
    meaningEn: 'Every published version of the annual inspection plan.',
    columns: planColumns,
    yearOf: '计划年度',
    yearOfEn: 'year of the plan',
    follows: ['plan.'],
    takesBack: [],
  },
  items: {
    title: '抽查事项清单',
    en: 'Check items',
    meaning: '每一版公布的随机抽查事项清单，含检查要点和法律依据',
    meaningEn: 'Every published edition of the list of what may be inspected, with check points and legal bases.',
    columns: itemColumns,
    yearOf: '清单公布日期',
    yearOfEn: 'day the edition was published',
    follows: ['items.'],
    takesBack: [],
  },
  draws: {
    title: '抽取',
    en: 'Draws',
    meaning: '每一次公告的抽取，作废的也在其中；证据包可以自行核验',
    meaningEn: 'Every announced draw, void ones included, with the hash of its evidence.',
    columns: drawColumns,
    yearOf: '抽取所属年度',
    yearOfEn: 'year of the draw',
    follows: ['draw.'],
    takesBack: [],
  },
  drawn: {
    title: '抽取名录与结果',
    en: 'Lists and results of draws',
    meaning: '结果已公开的抽取中的每一家企业，抽中或未抽中',
    meaningEn: 'Every enterprise in the list of a draw whose result is public, drawn or not.',
    columns: drawnColumns,
    yearOf: '抽取所属年度',
    yearOfEn: 'year of the draw',
    follows: ['draw.'],
    takesBack: [],
  },
  visits: {
    title: '检查结果',
    en: 'Visits',
    meaning: '每一次已公布结果的检查，没有发现问题的也在其中',
    meaningEn: 'Every visit with a published result; those that found nothing are rows too.',
    columns: visitColumns,
    ...OF_RESULTS,
    follows: ['disclosure.'],
  },
  findings: {
    title: '问题',
    en: 'Findings',
    meaning: '检查结果中的每一条问题',
    meaningEn: 'Every finding of the published results.',
    columns: findingColumns,
    ...OF_RESULTS,
    follows: ['disclosure.'],
  },
  rectification: {
    title: '整改',
    en: 'Rectification',
    meaning: '已公布问题的整改进展',
    meaningEn: 'What became of the published findings.',
    columns: rectificationColumns,
    ...OF_RESULTS,
    follows: ['disclosure.', 'rectification.'],
  },
  'visits-wide': {
    title: '检查结果宽表',
    en: 'Visits, one wide table',
    meaning: '检查、问题和整改合成一张表，中文表头和用语，用 Excel、WPS 打开即可',
    meaningEn: 'Visits, findings and rectification in one table with Chinese headings, for spreadsheets.',
    columns: wideColumns,
    ...OF_RESULTS,
    follows: ['disclosure.', 'rectification.'],
    isWide: true,
  },
  hazards: {
    title: '重大事故隐患',
    en: 'Major hazards',
    meaning: '已公布的检查结果中判定为重大的事故隐患，督办级别、治理期限和是否销号',
    meaningEn:
      'Findings of published results that are major hazards: who supervises the treatment, until when, whether it is over.',
    columns: hazardColumns,
    ...OF_RESULTS,
    follows: ['disclosure.', 'hazard.'],
  },
  penalties: {
    title: '行政处罚',
    en: 'Penalty decisions',
    meaning: '正在公示的行政处罚决定，期满和信用修复后停止公示的不在其中',
    meaningEn: 'Penalty decisions that are public; those whose period is over or was ended by a repair are gone.',
    columns: penaltyColumns,
    yearOf: '决定日期',
    yearOfEn: 'day of the decision',
    follows: ['disclosure.'],
    takesBack: ['disclosure.withdraw', 'disclosure.correct', 'disclosure.expire', 'disclosure.repair'],
    runsOut: true,
  },
  exposures: {
    title: '公开曝光',
    en: 'Exposures',
    meaning: '正在公开曝光的事故隐患',
    meaningEn: 'Hazards that are being made public by name.',
    columns: exposureColumns,
    yearOf: '公布日期',
    yearOfEn: 'day of publication',
    follows: ['disclosure.'],
    takesBack: ['disclosure.withdraw'],
  },
  dishonesty: {
    title: '严重失信主体名单',
    en: 'List of serious dishonesty',
    meaning: '正在公示的严重失信主体（只含单位），到期和移出的不在其中',
    meaningEn: 'Units on the list of serious dishonesty; those that ran out or were removed are gone.',
    columns: dishonestyColumns,
    yearOf: '公布日期',
    yearOfEn: 'day of publication',
    follows: ['credit.'],
    takesBack: ['credit.decide-removal', 'credit.remove'],
    runsOut: true,
  },
  'common-problems': {
    title: '共性问题',
    en: 'Common problems',
    meaning: '各街镇各事项有多少次检查发现问题、整改了多少，由已公布的检查结果算出',
    meaningEn:
      'For every subdistrict and item, how many visits found something and how much is rectified; from published results.',
    columns: commonProblemColumns,
    ...OF_RESULTS,
    follows: ['disclosure.', 'rectification.'],
  },
  statistics: {
    title: '统计',
    en: 'Statistics',
    meaning: '各月、各街镇的检查、问题和整改数，由上列数据集算出',
    meaningEn: 'Counts by month and subdistrict, computed from the datasets above.',
    columns: statisticsColumns,
    ...OF_RESULTS,
    follows: ['disclosure.', 'rectification.'],
  },
  corrections: {
    title: '更正与撤回',
    en: 'Corrections and withdrawals',
    meaning: '每一次更正和撤回，写明理由',
    meaningEn: 'Every correction and withdrawal with its reason.',
    columns: correctionColumns,
    yearOf: '更正日期',
    yearOfEn: 'day of the correction',
    follows: ['disclosure.'],
    takesBack: [],
  },
  objections: {
    title: '异议',
    en: 'Objections',
    meaning: '对公示内容的每一件异议，期限和答复',
    meaningEn: 'Every objection to a published record: its last day and its answer, never its words nor whose it is.',
    columns: objectionColumns,
    yearOf: '提出日期',
    yearOfEn: 'day it was received',
    follows: ['disclosure.'],
    takesBack: [],
  },
} as const satisfies Readonly<Record<string, Dataset>>;

export type DatasetName = keyof typeof DATASETS;
export const DATASET_NAMES = Object.keys(DATASETS) as DatasetName[];

/** The dataset of that name; undefined when there is none. */
export function datasetOf(name: string): Dataset | undefined {
  return Object.hasOwn(DATASETS, name) ? DATASETS[name as DatasetName] : undefined;
}
