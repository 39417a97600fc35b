/** 公示: the public copies of results and penalty decisions, and how they come about. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, SAFETY_DOMAINS } from '../directory/types/vocabulary.ts';
import { ShownReason } from '../items/types.ts';
import { CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../inspection/types/visit.ts';
import { PublicPenalty } from './types/penalty.ts';
import { PROTECTED_KINDS } from './types/protected.ts';

/** 公示状态 (domain §21.9). */
export const DISCLOSURE_STATES = {
  drafted: '待承办确认',
  confirmed: '待科室审',
  approved: '待公开审查',
  published: '已公示',
  withdrawn: '已撤回',
  ended: '已停止公示',
  cancelled: '不再公示',
} as const;
export type DisclosureState = keyof typeof DISCLOSURE_STATES;

export const EntryId = z.uuid();

/** 公示的一条问题: the words may be changed by hand, the rest comes from the record. */
export const PublicFinding = z.object({
  number: z.int(),
  itemName: z.string(),
  text: z.string('请填写公开文字').trim().normalize('NFC').min(1, '请填写公开文字').max(1_000),
  level: z.enum(codesOf(FINDING_LEVELS)),
  measureKind: z.enum(codesOf(MEASURES)),
  dueOn: z.string().nullable(),
});
export type PublicFinding = z.output<typeof PublicFinding>;

/** 公示内容. Every field is here because it may be public (domain §11.1–11.2); nothing else can be. */
export const PublicResult = z.object({
  bureau: z.string(),
  /** 联合检查的部门; missing where nobody else came. */
  jointOrgans: z.array(z.string()).exactOptional(),
  drawId: z.uuid(),
  enterprise: z.object({
    name: z.string(),
    creditCode: z.string(),
    subdistrictCode: z.string(),
    subdistrict: z.string(),
    safetyDomain: z.enum(codesOf(SAFETY_DOMAINS)),
  }),
  inspectedOn: z.string(),
  items: z.array(z.object({ code: z.string(), name: z.string() })),
  conclusion: z.enum(codesOf(CONCLUSIONS)),
  findings: z.array(PublicFinding),
});
export type PublicResult = z.output<typeof PublicResult>;

/** Where an entry comes from. */
export const SOURCES = { visit: '检查结果', penalty: '行政处罚' } as const;
export type Source = keyof typeof SOURCES;

/** The public copy of an entry, by its source. */
export type PublicCopy =
  | { readonly source: 'visit'; readonly content: PublicResult }
  | { readonly source: 'penalty'; readonly content: PublicPenalty };

/** What the handler decided about a place of the words, beside what the detector found by itself. */
export const Mark = z.object({
  /** e.g. `findings.2.text` */
  at: z.string().max(60),
  /** As written. */
  found: z.string().min(1, '请选出要遮盖的文字').max(500),
  kind: z.enum(codesOf(PROTECTED_KINDS)),
  how: z.enum(['added', 'lifted']),
  /** Of lifting; empty for what was added. */
  reason: z.string().trim().max(300),
});
export type Mark = z.output<typeof Mark>;

/** A mark as it is shown: found by the detector, added, or found and lifted. */
export const ShownMark = z.object({
  kind: z.enum(codesOf(PROTECTED_KINDS)),
  from: z.int(),
  to: z.int(),
  found: z.string(),
  how: z.enum(['found', 'added', 'lifted']),
  reason: z.string(),
});
export type ShownMark = z.output<typeof ShownMark>;

/** One text with its copy. */
export const MarkedText = z.object({
  at: z.string(),
  written: z.string(),
  copy: z.string(),
  marks: z.array(ShownMark),
});
export type MarkedText = z.output<typeof MarkedText>;

/** What stands in the queue of the desk: entries of their own, and what comes with a course of its own. */
export const QUEUE_KINDS = {
  ...SOURCES,
  exposure: '公开曝光',
  words: '企业说明',
  listing: '失信名单',
  objection: '异议',
} as const;
export type QueueKind = keyof typeof QUEUE_KINDS;

/** 公示台的一行 */
export const QueueRow = z.object({
  id: z.uuid(),
  kind: z.enum(codesOf(QUEUE_KINDS)),
  state: z.enum(codesOf(DISCLOSURE_STATES)),
  enterpriseName: z.string(),
  creditCode: z.string(),
  /** What the day is for; null when nothing is awaited any more, or nothing sets a day. */
  clock: z.enum(['publish', 'withdraw', 'correct', 'answer']).nullable(),
  dueOn: z.string().nullable(),
  /** Negative when overdue. */
  workdaysLeft: z.int().nullable(),
  publishedOn: z.string().nullable(),
  href: z.string(),
});
export type QueueRow = z.output<typeof QueueRow>;

/** 公示稿: the words of the record beside the public words, and what each deed waits for. */
export const EntryView = z.object({
  entryId: EntryId,
  source: z.enum(codesOf(SOURCES)),
  inspectionId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  state: z.enum(codesOf(DISCLOSURE_STATES)),
  version: z.int(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  dueOn: z.string(),
  /** The last day for withdrawing what was revoked, or for correcting what names a voided finding. */
  withdrawBy: z.string().nullable(),
  /** Numbers of voided findings that the copy still names: a correction leaves them out. */
  voided: z.array(z.int()),
  workdaysLeft: z.int().nullable(),
  publishedOn: z.string().nullable(),
  /** One of the two, by `source`. */
  result: PublicResult.nullable(),
  penalty: PublicPenalty.nullable(),
  /** Of the content as it stands: what is sealed when it is published. */
  hash: z.string(),
  versions: z.array(
    z.object({ version: z.int(), publishedOn: z.string(), hash: z.string(), reason: z.string().nullable() }),
  ),
  /** Every free text of the copy: as written and as the public will read it. */
  texts: z.array(MarkedText),
  /** Where each finding was: never public, shown to whoever compares. */
  places: z.array(z.object({ number: z.int(), place: z.string() })),
  /** For the preview of what is being written. */
  known: z.object({ persons: z.array(z.string()), creditCodes: z.array(z.string()) }),
  marks: z.array(Mark),
  returnReason: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  endReason: z.string().nullable(),
  /** Whether the reader is one of those who answer for it: of the team, or a handler of the case. */
  isHandler: z.boolean(),
  /** What each deed waits for when the reader asks. */
  refusals: z.record(z.string(), z.array(ShownReason)),
});
export type EntryView = z.output<typeof EntryView>;
