/** What each act takes. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text, written } from '../../inspection/types/visit.ts';
import {
  CHALLENGE_OUTCOMES,
  CHALLENGES,
  Day,
  DocumentHash,
  EVIDENCE_KINDS,
  EXECUTION_ENDS,
  Fen,
  LEAD_SOURCES,
  MITIGATIONS,
  OfficerIds,
  OneCase,
  Outcome,
  Party,
  PAYMENT_MEANS,
  Reason,
  Service,
  StaffId,
} from './case.ts';
import type { CaseAct } from './table.ts';

export const Lead = z.object({
  source: z.enum(codesOf(LEAD_SOURCES), '请选择案件来源'),
  party: Party,
  /** 案由 */
  cause: text('案由', 120),
  facts: text('基本情况', 2_000),
  /** The day of the act, or of its end when it went on (行政处罚法 §36). */
  violatedOn: Day,
});
export type Lead = z.output<typeof Lead>;

export const EvidenceInput = z.object({
  kind: z.enum(codesOf(EVIDENCE_KINDS), '请选择证据种类'),
  name: text('证据名称', 120),
  obtainedOn: Day,
  place: text('取得地点', 120),
  proves: text('证明内容', 500),
  officerIds: OfficerIds,
});
export type EvidenceInput = z.output<typeof EvidenceInput>;

export const HoldInput = z.object({
  goods: z
    .array(z.object({ name: text('物品', 80), quantity: text('数量', 40) }))
    .min(1, '至少一件物品')
    .max(50),
  place: text('保存地点', 120),
  reason: Reason,
});
export type HoldInput = z.output<typeof HoldInput>;

/** 处理: what becomes of what was registered (domain §12.2, 20–22). */
export const HOLD_ENDS = {
  released: '解除登记保存',
  kept: '留作证据',
  seized: '依法查封、扣押',
  confiscated: '依法没收',
  appraised: '送交鉴定',
} as const;

/** 调查报告: each fact with the evidence that proves it, the grade, what is proposed. */
export const Report = z.object({
  facts: z
    .array(
      z.object({
        text: text('违法事实', 1_000),
        evidenceIds: z.array(z.uuid()).min(1, '每条事实至少一份证据').max(50),
      }),
    )
    .min(1, '至少一条违法事实')
    .max(30),
  benchmark: z.string().min(1, '请选择裁量基准').max(40),
  grade: z.string().min(1, '请选择裁量档次').max(20),
  circumstances: text('裁量说明', 1_000),
  mitigation: z.enum(codesOf(MITIGATIONS)).optional(),
  /** 责令改正: every case also orders the correction (行政处罚法 §28). */
  correction: text('改正情况', 500),
  isCorrected: z.boolean(),
  hasHarm: z.boolean(),
  /** 案情复杂: then it is discussed whatever the amount (行政处罚法 §57). */
  isComplex: z.boolean(),
  outcome: Outcome,
});
export type Report = z.output<typeof Report>;

const Instalment = z.object({ on: Day, fen: Fen });
const on = { on: Day };
const of = OneCase.shape;

