/** What the lists and pages of major hazards show. Browser-safe. @module */
import { z } from 'zod';
import { listInput } from '../../core/list-query.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { MEASURES } from '../../inspection/types/visit.ts';
import {
  Acceptance,
  DocumentHash,
  HAZARD_STATES,
  HazardId,
  MEASURE_KINDS,
  POWER_CUT_STATES,
  Progress,
  Registration,
  SUPERVISION_LEVELS,
  TreatmentPlan,
} from './hazard.ts';

export const HAZARD_SORTS = ['enterprise', 'timer', 'treatBy'] as const;
export const HazardQuery = z.object({
  ...listInput(HAZARD_SORTS),
  state: z.enum(codesOf(HAZARD_STATES)).optional(),
  late: z.stringbool().optional(),
});
export type HazardQuery = z.output<typeof HazardQuery>;

export const HazardRow = z.object({
  hazardId: HazardId,
  enterpriseName: z.string(),
  creditCode: z.string(),
  place: z.string(),
  description: z.string(),
  state: z.enum(codesOf(HAZARD_STATES)),
  level: z.enum(codesOf(SUPERVISION_LEVELS)).nullable(),
  owner: z.string(),
  timerOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  treatBy: z.string().nullable(),
  isOverdue: z.boolean(),
  isRefused: z.boolean(),
});
export type HazardRow = z.output<typeof HazardRow>;

const PersonView = z.object({ personId: z.uuid(), name: z.string(), number: z.string(), isMe: z.boolean() });

export const MeasureView = z.object({
  measureId: z.uuid(),
  kind: z.enum(codesOf(MEASURE_KINDS)),
  state: z.enum([...codesOf(POWER_CUT_STATES), 'done']),
  lines: z.array(z.string()),
  on: z.string(),
  /** The first instant at which power may be cut. */
  earliestAt: z.string().nullable(),
});
export type MeasureView = z.output<typeof MeasureView>;

/** Everything on the page of one hazard. */
export const HazardView = HazardRow.extend({
  inspectionId: z.uuid(),
  orderId: z.uuid().nullable(),
  findingId: z.uuid(),
  criterion: z.string(),
  measureKind: z.enum(codesOf(MEASURES)),
  today: z.string(),
  /** Whether the reader is its owner or an officer of the team. */
  isMine: z.boolean(),
  registration: Registration.nullable(),
  plan: TreatmentPlan.nullable(),
  refusedOn: z.string().nullable(),
  progress: z.array(z.object({ progressId: z.uuid(), content: Progress, at: z.string(), byEnterprise: z.boolean() })),
  acceptance: Acceptance.nullable(),
  documentHash: DocumentHash.nullable(),
  signers: z.array(PersonView.extend({ hasSigned: z.boolean() })),
  officers: z.array(PersonView.extend({ isOfTeam: z.boolean() })),
  experts: z.array(PersonView.omit({ isMe: true })),
  measures: z.array(MeasureView),
  alerts: z.array(z.object({ title: z.string(), penalties: z.array(z.string()) })),
  steps: z.array(
    z.object({
      number: z.int(),
      deed: z.string(),
      to: z.enum(codesOf(HAZARD_STATES)),
      note: z.string().nullable(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  documents: z.array(z.object({ documentId: z.uuid(), title: z.string(), number: z.string(), issuedOn: z.string() })),
  /** Only a document that denies it ends it as no major hazard. */
  isStillMajor: z.boolean(),
});
export type HazardView = z.output<typeof HazardView>;

/** What the enterprise sees of its own hazard. */
export const EnterpriseHazard = HazardView.pick({
  hazardId: true,
  findingId: true,
  state: true,
  level: true,
  treatBy: true,
  timerOn: true,
  plan: true,
  progress: true,
  isOverdue: true,
}).extend({ returned: z.string().nullable() });
export type EnterpriseHazard = z.output<typeof EnterpriseHazard>;
