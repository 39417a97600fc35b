/**
 * 案件的唯一流程表: every act on a case, who may do it, in which states, where it leads, who must not have done what before, and
 * which forms it makes (domain §21.7). Server, screens, permissions and tests read this one table. Browser-safe. @module
 */
import type { Role } from '../../core/actor.ts';
import type { CaseState } from './case.ts';

/** What somebody has been in a case; two of them never are one person where `apart` says so. */
export const SEATS = {
  handler: '承办人',
  reviewer: '法制审核人',
  presider: '听证主持人',
  decider: '作出决定的人',
} as const;
export type Seat = keyof typeof SEATS;

export interface ActRule {
  readonly title: string;
  readonly roles: readonly Role[];
  /** States it may be done in; empty for what begins a case. */
  readonly from: readonly CaseState[];
  /** Every state it may lead to; `same` is where the case stands, which is all there is where the list is empty. */
  readonly to: readonly (CaseState | 'same')[];
  /** Only for who has this seat now. */
  readonly seat?: 'handler' | 'presider';
  /** Not for who has or ever had one of these seats. */
  readonly apart?: readonly Seat[];
  /** Signed by the head, or by whom the head has delegated for today. */
  readonly signs?: true;
  readonly needsFreshPassword?: true;
  /** Forms of the 48-form set that record it. */
  readonly forms?: readonly string[];
}

const HEADS = ['head', 'deputy-head'] as const satisfies readonly Role[];
/** From the filing to the decision. */
const RUNNING = [
  'investigating',
  'reviewing',
  'noticing',
  'noticed',
  'hearing',
  'reviewing-hearing',
  'submitting',
  'discussing',
  'deciding',
] as const satisfies readonly CaseState[];
const AFTER = ['decided', 'executing', 'court', 'executed', 'closing'] as const satisfies readonly CaseState[];
const HANDLED = [...RUNNING, ...AFTER, 'transfer-asked', 'transfer-approved', 'transferred'] as const;

