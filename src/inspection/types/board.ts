/** What the board and the page of a visit show. Browser-safe. @module */
import { z } from 'zod';
import { listInput } from '../../core/list-query.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { VisitMeans } from '../../draw/types/means.ts';
import { BasisRef, CheckPoint, ShownReason } from '../../items/types.ts';
import { LaterRecord } from './later.ts';
import { Partner } from './partners.ts';
import {
  ANSWERS,
  BOARD_STAGES,
  CONCLUSIONS,
  FindingInput,
  INSPECTION_STATES,
  InspectionId,
  OnSitePlan,
  OpinionInput,
} from './visit.ts';

const State = z.enum(codesOf(INSPECTION_STATES));
const Conclusion = z.enum(codesOf(CONCLUSIONS));

export const BOARD_SORTS = ['enterprise', 'idle', 'inspectOn'] as const;

export const BoardQuery = z.object({
  ...listInput(BOARD_SORTS),
  state: State.optional(),
  stage: z.enum(codesOf(BOARD_STAGES)).optional(),
  drawId: z.uuid().optional(),
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  mine: z.stringbool().optional(),
});
export type BoardQuery = z.output<typeof BoardQuery>;

export const BoardRow = z.object({
  inspectionId: InspectionId,
  enterpriseName: z.string(),
  creditCode: z.string(),
  subdistrictCode: z.string(),
  state: State,
  blocked: z.string().nullable(),
  conclusion: Conclusion.nullable(),
  inspectOn: z.string().nullable(),
  signedOn: z.string().nullable(),
  /** When it was last worked on. */
  updatedAt: z.string(),
  /** Nobody has taken up the task or stepped back within the time that the bureau set (domain §21.3). */
  isLate: z.boolean(),
  /** Calendar days since then; null when nothing waits any more. */
  idleDays: z.int().nullable(),
});
export type BoardRow = z.output<typeof BoardRow>;

export const BoardAnswer = z.object({
  total: z.int(),
  rows: z.array(BoardRow),
  /** How many visits of the same selection stand at each stage. */
  counts: z.record(z.enum(codesOf(BOARD_STAGES)), z.int()),
  asOf: z.string(),
});
export type BoardAnswer = z.output<typeof BoardAnswer>;

const Line = CheckPoint.extend({ itemId: z.uuid(), version: z.int(), code: z.string(), itemName: z.string() });

export const CLASH_KINDS = { person: '人员', vehicle: '车辆', device: '装备' } as const;
const Clash = z.object({
  kind: z.enum(codesOf(CLASH_KINDS)),
  /** Name, plate or serial number. */
  what: z.string(),
  /** The other enterprise, or what it is booked for. */
  with: z.string(),
});
export type Clash = z.output<typeof Clash>;

/** Everything on the page of one visit; no phone, no ID number. */
export const VisitView = z.object({
  inspectionId: InspectionId,
  drawId: z.uuid(),
  state: State,
  /** Of an unannounced visit: nobody outside the team may hear of it before the draw is opened. */
  isSealed: z.boolean(),
  blocked: z.string().nullable(),
  enterprise: z.object({
    enterpriseId: z.uuid(),
    name: z.string(),
    creditCode: z.string(),
    subdistrictCode: z.string(),
    address: z.string().nullable(),
    principal: z.string().nullable(),
    safetyDomain: z.string(),
    specialFlags: z.array(z.string()),
    riskColor: z.string().nullable(),
    employees: z.int().nullable(),
    licences: z.array(z.object({ name: z.string(), number: z.string().nullable(), expiresOn: z.string().nullable() })),
    pastVisits: z.array(z.object({ signedOn: z.string(), conclusion: Conclusion, findings: z.int() })),
    records: z.array(LaterRecord),
  }),
  team: z.array(
    z.object({
      kind: z.enum(['officer', 'expert']),
      personId: z.uuid(),
      seat: z.int(),
      name: z.string(),
      number: z.string(),
      expiresOn: z.string().nullable(),
      isMe: z.boolean(),
    }),
  ),
  /** 联合检查: whom the draw gave from other departments. */
  partners: z.array(Partner),
  /** Day, vehicles and devices the draw gave the visit; null when it gave none. */
  means: VisitMeans.nullable(),
  /** The day of the answer, for deadlines counted in the browser. */
  today: z.string(),
  window: z.object({ from: z.string(), to: z.string() }),
  readOn: z.string().nullable(),
  /** Of the enterprise's file as it is shown here: what a reading confirms. */
  fileHash: z.string(),
  /** It was read, and is another one now. */
  isFileChanged: z.boolean(),
  plan: OnSitePlan.nullable(),
  /** Of the plan as it is shown here: what is submitted and approved. */
  planHash: z.string().nullable(),
  /** Who and what of this visit is given to something else on the day of the plan. */
  clashes: z.array(Clash),
  draftedByMe: z.boolean(),
  returnReason: z.string().nullable(),
  /** 科室审核, where the head approves; null where the section decides. */
  reviewedOn: z.string().nullable(),
  approvedOn: z.string().nullable(),
  visits: z.object({ thisYear: z.int(), cap: z.int().nullable() }),
  /** The published list of today; the items that apply to the enterprise are the first draft of the plan. */
  published: z.array(
    z.object({ itemId: z.uuid(), code: z.string(), name: z.string(), points: z.int(), applies: z.boolean() }),
  ),
  /** The items of the plan, in its order, with what they rest on. */
  items: z.array(z.object({ itemId: z.uuid(), code: z.string(), name: z.string(), bases: z.array(BasisRef) })),
  notice: z
    .object({ number: z.string(), visitsThisYear: z.int(), cap: z.int().nullable(), inspectOn: z.string() })
    .nullable(),
  noticedOn: z.string().nullable(),
  checkedIn: z.array(z.uuid()),
  checklist: z.array(Line.extend({ answer: z.enum(codesOf(ANSWERS)).nullable() })),
  findings: z.array(
    FindingInput.extend({
      findingId: z.uuid(),
      number: z.int(),
      version: z.int(),
      dueOn: z.string().nullable(),
      needsReview: z.boolean(),
      isReviewed: z.boolean(),
      isMine: z.boolean(),
      isWithdrawn: z.boolean(),
    }),
  ),
  opinions: z.array(OpinionInput.extend({ expertId: z.uuid(), number: z.int() })),
  recordHash: z.string().nullable(),
  signatures: z.array(
    z.object({
      kind: z.enum(['officer', 'expert', 'enterprise']),
      signer: z.string(),
      isCurrent: z.boolean(),
      isRefusal: z.boolean(),
      at: z.string(),
      reason: z.string().nullable(),
      witnessOfficerId: z.uuid().nullable(),
    }),
  ),
  /** What still speaks against the next step, from the rule the deed itself is refused by. */
  refusals: z.array(ShownReason),
  /** What speaks against the reader's own signature; empty when he is no member. */
  signRefusals: z.array(ShownReason),
  conclusion: Conclusion.nullable(),
  signedOn: z.string().nullable(),
});
export type VisitView = z.output<typeof VisitView>;

/** 入企核验码: its text and its QR code; null until the log has published what it stands on. */
export const ReceiptView = z.object({ text: z.string().nullable(), svg: z.string().nullable() });
export type ReceiptView = z.output<typeof ReceiptView>;
