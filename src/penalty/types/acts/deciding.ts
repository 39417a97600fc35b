/** What the acts from the notice to the service of the decision take. Browser-safe. @module */
import { z } from 'zod';
import { text, written } from '../../../inspection/types/visit.ts';
import { Day, DocumentHash, Outcome, Reason, Service, StaffId } from '../case.ts';
import { of, on } from './parts.ts';

export const DECIDING_INPUTS = {
  'serve-notice': z.object({ ...of, service: Service }),
  'note-argument': z.object({
    ...of,
    /** The statement of the party's page that this answers. */
    statementId: z.uuid().optional(),
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
} as const;
