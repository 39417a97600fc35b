/** What the acts from the lead to the review take. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { text, written } from '../../../inspection/types/visit.ts';
import { Day, Fen, OfficerIds, Reason, SEIZURE_ENDS } from '../case.ts';
import { EvidenceInput } from '../evidence.ts';
import { Address } from '../party.ts';
import {
  Appraisal,
  APPRAISAL_ENDS,
  HOLD_ENDS,
  HoldInput,
  InterviewCall,
  Lead,
  Report,
  SeizureInput,
  of,
  on,
} from './parts.ts';

/** What an officer on the spot has in hand; the two who decide have taken it. */
const SpotEvidence = EvidenceInput.pick({ kind: true, name: true, obtainedOn: true, place: true, proves: true });

export const FILING_INPUTS = {
  'open-lead': z.object({ lead: Lead }),
  'decide-on-spot': z.object({
    lead: Lead,
    officerIds: OfficerIds,
    benchmark: z.string().min(1, '请选择裁量基准').max(40),
    grade: z.string().min(1, '请选择裁量档次').max(20),
    evidence: SpotEvidence,
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
  'tell-rights': z.object({ ...of }),
  'note-address': z.object({ ...of, address: Address }),
  'call-interview': z.object({ ...of, call: InterviewCall }),
  'add-evidence': z.object({ ...of, evidence: EvidenceInput }),
  'supplement-evidence': z.object({ ...of, evidence: EvidenceInput, reason: Reason }),
  'exclude-evidence': z.object({ ...of, evidenceId: z.uuid('请选择证据'), reason: Reason }),
  'commission-appraisal': z.object({ ...of, appraisal: Appraisal }),
  'extend-appraisal': z.object({ ...of, appraisalId: z.uuid('请选择委托鉴定'), dueOn: Day, reason: Reason }),
  'end-appraisal': z.object({
    ...of,
    ...on,
    appraisalId: z.uuid('请选择委托鉴定'),
    outcome: z.enum(codesOf(APPRAISAL_ENDS), '请选择收到意见或者撤回委托'),
    /** The opinion, as the case has it. */
    evidenceId: z.uuid().optional(),
    /** Why there is none. */
    reason: written('理由', 500).optional(),
  }),
  'request-seizure': z.object({ ...of, seizure: SeizureInput }),
  'approve-seizure': z.object({ ...of, seizureId: z.uuid(), opinion: text('审批意见', 500) }),
  'extend-seizure': z.object({ ...of, seizureId: z.uuid(), reason: Reason }),
  'settle-seizure': z.object({
    ...of,
    seizureId: z.uuid(),
    end: z.enum(codesOf(SEIZURE_ENDS), '请选择处理方式'),
    reason: Reason,
  }),
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
} as const;
