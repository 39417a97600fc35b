/** What the board and the page of a visit show. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { CheckPoint } from '../../items/types.ts';
import {
  ANSWERS,
  CONCLUSIONS,
  FindingInput,
  INSPECTION_STATES,
  InspectionId,
  OnSitePlan,
  OpinionInput,
} from './visit.ts';

const State = z.enum(codesOf(INSPECTION_STATES));
const Conclusion = z.enum(codesOf(CONCLUSIONS));

export const BoardQuery = z.object({
  q: z.string().trim().max(60).optional(),
  state: State.optional(),
  drawId: z.uuid().optional(),
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  mine: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
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
  /** When it came into this state. */
  updatedAt: z.string(),
});
export type BoardRow = z.output<typeof BoardRow>;

export const Board = z.object({
  total: z.int(),
  rows: z.array(BoardRow),
  counts: z.record(z.string(), z.int()),
  asOf: z.string(),
});

const Line = CheckPoint.extend({ itemId: z.uuid(), version: z.int(), code: z.string(), itemName: z.string() });

/** Everything on the page of one visit; no phone, no ID number. */
export const VisitView = z.object({
  inspectionId: InspectionId,
  drawId: z.uuid(),
  state: State,
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
  window: z.object({ from: z.string(), to: z.string() }),
  readOn: z.string().nullable(),
  plan: OnSitePlan.nullable(),
  draftedByMe: z.boolean(),
  returnReason: z.string().nullable(),
  approvedOn: z.string().nullable(),
  visits: z.object({ thisYear: z.int(), cap: z.int().nullable() }),
  /** Published items that apply to the enterprise: the first draft of the plan. */
  suggested: z.array(z.object({ itemId: z.uuid(), code: z.string(), name: z.string(), points: z.int() })),
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
      dueOn: z.string().nullable(),
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
    }),
  ),
  conclusion: Conclusion.nullable(),
  signedOn: z.string().nullable(),
});
export type VisitView = z.output<typeof VisitView>;
