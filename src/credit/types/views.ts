/** What the lists and pages of serious dishonesty show. Browser-safe. @module */
import { z } from 'zod';
import { listInput } from '../../core/list-query.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { CREDIT_STATES, EntryId, JOINT_MEASURES, MEASURE_STATES, REMOVAL_ENDS } from './credit.ts';

export const CreditQuery = z.object({ ...listInput([]), state: z.enum(codesOf(CREDIT_STATES)).optional() });
export type CreditQuery = z.output<typeof CreditQuery>;

export const CreditRow = z.object({
  entryId: EntryId,
  enterpriseName: z.string(),
  creditCode: z.string(),
  state: z.enum(codesOf(CREDIT_STATES)),
  situation: z.string(),
  timerOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  endsOn: z.string().nullable(),
  removalEnd: z.enum(codesOf(REMOVAL_ENDS)).nullable(),
});
export type CreditRow = z.output<typeof CreditRow>;

export const CreditView = CreditRow.extend({
  rulesName: z.string(),
  facts: z.string(),
  today: z.string(),
  /** Null when it is no longer in force. */
  penalty: z
    .object({ cause: z.string(), decidedOn: z.string(), servedOn: z.string(), isPerformed: z.boolean() })
    .nullable(),
  /** 处罚信息公示期限. */
  publicity: z.object({ rules: z.string(), repairFrom: z.string(), until: z.string() }).nullable(),
  notifiedOn: z.string().nullable(),
  heardOn: z.string().nullable(),
  listedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  restoredFrom: EntryId.nullable(),
  measures: z.array(
    z.object({
      measureId: z.uuid(),
      agency: z.string(),
      measure: z.enum(codesOf(JOINT_MEASURES)),
      basis: z.string(),
      state: z.enum(codesOf(MEASURE_STATES)),
      reply: z.string().nullable(),
      requestedOn: z.string(),
      repliedOn: z.string().nullable(),
      liftedOn: z.string().nullable(),
    }),
  ),
  steps: z.array(
    z.object({
      number: z.int(),
      deed: z.string(),
      to: z.enum(codesOf(CREDIT_STATES)),
      note: z.string().nullable(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  documents: z.array(z.object({ documentId: z.uuid(), title: z.string(), number: z.string(), issuedOn: z.string() })),
});
export type CreditView = z.output<typeof CreditView>;

export const ProposalQuery = z.object({ q: z.string().max(60).default('') });

export const ProposalView = z.object({
  rules: z.string(),
  situations: z.array(z.object({ code: z.string(), title: z.string() })),
  /** Penalties in force that have not led to an entry. */
  total: z.int(),
  /** Those of them that the search finds, the newest first, at most `MOST_PENALTIES`. */
  penalties: z.array(z.object({ caseId: z.uuid(), party: z.string(), cause: z.string(), decidedOn: z.string() })),
});
export type ProposalView = z.output<typeof ProposalView>;

/** 名单 as the public reads it. */
export interface PublicListing {
  readonly id: string;
  readonly enterprise: string;
  readonly creditCode: string;
  readonly situation: string;
  readonly basis: string;
  readonly listedOn: string;
  readonly publishedOn: string;
  readonly endsOn: string;
}
