/** What the desk reads of draws. Browser-safe. @module */
import { z } from 'zod';
import { AuthorChanges } from '../../directory/types/changes.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { ShownReason } from '../../items/types.ts';
import { Stratum as PlanStratum } from '../../plan/types.ts';
import { Before, Unfilled, VisitMeans } from './means.ts';
import { DRAW_STATES, DrawConfig, EXCLUSIONS, MODES, PARTIES, VOID_REASONS } from '../types.ts';
import { SealedView } from './sealed.ts';

const State = z.enum(codesOf(DRAW_STATES));
const PartyCode = z.enum(codesOf(PARTIES));
const VoidReasonCode = z.enum(codesOf(VOID_REASONS));
const List = z.object({ root: z.string(), size: z.int() });

/** 抽取列表的一行 */
export const DrawRowView = z.object({
  drawId: z.uuid(),
  publicId: z.string(),
  name: z.string(),
  year: z.int(),
  task: z.string(),
  batch: z.int(),
  state: State,
  isVoid: z.boolean(),
  mode: z.enum(codesOf(MODES)),
  /** Of a sealed draw; null until then. */
  openedAt: z.string().nullable(),
  /** Number of the announcement; null before it. */
  seq: z.int().nullable(),
  /** Number to draw; null before the freeze. */
  k: z.int().nullable(),
  updatedAt: z.string(),
});
export type DrawRowView = z.output<typeof DrawRowView>;

export const DrawList = z.object({ total: z.int(), rows: z.array(DrawRowView), asOf: z.string() });

const Stratum = z.object({
  id: z.string(),
  name: z.string(),
  eligible: z.int(),
  a: z.int(),
  min: z.int(),
  max: z.int(),
  quota: z.int(),
});

/** 冻结摘要 */
const Frozen = z.object({
  frozenAt: z.string(),
  planHash: z.string(),
  roster: List.extend({ eligible: z.int(), excluded: z.partialRecord(z.enum(codesOf(EXCLUSIONS)), z.int()) }),
  officers: List.extend({ valid: z.int() }),
  experts: List.extend({ valid: z.int() }),
  vehicles: List,
  devices: List.extend({ valid: z.int() }).optional(),
  bookings: List.optional(),
  conflicts: List,
  expertConflicts: List,
  k: z.int(),
  kRule: z.string(),
  strata: z.array(Stratum),
});

/** 名录变动 since the roster announced before. */
export const ChurnView = z.object({
  before: z.string(),
  counts: z.object({
    added: z.int(),
    removed: z.int(),
    status: z.int(),
    stratum: z.int(),
    weight: z.int(),
  }),
  authors: z.array(z.int()),
  /** Who changed what in between, for the desk only: the report that anybody reads has counts without ids. */
  changes: z.array(AuthorChanges),
  /** Hundredths of a per cent. */
  share: z.int(),
  threshold: z.int(),
  isRaised: z.boolean(),
});
export type ChurnView = z.output<typeof ChurnView>;

/** 冻结预检: what a freeze at this moment would hold, and everything against it. */
export const FreezePreview = z.object({
  refusals: z.array(ShownReason),
  size: z.int(),
  eligible: z.int(),
  excluded: z.partialRecord(z.enum(codesOf(EXCLUSIONS)), z.int()),
  officers: z.object({ size: z.int(), valid: z.int() }),
  experts: z.object({ size: z.int(), valid: z.int() }),
  conflicts: z.int(),
  k: z.int(),
  kRule: z.string(),
  /** Empty while sizes contradict each other. */
  strata: z.array(Stratum),
  /** Null without a roster before. */
  churn: ChurnView.nullable(),
});
export type FreezePreview = z.output<typeof FreezePreview>;

/** One typing of the dice; digits are shown only after the witness has typed them too. */
const DiceView = z.object({
  attempt: z.int(),
  digits: z.string().nullable(),
  /** As the witness typed them. */
  checkedDigits: z.string().nullable(),
  isChecked: z.boolean(),
  isSame: z.boolean(),
});

/** A source other than shares and dice: what was typed for it (shown only once both persons have), and what it waits for. */
const SourceView = z.object({
  id: z.string(),
  knownAt: z.string().nullable(),
  isSettled: z.boolean(),
  awaitsCheck: z.boolean(),
  /** A beacon is recorded once: it proves its value. */
  provesItself: z.boolean(),
  typings: z.array(
    z.object({
      attempt: z.int(),
      value: z.string().nullable(),
      checkedValue: z.string().nullable(),
      isChecked: z.boolean(),
      isSame: z.boolean(),
    }),
  ),
  againstRecording: z.array(ShownReason),
  againstConfirming: z.array(ShownReason),
});
export type SourceView = z.output<typeof SourceView>;

