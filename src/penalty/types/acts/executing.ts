/** What the acts from the decision to the closing take. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { text } from '../../../inspection/types/visit.ts';
import { CHALLENGE_OUTCOMES, CHALLENGES, Day, EXECUTION_ENDS, Fen, PAYMENT_MEANS, Reason, Service } from '../case.ts';
import { RecheckInput } from '../daily.ts';
import { Instalment, of, on } from './parts.ts';

export const EXECUTING_INPUTS = {
  'void-paper': z.object({ ...of, documentId: z.uuid(), reason: Reason }),
  'report-back': z.object({ ...of }),
  'note-payment': z.object({
    ...of,
    /** The receipt of the party's page that this is. */
    claimId: z.uuid().optional(),
    ...on,
    fen: Fen,
    means: z.enum(codesOf(PAYMENT_MEANS), '请选择缴款方式'),
    receipt: text('票据号码', 60),
    /** 当场收缴 above the limit: remote, and the party asked for it (行政处罚法 §69). */
    isRemote: z.boolean().optional(),
    /** When what was collected on the spot was paid in (§71). */
    depositedOn: Day.optional(),
  }),
  'return-payment': z.object({ ...of, claimId: z.uuid('请选择缴款凭据'), reason: Reason }),
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
  'remind-payment': z.object({ ...of }),
  'issue-urge': z.object({ ...of }),
  urge: z.object({ ...of, service: Service }),
  serve: z.object({
    ...of,
    documentIds: z.array(z.uuid()).min(1, '请选择送达的文书').max(20),
    service: Service,
  }),
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
  recheck: z.object({ ...of, recheck: RecheckInput }),
  'open-daily': z.object({ ...of, recheckId: z.uuid('请选择复查') }),
  'request-closing': z.object({ ...of, result: text('处理结果与执行情况', 1_000) }),
  'return-closing': z.object({ ...of, reason: Reason }),
  'approve-closing': z.object({ ...of, opinion: text('审批意见', 500) }),
} as const;