export const CASE_ACTS = {
  'open-lead': { title: '登记案件线索', roles: ['officer', 'section-chief'], from: [], to: ['lead'] },
  'decide-on-spot': {
    title: '作出当场处罚决定',
    roles: ['officer'],
    from: [],
    to: ['executing'],
    forms: ['spot-decision'],
  },
  'decline-lead': {
    title: '决定不予立案',
    roles: HEADS,
    from: ['lead', 'filing'],
    to: ['not-filed'],
    apart: ['handler'],
  },
  'request-filing': { title: '报请立案', roles: ['officer'], from: ['lead'], to: ['filing'], forms: ['filing'] },
  'return-filing': { title: '退回立案报请', roles: HEADS, from: ['filing'], to: ['lead'], apart: ['handler'] },
  'approve-filing': {
    title: '批准立案',
    roles: HEADS,
    from: ['filing'],
    to: ['investigating'],
    apart: ['handler'],
    forms: ['filing'],
  },
  'request-recusal': { title: '提出回避', roles: ['officer', 'section-chief'], from: HANDLED, to: [] },
  'decide-recusal': { title: '决定回避', roles: HEADS, from: HANDLED, to: [], apart: ['handler'] },
  'change-handler': { title: '更换承办人', roles: ['section-chief'], from: HANDLED, to: [], apart: ['handler'] },
  'add-evidence': {
    title: '登记证据',
    roles: ['officer'],
    from: ['investigating'],
    to: [],
    seat: 'handler',
    forms: ['interview', 'survey', 'sample'],
  },
  'request-hold': {
    title: '申请先行登记保存',
    roles: ['officer'],
    from: ['investigating'],
    to: [],
    seat: 'handler',
    forms: ['hold-request'],
  },
  'approve-hold': {
    title: '批准先行登记保存',
    roles: HEADS,
    from: ['investigating'],
    to: [],
    apart: ['handler'],
    forms: ['hold-notice'],
  },
  'settle-hold': {
    title: '处理先行登记保存的证据',
    roles: HEADS,
    from: ['investigating'],
    to: [],
    apart: ['handler'],
    forms: ['hold-settlement', 'hold-decision'],
  },
  'extend-case': {
    title: '批准案件延期',
    roles: HEADS,
    from: RUNNING,
    to: [],
    apart: ['handler'],
    forms: ['extension'],
  },
  'finish-investigation': {
    title: '提交调查报告',
    roles: ['officer'],
    from: ['investigating'],
    to: ['reviewing'],
    seat: 'handler',
    forms: ['report'],
  },
  review: {
    title: '提出法制审核意见',
    roles: ['legal-reviewer'],
    from: ['reviewing', 'reviewing-hearing'],
    to: ['noticing', 'submitting', 'deciding', 'investigating'],
    apart: ['handler', 'presider'],
    forms: ['review'],
  },
  'serve-notice': {
    title: '送达处罚告知书',
    roles: ['officer'],
    from: ['noticing'],
    to: ['noticed'],
    seat: 'handler',
    forms: ['notice', 'hearing-notice', 'receipt'],
  },
  'note-argument': {
    title: '记录陈述申辩',
    roles: ['officer'],
    from: ['noticed', 'submitting'],
    to: [],
    seat: 'handler',
    forms: ['argument'],
  },
  'note-waiver': { title: '登记放弃陈述申辩、听证', roles: ['officer'], from: ['noticed'], to: [], seat: 'handler' },
  'request-hearing': { title: '登记听证申请', roles: ['officer'], from: ['noticed'], to: ['hearing'], seat: 'handler' },
  'schedule-hearing': {
    title: '通知听证',
    roles: HEADS,
    from: ['hearing'],
    to: [],
    apart: ['handler'],
    forms: ['hearing-call', 'receipt'],
  },
  'record-hearing': {
    title: '提交听证报告',
    roles: ['section-chief', 'legal-reviewer', 'officer', 'deputy-head'],
    from: ['hearing'],
    to: ['reviewing-hearing'],
    seat: 'presider',
    apart: ['handler', 'reviewer'],
    forms: ['hearing-record', 'hearing-report'],
  },
  'drop-hearing': {
    title: '登记撤回听证申请',
    roles: ['officer'],
    from: ['hearing'],
    to: ['submitting'],
    seat: 'handler',
  },
  'submit-decision': {
    title: '呈批处理意见',
    roles: ['officer'],
    from: ['noticed', 'submitting'],
    to: ['discussing', 'deciding'],
    seat: 'handler',
    forms: ['submission'],
  },
  reinvestigate: {
    title: '补充调查',
    roles: ['officer'],
    from: ['noticing', 'noticed', 'submitting'],
    to: ['investigating'],
    seat: 'handler',
  },
  discuss: {
    title: '记录集体讨论',
    roles: HEADS,
    from: ['discussing'],
    to: ['deciding'],
    apart: ['handler'],
    forms: ['discussion'],
  },
  'return-decision': {
    title: '退回补充调查',
    roles: HEADS,
    from: ['deciding', 'discussing'],
    to: ['investigating'],
    apart: ['handler'],
  },
  decide: {
    title: '签署决定',
    roles: HEADS,
    from: ['deciding'],
    to: ['decided'],
    apart: ['handler', 'reviewer', 'presider'],
    signs: true,
    needsFreshPassword: true,
    forms: ['decision', 'no-penalty'],
  },
  'serve-decision': {
    title: '送达决定书',
    roles: ['officer'],
    from: ['decided'],
    to: ['executing', 'executed'],
    seat: 'handler',
    forms: ['receipt'],
  },
  'report-back': {
    title: '报备当场处罚',
    roles: ['officer'],
    from: ['executing', 'court', 'executed'],
    to: [],
    seat: 'handler',
  },
  'note-payment': { title: '登记缴款', roles: ['officer'], from: ['executing', 'court'], to: [], seat: 'handler' },
  'request-instalments': {
    title: '登记延期、分期缴款申请',
    roles: ['officer'],
    from: ['executing'],
    to: [],
    seat: 'handler',
    forms: ['instalment-request'],
  },
  'decide-instalments': {
    title: '批复延期、分期缴款',
    roles: HEADS,
    from: ['executing'],
    to: [],
    apart: ['handler'],
    forms: ['instalment-grant'],
  },
  'impose-extra': {
    title: '决定加处罚款',
    roles: HEADS,
    from: ['executing'],
    to: [],
    apart: ['handler'],
    signs: true,
    forms: ['extra'],
  },
  urge: {
    title: '送达催告书',
    roles: ['officer'],
    from: ['executing'],
    to: [],
    seat: 'handler',
    forms: ['urge', 'receipt'],
  },
  'apply-court': {
    title: '批准申请法院强制执行',
    roles: HEADS,
    from: ['executing'],
    to: ['court'],
    apart: ['handler'],
    signs: true,
    forms: ['court'],
  },
  'note-court': {
    title: '登记法院执行结果',
    roles: ['officer'],
    from: ['court'],
    to: ['executing', 'executed'],
    seat: 'handler',
  },
  'end-execution': {
    title: '批准终结执行',
    roles: HEADS,
    from: ['executing', 'court'],
    to: ['executed'],
    apart: ['handler'],
    signs: true,
  },
  'note-executed': {
    title: '登记执行完毕',
    roles: ['officer'],
    from: ['executing'],
    to: ['executed'],
    seat: 'handler',
  },
  'note-challenge': {
    title: '登记复议、诉讼',
    roles: ['legal-reviewer'],
    from: [...AFTER, 'closed'],
    to: [],
  },
  'end-challenge': {
    title: '登记复议、诉讼结果',
    roles: ['legal-reviewer'],
    from: [...AFTER, 'closed'],
    to: [],
  },
  'revoke-decision': {
    title: '撤销处罚决定',
    roles: HEADS,
    from: [...AFTER, 'closed'],
    // What was waiting to be executed is over; what is over stays so.
    to: ['executed', 'same'],
    apart: ['handler'],
    signs: true,
    needsFreshPassword: true,
  },
  'ask-transfer': {
    title: '报请移送公安机关',
    roles: ['officer'],
    from: ['investigating'],
    to: ['transfer-asked'],
    seat: 'handler',
    forms: ['transfer-request'],
  },
  'decide-transfer': {
    title: '决定移送公安机关',
    roles: HEADS,
    from: ['transfer-asked'],
    to: ['transfer-approved', 'investigating'],
    apart: ['handler'],
    signs: true,
    forms: ['transfer-request'],
  },
  'send-transfer': {
    title: '登记移送',
    roles: ['officer'],
    from: ['transfer-approved'],
    to: ['transferred'],
    seat: 'handler',
    forms: ['transfer'],
  },
  'note-police': {
    title: '登记公安机关决定',
    roles: ['officer'],
    from: ['transferred'],
    to: ['executed', 'investigating'],
    seat: 'handler',
  },
  'request-closing': {
    title: '报请结案',
    roles: ['officer'],
    from: ['executed'],
    to: ['closing'],
    seat: 'handler',
    forms: ['closing'],
  },
  'return-closing': { title: '退回结案报请', roles: HEADS, from: ['closing'], to: ['executed'], apart: ['handler'] },
  'approve-closing': {
    title: '批准结案',
    roles: HEADS,
    from: ['closing'],
    to: ['closed'],
    apart: ['handler'],
    forms: ['closing', 'cover', 'contents'],
  },
} as const satisfies Readonly<Record<string, ActRule>>;
export type CaseAct = keyof typeof CASE_ACTS;
export const ACT_NAMES = Object.keys(CASE_ACTS) as [CaseAct, ...CaseAct[]];

export function actRule(act: CaseAct): ActRule {
  return CASE_ACTS[act];
}