export const ACT_INPUTS = {
  'open-lead': z.object({ lead: Lead }),
  'decide-on-spot': z.object({
    lead: Lead,
    officerIds: OfficerIds,
    benchmark: z.string().min(1, '请选择裁量基准').max(40),
    grade: z.string().min(1, '请选择裁量档次').max(20),
    evidence: EvidenceInput.omit({ officerIds: true }),
    /** A fine within the limits, or a warning when left out. */
    fen: Fen.optional(),
    correction: text('改正情况', 500),
    /** 出示证件、告知权利、听取陈述申辩 (行政处罚法 §52). */
    argument: written('当事人陈述申辩', 500),
    recipient: text('签收人', 60),
    refusal: written('拒绝签收的情况', 200).optional(),
  }),
  'decline-lead': z.object({ ...of, reason: Reason }),
  'request-filing': z.object({
    ...of,
    officerIds: OfficerIds,
    cause: text('案由', 120),
    facts: text('基本情况', 2_000),
    opinion: text('承办意见', 500),
  }),
  'return-filing': z.object({ ...of, reason: Reason }),
  'approve-filing': z.object({ ...of, opinion: text('审批意见', 500) }),
  'request-recusal': z.object({
    ...of,
    officerId: z.uuid('请选择承办人'),
    by: z.enum(['officer', 'party'], '请选择提出的人'),
    reason: Reason,
  }),
  'decide-recusal': z.object({
    ...of,
    recusalId: z.uuid(),
    outcome: z.enum(['granted', 'refused'], '请选择同意或驳回'),
    replacementId: z.uuid().optional(),
    reply: text('决定意见', 500),
  }),
  'change-handler': z.object({
    ...of,
    officerId: z.uuid('请选择承办人'),
    replacementId: z.uuid('请选择接手的执法人员'),
    reason: Reason,
  }),
  'add-evidence': z.object({ ...of, evidence: EvidenceInput }),
  'request-hold': z.object({ ...of, hold: HoldInput }),
  'approve-hold': z.object({ ...of, holdId: z.uuid(), opinion: text('审批意见', 500) }),
  'settle-hold': z.object({
    ...of,
    holdId: z.uuid(),
    end: z.enum(codesOf(HOLD_ENDS), '请选择处理方式'),
    reason: Reason,
  }),
  'extend-case': z.object({ ...of, reason: Reason }),
  'finish-investigation': z.object({ ...of, report: Report }),
  review: z.object({
    ...of,
    outcome: z.enum(['agreed', 'returned'], '请选择同意或退回'),
    opinion: text('审核意见', 1_000),
  }),
  'serve-notice': z.object({ ...of, service: Service }),
  'note-argument': z.object({
    ...of,
    argument: text('陈述申辩内容', 2_000),
    isAdopted: z.boolean(),
    reply: text('复核意见', 1_000),
    heardOn: Day,
  }),
  'note-waiver': z.object({ ...of, ...on, statement: text('当事人的明确表示', 300) }),
  'request-hearing': z.object({ ...of, ...on, request: text('申请内容', 500) }),
  'schedule-hearing': z.object({
    ...of,
    ...on,
    noticedOn: Day,
    place: text('听证地点', 120),
    presiderId: StaffId,
    isClosed: z.boolean(),
    reason: written('不公开的理由', 200).optional(),
  }),
  'record-hearing': z.object({ ...of, summary: text('听证摘要', 2_000), opinion: text('主持人意见', 1_000) }),
  'drop-hearing': z.object({ ...of, ...on, reason: Reason }),
  'submit-decision': z.object({ ...of, outcome: Outcome, opinion: text('承办意见', 1_000) }),
  reinvestigate: z.object({ ...of, reason: Reason }),
  discuss: z.object({
    ...of,
    ...on,
    attendeeIds: z.array(StaffId).min(1, '请选择参加人员').max(30),
    record: text('讨论记录', 3_000),
    outcome: Outcome,
  }),
  'return-decision': z.object({ ...of, reason: Reason }),
  decide: z.object({ ...of, documentHash: DocumentHash }),
  'serve-decision': z.object({ ...of, service: Service }),
  'report-back': z.object({ ...of }),
  'note-payment': z.object({
    ...of,
    ...on,
    fen: Fen,
    means: z.enum(codesOf(PAYMENT_MEANS), '请选择缴款方式'),
    receipt: text('票据号码', 60),
    /** 当场收缴 above the limit: remote, and the party asked for it (行政处罚法 §69). */
    isRemote: z.boolean().optional(),
    /** When what was collected on the spot was paid in (§71). */
    depositedOn: Day.optional(),
  }),
  'request-instalments': z.object({
    ...of,
    ...on,
    reason: Reason,
    plan: z.array(Instalment).min(1, '至少一期').max(24),
  }),
  'decide-instalments': z.object({
    ...of,
    outcome: z.enum(['granted', 'refused'], '请选择同意或不同意'),
    reply: text('批复意见', 500),
  }),
  'impose-extra': z.object({
    ...of,
    /** 减免: part of it may be let off when the party pays by agreement (行政强制法 §42). */
    waivedFen: z.int().min(0).max(100_000_000_000),
    reason: Reason,
  }),
  urge: z.object({ ...of, service: Service }),
  'apply-court': z.object({ ...of, court: text('法院', 60), opinion: text('审批意见', 500) }),
  'note-court': z.object({
    ...of,
    ...on,
    outcome: z.enum(['done', 'ended', 'refused'], '请选择结果'),
    number: text('法院文书号', 60),
    fen: Fen.optional(),
  }),
  'end-execution': z.object({ ...of, ground: z.enum(codesOf(EXECUTION_ENDS), '请选择终结执行的理由'), reason: Reason }),
  'note-executed': z.object({ ...of, result: text('执行情况', 500) }),
  'note-challenge': z.object({
    ...of,
    ...on,
    kind: z.enum(codesOf(CHALLENGES), '请选择复议或诉讼'),
    organ: text('受理机关', 60),
  }),
  'end-challenge': z.object({
    ...of,
    ...on,
    outcome: z.enum(codesOf(CHALLENGE_OUTCOMES), '请选择结果'),
    number: text('文书号', 60),
  }),
  'revoke-decision': z.object({ ...of, reason: Reason }),
  'ask-transfer': z.object({
    ...of,
    crime: text('涉嫌罪名', 80),
    facts: text('涉嫌犯罪事实', 2_000),
    materials: text('移送材料', 1_000),
  }),
  'decide-transfer': z.object({
    ...of,
    outcome: z.enum(['granted', 'refused'], '请选择同意或不同意'),
    opinion: text('决定理由', 500),
  }),
  'send-transfer': z.object({ ...of, to: text('接收机关', 60), receiver: text('签收人', 60) }),
  'note-police': z.object({
    ...of,
    ...on,
    outcome: z.enum(['accepted', 'refused'], '请选择立案或不予立案'),
    number: text('文书号', 60),
  }),
  'request-closing': z.object({ ...of, result: text('处理结果与执行情况', 1_000) }),
  'return-closing': z.object({ ...of, reason: Reason }),
  'approve-closing': z.object({ ...of, opinion: text('审批意见', 500) }),
} as const satisfies Readonly<Record<CaseAct, z.ZodType>>;
export type ActInput<A extends CaseAct> = z.output<(typeof ACT_INPUTS)[A]>;
/** An act with what it says. */
export type AnyAct = { [A in CaseAct]: { readonly act: A; readonly input: ActInput<A> } }[CaseAct];
