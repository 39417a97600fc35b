/** What the bureau owes to a case (domain §21.7, docs/adr/0052): the acts its turns ask for. Browser-safe. @module */
import type { Role } from '../../core/actor.ts';
import type { Duties } from '../../core/turns.ts';

const APPROVAL = ['deputy-head', 'head'] as const satisfies readonly [Role, ...Role[]];
const SIGNATURE = ['head', 'deputy-head'] as const satisfies readonly [Role, ...Role[]];
const HANDLER = ['officer'] as const satisfies readonly [Role, ...Role[]];
const DECIDE = '立案之日起九十日内作出决定（行政处罚法第六十条），延期的按批准的期限';

export const penaltyDuties = {
  'penalty.request-filing': {
    deed: 'penalty.request-filing',
    owners: HANDLER,
    unit: 'workday',
    why: '发现应当给予处罚的行为，报请立案（行政处罚法第五十四条）；期限见办案设置',
  },
  'penalty.approve-filing': {
    deed: 'penalty.approve-filing',
    owners: APPROVAL,
    unit: 'day',
    why: '承办人已报请立案，等待审批',
  },
  'penalty.finish-investigation': {
    deed: 'penalty.finish-investigation',
    owners: HANDLER,
    unit: 'day',
    why: `调查终结提交报告；${DECIDE}`,
  },
  'penalty.review': {
    deed: 'penalty.review',
    owners: ['legal-reviewer'],
    unit: 'day',
    why: `未经法制审核不得作出决定（行政处罚法第五十八条）；${DECIDE}`,
  },
  'penalty.serve-notice': {
    deed: 'penalty.serve-notice',
    owners: HANDLER,
    unit: 'day',
    why: `作出决定前告知当事人（行政处罚法第四十四条）；${DECIDE}`,
  },
  'penalty.schedule-hearing': {
    deed: 'penalty.schedule-hearing',
    owners: APPROVAL,
    unit: 'day',
    why: `当事人要求听证，七个工作日前通知（行政处罚法第六十四条）；${DECIDE}`,
  },
  'penalty.record-hearing/section-chief': {
    deed: 'penalty.record-hearing',
    owners: ['section-chief'],
    unit: 'day',
    why: '听证已经举行，主持人提交报告（行政处罚法第六十五条）',
  },
  'penalty.record-hearing/legal-reviewer': {
    deed: 'penalty.record-hearing',
    owners: ['legal-reviewer'],
    unit: 'day',
    why: '听证已经举行，主持人提交报告（行政处罚法第六十五条）',
  },
  'penalty.record-hearing/deputy-head': {
    deed: 'penalty.record-hearing',
    owners: ['deputy-head'],
    unit: 'day',
    why: '听证已经举行，主持人提交报告（行政处罚法第六十五条）',
  },
  'penalty.record-hearing/officer': {
    deed: 'penalty.record-hearing',
    owners: HANDLER,
    unit: 'day',
    why: '听证已经举行，主持人提交报告（行政处罚法第六十五条）',
  },
  'penalty.note-argument': {
    deed: 'penalty.note-argument',
    owners: HANDLER,
    unit: 'day',
    why: `当事人提交了陈述申辩，须复核并答复（行政处罚法第四十五条）；${DECIDE}`,
  },
  'penalty.note-payment': {
    deed: 'penalty.note-payment',
    owners: HANDLER,
    unit: 'day',
    why: '当事人提交了缴款凭据，核对到账后登记，查不到的退回',
  },
  'penalty.submit-decision': {
    deed: 'penalty.submit-decision',
    owners: HANDLER,
    unit: 'day',
    why: `陈述申辩期满或者听证结束，呈批处理意见；${DECIDE}`,
  },
  'penalty.discuss': {
    deed: 'penalty.discuss',
    owners: SIGNATURE,
    unit: 'day',
    why: `情节复杂或者重大违法行为由负责人集体讨论决定（行政处罚法第五十七条）；${DECIDE}`,
  },
  'penalty.decide': { deed: 'penalty.decide', owners: SIGNATURE, unit: 'day', why: `处理意见已呈批；${DECIDE}` },
  'penalty.serve-decision': {
    deed: 'penalty.serve-decision',
    owners: HANDLER,
    unit: 'workday',
    why: '七个工作日内送达决定书（行政处罚法第六十一条）',
  },
  'penalty.issue-urge': {
    deed: 'penalty.issue-urge',
    owners: HANDLER,
    unit: 'day',
    why: '当事人逾期没有履行，制发催告书（行政强制法第五十四条）',
  },
  'penalty.urge': {
    deed: 'penalty.urge',
    owners: HANDLER,
    unit: 'day',
    why: '催告书已制发，送达当事人（行政强制法第五十四条）',
  },
  'penalty.impose-extra': {
    deed: 'penalty.impose-extra',
    owners: SIGNATURE,
    unit: 'day',
    why: '逾期缴款，决定加处罚款（行政处罚法第七十二条）',
  },
  'penalty.apply-court': {
    deed: 'penalty.apply-court',
    owners: SIGNATURE,
    unit: 'day',
    why: '复议、诉讼期限届满又不履行，三个月内申请法院强制执行（行政强制法第五十三条）',
  },
  'penalty.end-execution': {
    deed: 'penalty.end-execution',
    owners: SIGNATURE,
    unit: 'day',
    why: '申请法院强制执行的期限已过，决定是否终结执行',
  },
  'penalty.note-executed': {
    deed: 'penalty.note-executed',
    owners: HANDLER,
    unit: 'day',
    why: '没有未缴清的款项，登记执行完毕',
  },
  'penalty.note-court': {
    deed: 'penalty.note-court',
    owners: HANDLER,
    unit: 'day',
    why: '已申请法院强制执行，登记结果',
  },
  'penalty.open-daily': {
    deed: 'penalty.open-daily',
    owners: HANDLER,
    unit: 'workday',
    why: '受到罚款处罚后拒不改正，提出按日连续处罚（安全生产法第一百一十二条）；期限见办案设置',
  },
  'penalty.request-closing': {
    deed: 'penalty.request-closing',
    owners: HANDLER,
    unit: 'day',
    why: '执行完毕，报请结案',
  },
  'penalty.approve-closing': {
    deed: 'penalty.approve-closing',
    owners: APPROVAL,
    unit: 'day',
    why: '承办人已报请结案，等待审批',
  },
  'penalty.decide-transfer': {
    deed: 'penalty.decide-transfer',
    owners: SIGNATURE,
    unit: 'day',
    why: '三日内决定是否移送公安机关（移送涉嫌犯罪案件的规定第五条）',
  },
  'penalty.send-transfer': {
    deed: 'penalty.send-transfer',
    owners: HANDLER,
    unit: 'day',
    why: '批准后二十四小时内移送公安机关（移送涉嫌犯罪案件的规定第五条）',
  },
  'penalty.note-police': {
    deed: 'penalty.note-police',
    owners: HANDLER,
    unit: 'day',
    why: '已移送公安机关，登记是否立案',
  },
  'penalty.approve-hold': {
    deed: 'penalty.approve-hold',
    owners: APPROVAL,
    unit: 'day',
    why: '承办人申请先行登记保存，等待批准（行政处罚法第五十六条）',
  },
  'penalty.settle-hold': {
    deed: 'penalty.settle-hold',
    owners: APPROVAL,
    unit: 'workday',
    why: '先行登记保存的证据七个工作日内作出处理（行政处罚法第五十六条）',
  },
  'penalty.approve-seizure': {
    deed: 'penalty.approve-seizure',
    owners: APPROVAL,
    unit: 'day',
    why: '承办人申请查封、扣押，等待批准；情况紧急当场实施的，二十四小时内报告并补办批准手续（行政强制法第十八条、第十九条）',
  },
  'penalty.settle-seizure': {
    deed: 'penalty.settle-seizure',
    owners: APPROVAL,
    unit: 'day',
    why: '查封、扣押不超过三十日，可以延长三十日，期满前作出处理（行政强制法第二十五条）',
  },
  'penalty.end-appraisal': {
    deed: 'penalty.end-appraisal',
    owners: HANDLER,
    unit: 'day',
    why: '委托的检测、检验、鉴定到期，登记结果，或者到期前延长并告知当事人（行政强制法第二十五条）',
  },
  'penalty.serve': {
    deed: 'penalty.serve',
    owners: HANDLER,
    unit: 'day',
    why: '有给当事人的文书还没有送达，没有送达回执不能结案',
  },
  'penalty.decide-recusal': {
    deed: 'penalty.decide-recusal',
    owners: APPROVAL,
    unit: 'day',
    why: '有人提出回避，由负责人决定（行政处罚法第四十三条）',
  },
  'penalty.decide-instalments': {
    deed: 'penalty.decide-instalments',
    owners: APPROVAL,
    unit: 'day',
    why: '当事人申请延期、分期缴款，等待批复（行政处罚法第六十六条）',
  },
  'penalty.report-back': {
    deed: 'penalty.report-back',
    owners: HANDLER,
    unit: 'day',
    why: '当场处罚须报所属行政机关备案（行政处罚法第五十二条）',
  },
  'penalty.end-challenge': {
    deed: 'penalty.end-challenge',
    owners: ['legal-reviewer'],
    unit: 'day',
    why: '复议或者诉讼正在进行，登记结果',
  },
  'penalty.revoke-decision': {
    deed: 'penalty.revoke-decision',
    owners: SIGNATURE,
    unit: 'day',
    why: '复议或者诉讼改变了决定，撤销并在三个工作日内撤回公示（行政处罚法第四十八条）',
  },
} as const satisfies Duties;
type DutyName = keyof typeof penaltyDuties;

/** By the act that stands in their names, `penalty.<act>` or `penalty.<act>/<who>`: a list of what waits asks for every turn of every case. */
const BY_ACT = Map.groupBy(
  Object.keys(penaltyDuties) as DutyName[],
  (name) => name.slice('penalty.'.length).split('/')[0] ?? '',
);

/** The duties that an act ends; several where it depends on who presides. */
export function dutiesOf(act: string): readonly DutyName[] {
  return BY_ACT.get(act) ?? [];
}