/** 收窄审计: how far it is; with its report, the places that one officer gets too often. */
const AuditView = z.object({
  runs: z.int(),
  done: z.int(),
  hash: z.string().nullable(),
  infeasible: z.int(),
  warnings: z.array(
    z.object({
      enterprise: z.string(),
      name: z.string(),
      seat: z.int(),
      fits: z.int(),
      most: z.int(),
      drawn: z.int(),
    }),
  ),
});
export type AuditView = z.output<typeof AuditView>;

/** 抽取页: where it stands, what was handed in, and what each deed waits for. */
export const DrawView = DrawRowView.extend({
  planId: z.uuid(),
  config: DrawConfig,
  /** Public id of the void draw whose place this one takes. */
  replaces: z.string().nullable(),
  /** While it is being set up. */
  preview: FreezePreview.nullable(),
  frozen: Frozen.nullable(),
  commitments: z.array(
    z.object({
      party: PartyCode,
      name: z.string(),
      commitment: z.string(),
      hasEnvelopes: z.boolean(),
      at: z.string(),
    }),
  ),
  revealed: z.array(PartyCode),
  /** Those of them that envelopes gave back. */
  recovered: z.array(PartyCode),
  dice: z.array(DiceView),
  sources: z.array(SourceView),
  /** Null while there is none, or none is made. */
  audit: AuditView.nullable(),
  churn: ChurnView.nullable(),
  /** Null for a draw that is not sealed, and before its announcement. */
  sealed: SealedView.nullable(),
  announcement: z.object({ hash: z.string(), at: z.string(), text: z.string() }).nullable(),
  result: z.object({ hash: z.string(), at: z.string() }).nullable(),
  voided: z.object({ at: z.string(), reason: VoidReasonCode }).nullable(),
  voidProposals: z.array(z.object({ side: z.enum(['head', 'supervisor']), name: z.string(), reason: VoidReasonCode })),
  bundle: z.object({ sha256: z.string(), bytes: z.int(), at: z.string() }).nullable(),
  history: z.array(z.object({ seq: z.int(), kind: z.string(), name: z.string(), at: z.string() })),
  /** Reasons against each deed for who asks, by deed; an empty list means he may. */
  refusals: z.record(z.string(), z.array(ShownReason)),
});
export type DrawView = z.output<typeof DrawView>;

const Member = z.object({
  seat: z.int(),
  /** Certificate or directory number. */
  id: z.string(),
  name: z.string(),
  /** Everyone who came before in the order, and why he does not have the seat. */
  before: z.array(Before),
});

/** 结果页 */
export const ResultView = z.object({
  hash: z.string(),
  at: z.string(),
  strata: z.array(
    z.object({ id: z.string(), name: z.string(), eligible: z.int(), quota: z.int(), cutoff: z.string().nullable() }),
  ),
  picks: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      stratum: z.string(),
      rank: z.int(),
      score: z.string(),
      officers: z.array(Member),
      experts: z.array(Member),
      team: z.object({ id: z.string(), before: z.array(Before) }).nullable(),
      means: VisitMeans,
    }),
  ),
  /** Every enterprise of the roster in its order. */
  dots: z.array(z.object({ name: z.string(), isDrawn: z.boolean() })),
  loads: z.array(z.object({ id: z.string(), name: z.string(), prior: z.int(), load: z.int() })),
  /** The step of the announced ladder that was needed. */
  relaxed: z.string().nullable(),
  /** Why there are no teams; null when there are. */
  unassigned: ShownReason.nullable(),
  /** Seats of experts and places of vehicles and devices that stay empty. */
  unfilled: z.array(Unfilled),
  /** Whether days, vehicles or devices were drawn. */
  hasMeans: z.boolean(),
  /** Enterprises for which there was no day. */
  unplaced: z.array(z.string()),
  /** In team mode: the teams, and how often they had to be formed. */
  formation: z
    .object({ tries: z.int(), teams: z.array(z.object({ id: z.string(), members: z.array(Member) })) })
    .nullable(),
});
export type ResultView = z.output<typeof ResultView>;

/** 新抽取的起点: the plan, its next batch, the items published today. */
export const DrawBasis = z.object({
  planId: z.uuid(),
  year: z.int(),
  title: z.string(),
  count: z.int(),
  windowFrom: z.string(),
  windowTo: z.string(),
  strata: z.array(PlanStratum),
  /** The largest cap of the plan's classes: the configuration starts from it, the class decides. */
  frequencyCap: z.int(),
  batch: z.int(),
  today: z.string(),
  items: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type DrawBasis = z.output<typeof DrawBasis>;
