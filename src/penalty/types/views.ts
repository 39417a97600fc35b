/** What the list and the page of cases show. Browser-safe. @module */
import { z } from 'zod';
import { ROLES } from '../../core/actor.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { CASE_STATES, CaseId, PROCEDURES } from './case.ts';
import { KeptFile } from './evidence.ts';
import { CaseFile } from './file.ts';
import { PENALTY_FORM_NAMES } from './forms.ts';
import { Benchmark, PenaltySetting } from './settings.ts';
import { Act, CaseTerm, Turn } from './turn.ts';

/** Where a case stands, in a few words for filters. */
export const CASE_STAGES = {
  filing: '待立案',
  investigation: '调查取证',
  review: '法制审核',
  telling: '告知、听证',
  decision: '讨论、决定',
  execution: '送达、执行',
  closing: '结案',
  transfer: '移送公安',
  ended: '已结束',
} as const;
export type CaseStage = keyof typeof CASE_STAGES;
export const STAGE_OF: Readonly<Record<keyof typeof CASE_STATES, CaseStage>> = {
  lead: 'filing',
  filing: 'filing',
  investigating: 'investigation',
  reviewing: 'review',
  noticing: 'telling',
  noticed: 'telling',
  hearing: 'telling',
  'reviewing-hearing': 'review',
  submitting: 'decision',
  discussing: 'decision',
  deciding: 'decision',
  decided: 'execution',
  executing: 'execution',
  court: 'execution',
  executed: 'closing',
  closing: 'closing',
  'transfer-asked': 'transfer',
  'transfer-approved': 'transfer',
  transferred: 'transfer',
  closed: 'ended',
  'not-filed': 'ended',
};

export const CaseQuery = z.object({
  q: z.string().trim().max(60).optional(),
  stage: z.enum(codesOf(CASE_STAGES)).optional(),
  mine: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
});
export type CaseQuery = z.output<typeof CaseQuery>;

export const CaseRow = z.object({
  caseId: CaseId,
  partyName: z.string(),
  creditCode: z.string(),
  cause: z.string(),
  state: z.enum(codesOf(CASE_STATES)),
  procedure: z.enum(codesOf(PROCEDURES)),
  openedOn: z.string(),
  filedOn: z.string().nullable(),
  next: z.array(Act),
  dueOn: z.string().nullable(),
  /** Calendar days; negative when past. */
  daysLeft: z.int().nullable(),
});
export type CaseRow = z.output<typeof CaseRow>;

export const CaseList = z.object({
  total: z.int(),
  rows: z.array(CaseRow),
  counts: z.record(z.enum(codesOf(CASE_STAGES)), z.int()),
  asOf: z.string(),
});
export type CaseList = z.output<typeof CaseList>;

const RefusalView = z.object({
  code: z.string(),
  at: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});

/** One line of the timeline: a deed of this case, of the draw, the visit and the order it comes from, or of what became of it. */
export const CaseEvent = z.object({
  id: z.string(),
  /** Name of the deed; its title is in the permission table. */
  kind: z.string(),
  at: z.string(),
  who: z.string(),
  note: z.string(),
  /** Calendar days since the line before; null for the first. */
  lag: z.int().nullable(),
});
export type CaseEvent = z.output<typeof CaseEvent>;

/** A paper of the case as its page lists it. */
export const CaseDocument = z.object({
  documentId: z.uuid(),
  form: z.enum(PENALTY_FORM_NAMES),
  title: z.string(),
  number: z.string(),
  issuedOn: z.string(),
  /** The act that issued it. */
  seq: z.int(),
  servedOn: z.string().nullable(),
  end: z.object({ kind: z.enum(['voided', 'superseded']), by: z.string().nullable() }).nullable(),
});
export type CaseDocument = z.output<typeof CaseDocument>;

export const CaseView = z.object({
  file: CaseFile,
  /** 〔2026〕1号; null before the filing. */
  serial: z.string().nullable(),
  today: z.string(),
  inspectionId: z.uuid().nullable(),
  orderId: z.uuid().nullable(),
  events: z.array(CaseEvent),
  documents: z.array(CaseDocument),
  /** What waits for its approval. */
  drafts: z.array(z.object({ form: z.enum(PENALTY_FORM_NAMES), title: z.string(), aboutId: z.string().nullable() })),
  terms: z.array(CaseTerm),
  turns: z.array(Turn.extend({ names: z.array(z.string()) })),
  /** Acts that the state lets and this person's roles let, each with what still speaks against it. */
  acts: z.array(z.object({ act: Act, refusals: z.array(RefusalView) })),
  /** What the head would sign now; null while nothing is submitted. */
  hashToSign: z.string().nullable(),
  money: z.object({ principal: z.int(), outstanding: z.int(), accrued: z.int() }),
  officers: z.array(
    z.object({ officerId: z.uuid(), name: z.string(), number: z.string(), staffId: z.string().nullable() }),
  ),
  people: z.array(z.object({ staffId: z.string(), name: z.string(), roles: z.array(z.enum(ROLES)) })),
  /** The code of the party's page; for the handlers alone, from the filing on. */
  access: z.object({ href: z.string(), code: z.string(), qr: z.string() }).nullable(),
  /** What the visit has kept and found, for evidence to name. */
  visit: z.object({
    pieces: z.array(KeptFile),
    findings: z.array(z.object({ findingId: z.uuid(), text: z.string() })),
  }),
  benchmarks: z.array(Benchmark),
  setting: PenaltySetting,
});
export type CaseView = z.output<typeof CaseView>;

/** 裁量基准与设置 of the bureau. */
export const PenaltySetup = z.object({
  version: z.int(),
  setting: PenaltySetting,
  benchmarks: z.array(Benchmark),
  delegations: z.array(
    z.object({
      delegationId: z.uuid(),
      staffId: z.string(),
      name: z.string(),
      from: z.string(),
      until: z.string(),
      reason: z.string(),
      endedOn: z.string().nullable(),
    }),
  ),
  deputies: z.array(z.object({ staffId: z.string(), name: z.string() })),
  /** Whom a case may name: officers on duty. */
  officers: z.array(
    z.object({ officerId: z.uuid(), name: z.string(), number: z.string(), staffId: z.string().nullable() }),
  ),
  today: z.string(),
});
export type PenaltySetup = z.output<typeof PenaltySetup>;
