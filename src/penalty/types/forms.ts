/** The forms a case prints: their place in the 48-form set, their 类别字, to whom they go (domain §12.2). Browser-safe. @module */

export interface PenaltyFormRule {
  /** In the 48-form set; null for what the law has asked for since. */
  readonly no: number | null;
  readonly title: string;
  /** 类别字 in the number; none of them is used by another series of the bureau. */
  readonly category: string;
  /** Goes to the party: it has a 送达回执 before the case is closed. */
  readonly toParty?: true;
  /** One in force in a case: a new one takes the place of the one before. */
  readonly isSingle?: true;
}

export const PENALTY_FORMS = {
  filing: { no: 1, title: '立案审批表', category: '立', isSingle: true },
  'seizure-request': { no: 7, title: '行政强制审批表', category: '强审' },
  seizure: { no: 8, title: '查封扣押决定书', category: '查扣', toParty: true },
  'seizure-list': { no: 9, title: '查封扣押（场所、设施、财物）清单', category: '查扣清', toParty: true },
  'seizure-extension': { no: 10, title: '延长查封扣押期限决定书', category: '查扣延', toParty: true },
  'seizure-settlement': { no: 11, title: '查封扣押处理决定书', category: '查扣处', toParty: true },
  'interview-call': { no: 15, title: '询问通知书', category: '罚询', toParty: true },
  interview: { no: 16, title: '询问笔录', category: '罚询录' },
  survey: { no: 17, title: '勘验笔录', category: '罚勘' },
  sample: { no: 18, title: '抽样取证凭证', category: '罚抽' },
  'hold-request': { no: 19, title: '先行登记保存证据审批表', category: '先保审' },
  'hold-notice': { no: 20, title: '先行登记保存证据通知书', category: '先保通', toParty: true },
  'hold-settlement': { no: 21, title: '先行登记保存证据处理审批表', category: '先保处审' },
  'hold-decision': { no: 22, title: '先行登记保存证据处理决定书', category: '先保处', toParty: true },
  appraisal: { no: 23, title: '鉴定委托书', category: '鉴' },
  'appraisal-notice': { no: null, title: '检测检验鉴定期间告知书', category: '鉴告', toParty: true },
  notice: { no: 24, title: '行政处罚告知书', category: '罚告', toParty: true, isSingle: true },
  argument: { no: 25, title: '当事人陈述申辩笔录', category: '申辩' },
  'hearing-notice': { no: 26, title: '行政处罚听证告知书', category: '听告', toParty: true, isSingle: true },
  'hearing-call': { no: 27, title: '行政处罚听证会通知书', category: '听通', toParty: true, isSingle: true },
  'hearing-record': { no: 28, title: '听证笔录', category: '听笔' },
  'hearing-report': { no: 29, title: '听证会报告书', category: '听报' },
  submission: { no: 30, title: '案件处理呈批表', category: '处呈', isSingle: true },
  discussion: { no: 31, title: '行政处罚集体讨论记录', category: '罚集', isSingle: true },
  'spot-unit': { no: 32, title: '行政（当场）处罚决定书（单位）', category: '当罚' },
  'spot-person': { no: 33, title: '行政（当场）处罚决定书（个人）', category: '当罚' },
  'decision-unit': { no: 34, title: '行政处罚决定书（单位）', category: '罚', toParty: true },
  'decision-person': { no: 35, title: '行政处罚决定书（个人）', category: '罚', toParty: true },
  remind: { no: 36, title: '缴纳罚款催告书', category: '催缴', toParty: true },
  extra: { no: 37, title: '加处罚款决定书', category: '加罚', toParty: true, isSingle: true },
  'instalment-request': { no: 38, title: '延期（分期）缴纳罚款审批表', category: '缴审' },
  'instalment-grant': { no: 39, title: '延期（分期）缴纳罚款批准书', category: '缴批', toParty: true },
  receipt: { no: 40, title: '文书送达回执', category: '罚回' },
  urge: { no: 41, title: '行政强制执行事先催告书', category: '执行催告', toParty: true, isSingle: true },
  court: { no: 42, title: '强制执行申请书', category: '强执' },
  'transfer-request': { no: 43, title: '案件移送审批表', category: '移审' },
  transfer: { no: 44, title: '案件移送书', category: '移' },
  extension: { no: 45, title: '案件延期审批表', category: '延审' },
  closing: { no: 46, title: '结案审批表', category: '结', isSingle: true },
  cover: { no: 47, title: '案卷（首页）', category: '案', isSingle: true },
  contents: { no: 48, title: '卷内目录', category: '案目', isSingle: true },
  rights: { no: null, title: '当事人权利义务告知书', category: '权告', toParty: true, isSingle: true },
  address: { no: null, title: '送达地址确认书', category: '址确', isSingle: true },
  recheck: { no: null, title: '按日连续处罚复查记录', category: '日复' },
  'decision-daily': { no: null, title: '按日连续处罚决定书', category: '日罚', toParty: true },
  report: { no: null, title: '案件调查报告', category: '终报', isSingle: true },
  'evidence-list': { no: null, title: '证据清单', category: '证单', isSingle: true },
  review: { no: null, title: '法制审核意见书', category: '法审', isSingle: true },
  'no-penalty': { no: null, title: '不予行政处罚决定书', category: '不罚', toParty: true },
  withdrawal: { no: null, title: '撤销立案决定书', category: '撤案', toParty: true },
  revocation: { no: null, title: '撤销行政处罚决定书', category: '撤罚', toParty: true },
  'crime-report': { no: null, title: '涉嫌犯罪案件情况的调查报告', category: '罪报' },
} as const satisfies Readonly<Record<string, PenaltyFormRule>>;
export type PenaltyForm = keyof typeof PENALTY_FORMS;
export const PENALTY_FORM_NAMES = Object.keys(PENALTY_FORMS) as [PenaltyForm, ...PenaltyForm[]];

export function formRule(form: PenaltyForm): PenaltyFormRule {
  return PENALTY_FORMS[form];
}
