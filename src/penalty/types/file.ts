/** A case as it stands: what its acts, one after the other, have made of it. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { Appraisal, APPRAISAL_ENDS, HoldInput, HOLD_ENDS, Lead, Report, SeizureInput } from './acts.ts';
import {
  CASE_STATES,
  CaseId,
  CHALLENGE_OUTCOMES,
  CHALLENGES,
  Day,
  Outcome,
  PAYMENT_MEANS,
  PROCEDURES,
  SEIZURE_ENDS,
  Service,
} from './case.ts';
import { Daily, Recheck } from './daily.ts';
import { Evidence } from './evidence.ts';
import { Address, PartyStatement, PaymentClaim } from './party.ts';
import { PENALTY_FORM_NAMES } from './forms.ts';

const Ruling = z.enum(['granted', 'refused']).nullable();
const MaybeDay = Day.nullable();
const Staff = z.array(z.string());
const Sum = z.object({ on: Day, fen: z.int() });

const Handler = z.object({ officerId: z.uuid(), staffId: z.string() });
export type Handler = z.output<typeof Handler>;

/** A document the case has issued; its number and bytes are in the register. */
export const CasePaper = z.object({
  documentId: z.uuid(),
  form: z.enum(PENALTY_FORM_NAMES),
  /** What of the case it is about: a hold, a seizure, a piece of evidence. */
  aboutId: z.string().nullable(),
  on: Day,
  /** When it reached the party, by its receipt. */
  servedOn: MaybeDay,
  /** Another took its place, or it was revoked. */
  isOver: z.boolean(),
});
export type CasePaper = z.output<typeof CasePaper>;

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
  /** In the order in which they were added; excluded ones too. */
  evidence: z.array(Evidence),
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
  seizures: z.array(
    SeizureInput.extend({
      seizureId: z.uuid(),
      requestedOn: Day,
      /** The thirty days run from here (行政强制法 §25). */
      approvedOn: MaybeDay,
      extendedOn: MaybeDay,
      end: z.enum(codesOf(SEIZURE_ENDS)).nullable(),
      endedOn: MaybeDay,
    }),
  ),
  appraisals: z.array(
    Appraisal.omit({ dueOn: true, seizureId: true }).extend({
      appraisalId: z.uuid(),
      seizureId: z.uuid().nullable(),
      /** The first by the commission, each other by a prolongation; `to` is what the agency, and of goods seized the party, was told. */
      periods: z.array(z.object({ on: Day, to: Day })).min(1),
      outcome: z.enum(codesOf(APPRAISAL_ENDS)).nullable(),
      endedOn: MaybeDay,
    }),
  ),
  /** 送达地址 as confirmed last; `by` the party itself, or an officer from its paper. */
  address: z.object({ on: Day, by: z.enum(['party', 'officer']), ...Address.shape }).nullable(),
  statements: z.array(PartyStatement),
  claims: z.array(PaymentClaim),
  /** In the order in which they were issued. */
  papers: z.array(CasePaper),
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
  /** 复查 after the fine: whether the party refuses to correct (安全生产法 §112). */
  rechecks: z.array(Recheck),
  /** Of a case of 按日连续处罚: what its amount is made of. */
  daily: Daily.nullable(),
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
