/** 异议: somebody says that what is published is wrong (docs/adr/0064). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';
import { ShownReason } from '../../items/types.ts';
import { DISCLOSURE_STATES, EntryId, MarkedText, SOURCES, type Source } from '../types.ts';

/** 异议事由 */
export const OBJECTION_GROUNDS = {
  facts: '事实有误',
  'not-us': '不是本单位',
  rectified: '已经整改',
  'term-over': '超过公示期',
  protected: '含有个人信息或者商业秘密',
  other: '其他',
} as const;
export type ObjectionGround = keyof typeof OBJECTION_GROUNDS;

/** 提出人; all that the public learns of whoever objects. */
export const OBJECTORS = { enterprise: '企业', public: '公众' } as const;
export type Objector = keyof typeof OBJECTORS;

/** 异议状态: waiting, or one of the three ends. */
export const OBJECTION_STATES = { open: '核查中', upheld: '维持', corrected: '更正', withdrawn: '撤回' } as const;
export type ObjectionState = keyof typeof OBJECTION_STATES;
/** 答复 */
export type ObjectionOutcome = Exclude<ObjectionState, 'open'>;

export const OBJECTION_FORMATS = ['jpeg', 'png', 'webp', 'pdf'] as const;
export type ObjectionFormat = (typeof OBJECTION_FORMATS)[number];

/** As many files come with one objection. */
export const MOST_OBJECTION_FILES = 2;
/** As many reports of the public are open for one entry; beyond, the phone is named. */
export const MOST_PUBLIC_REPORTS = 20;

export const ObjectionId = z.uuid();

/** What is said in an objection. */
export const ObjectionInput = z.object({
  entryId: EntryId,
  ground: z.enum(codesOf(OBJECTION_GROUNDS), '请选择事由'),
  words: text('说明', 1_000),
  /** 联系方式; empty when none was given. */
  contact: z.string().trim().max(100, '联系方式最多 100 字'),
});

/** 附件 as it was found to be. */
export const ObjectionFile = z.object({
  format: z.enum(OBJECTION_FORMATS),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(1),
});
export type ObjectionFile = z.output<typeof ObjectionFile>;

/** A line of the desk. */
export const ObjectionRow = z.object({
  objectionId: ObjectionId,
  entryId: EntryId,
  source: z.enum(codesOf(SOURCES)),
  enterpriseName: z.string(),
  objector: z.enum(codesOf(OBJECTORS)),
  ground: z.enum(codesOf(OBJECTION_GROUNDS)),
  state: z.enum(codesOf(OBJECTION_STATES)),
  receivedOn: z.string(),
  dueOn: z.string(),
  /** Negative when overdue; null when it is answered. */
  workdaysLeft: z.int().nullable(),
  decidedOn: z.string().nullable(),
});
export type ObjectionRow = z.output<typeof ObjectionRow>;

/** 一件异议 as whoever answers reads it. */
export const ObjectionView = ObjectionRow.extend({
  words: z.string(),
  /** Null when none was given, or for a reader who does not answer. */
  contact: z.string().nullable(),
  files: z.array(ObjectionFile.extend({ fileId: z.uuid() })),
  version: z.int(),
  reason: z.string().nullable(),
  decidedVersion: z.int().nullable(),
  entryState: z.enum(codesOf(DISCLOSURE_STATES)),
  /** Free words of the entry as published now. */
  texts: z.array(MarkedText),
  /** Why the reader may not give that answer now; empty when he may. */
  refusals: z.record(z.string(), z.array(ShownReason)),
});
export type ObjectionView = z.output<typeof ObjectionView>;

/** 答复期限 of the bureau: workdays, and what bounds them. */
export const ObjectionTerm = z.object({ version: z.int(), workdays: z.int(), most: z.int(), basis: z.string() });
export type ObjectionTerm = z.output<typeof ObjectionTerm>;

/** What anybody may read of an objection: never its words, nor whose it is. */
export interface PublicObjection {
  readonly objectionId: string;
  readonly objector: Objector;
  readonly ground: ObjectionGround;
  readonly state: ObjectionState;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly decidedOn: string | null;
  /** Of the answer. */
  readonly reason: string | null;
  readonly decidedVersion: number | null;
}

/** An objection in the lists of what changed. The entry is named while it is public; a withdrawn one has its id alone. */
export interface ListedPublicObjection extends PublicObjection {
  readonly entryId: string;
  /** Of the entry, when it was objected to. */
  readonly version: number;
  readonly source: Source;
  readonly href: `/${string}`;
  readonly enterprise: string | null;
}
