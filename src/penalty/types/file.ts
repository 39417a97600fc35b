/** A case as it stands: what its acts, one after the other, have made of it. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { EvidenceInput, HoldInput, HOLD_ENDS, Lead, Report } from './acts.ts';
import {
  CASE_STATES,
  CaseId,
  CHALLENGE_OUTCOMES,
  CHALLENGES,
  Day,
  Outcome,
  PAYMENT_MEANS,
  PROCEDURES,
  Service,
} from './case.ts';

const Ruling = z.enum(['granted', 'refused']).nullable();
const MaybeDay = Day.nullable();
const Staff = z.array(z.string());
const Sum = z.object({ on: Day, fen: z.int() });

const Handler = z.object({ officerId: z.uuid(), staffId: z.string() });
export type Handler = z.output<typeof Handler>;

export const CaseFile = z.object({
  caseId: CaseId,
  procedure: z.enum(codesOf(PROCEDURES)),
  state: z.enum(codesOf(CASE_STATES)),
  lead: Lead,
  /** The finding the case comes from. */
  findingId: z.uuid().nullable(),
  openedOn: Day,
  handlers: z.array(Handler),
  /** Accounts that ever had a seat: they keep out of the others. */
  seats: z.object({ handler: Staff, reviewer: Staff, presider: Staff, decider: Staff }),
  filingRequestedOn: MaybeDay,
  filedOn: MaybeDay,
  extensions: z.array(z.object({ on: Day, days: z.int() })),
  recusals: z.array(
    z.object({
      recusalId: z.uuid(),
      officerId: z.uuid(),
      by: z.enum(['officer', 'party']),
      reason: z.string(),
      requestedOn: Day,
      outcome: Ruling,
    }),
  ),
  evidence: z.array(EvidenceInput.extend({ evidenceId: z.uuid(), addedOn: Day })),
  holds: z.array(
    HoldInput.extend({
      holdId: z.uuid(),
      requestedOn: Day,
      /** The seven days run from here (行政处罚法 §56). */
      approvedOn: MaybeDay,
      end: z.enum(codesOf(HOLD_ENDS)).nullable(),
      endedOn: MaybeDay,
    }),
  ),
  report: Report.nullable(),
  reportedOn: MaybeDay,
  /** 告知: exactly what was proposed, told to the party; a public notice has arrived thirty days later. */
  notices: z.array(z.object({ outcome: Outcome, isHeard: z.boolean(), service: Service, arrivedOn: Day })),
  argumentsHeard: z.array(z.object({ on: Day, isAdopted: z.boolean() })),
  waivedOn: MaybeDay,
  hearing: z
    .object({
      requestedOn: Day,
      on: MaybeDay,
      noticedOn: MaybeDay,
      place: z.string(),
      presiderId: z.string().nullable(),
      heardOn: MaybeDay,
      droppedOn: MaybeDay,
    })
    .nullable(),
  /** Proposed to the head, after everything was heard. */
  submission: z.object({ outcome: Outcome, on: Day }).nullable(),
  discussedOn: MaybeDay,
  decision: z.object({ outcome: Outcome, on: Day, by: z.string(), documentHash: z.string() }).nullable(),
  service: Service.nullable(),
  servedOn: MaybeDay,
  reportedBackOn: MaybeDay,
  payments: z.array(Sum.extend({ means: z.enum(codesOf(PAYMENT_MEANS)), receipt: z.string() })),
  instalments: z.object({ requestedOn: Day, plan: z.array(Sum), outcome: Ruling }).nullable(),
  /** 加处罚款 as decided last; `throughOn` is the last day it counts. */
  extra: z.object({ fen: z.int(), throughOn: Day }).nullable(),
  urgedOn: MaybeDay,
  courtOn: MaybeDay,
  courtRefusedOn: MaybeDay,
  challenges: z.array(
    z.object({
      kind: z.enum(codesOf(CHALLENGES)),
      since: Day,
      until: MaybeDay,
      outcome: z.enum(codesOf(CHALLENGE_OUTCOMES)).nullable(),
    }),
  ),
  revokedOn: MaybeDay,
  transfer: z
    .object({
      askedOn: Day,
      crime: z.string(),
      /** RFC 3339: the twenty-four hours run from here. */
      approvedAt: z.string().nullable(),
      sentOn: MaybeDay,
      outcome: z.enum(['accepted', 'refused']).nullable(),
    })
    .nullable(),
  executedOn: MaybeDay,
  closingRequestedOn: MaybeDay,
  endedOn: MaybeDay,
});
export type CaseFile = z.output<typeof CaseFile>;
export type Notice = CaseFile['notices'][number];
