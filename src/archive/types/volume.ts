/** 案卷: states, kinds, retention, and what crosses the wire about one volume (domain §13, §21.10). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';

export const VOLUME_KINDS = { inspection: '检查卷', penalty: '处罚卷', draw: '抽取卷' } as const;
export type VolumeKind = keyof typeof VOLUME_KINDS;

/** 案卷状态 (domain §21.10). */
export const VOLUME_STATES = {
  collecting: '收集',
  complete: '齐全',
  assembled: '已组卷',
  tested: '检测合格',
  archived: '已归档',
  appraising: '鉴定待批',
  condemned: '待销毁',
  destroyed: '已销毁',
  transferring: '移交中',
  transferred: '已移交',
} as const;
export type VolumeState = keyof typeof VOLUME_STATES;

/** 保管期限 (国家档案局令第8号); in years, null for ever. In rising order. */
export const RETENTIONS = {
  ten: { title: '10年', mark: 'D10', years: 10 },
  thirty: { title: '30年', mark: 'D30', years: 30 },
  permanent: { title: '永久', mark: 'Y', years: null },
} as const;
export type Retention = keyof typeof RETENTIONS;
export const RETENTION_CODES = ['ten', 'thirty', 'permanent'] as const satisfies readonly Retention[];

/** 正卷 may be lent; 副卷 holds what is not for outside reading (discussion, legal review). */
export const PARTS = { main: '正卷', inner: '副卷' } as const;
export type Part = keyof typeof PARTS;

export const OPENINGS = { controlled: '控制使用', open: '开放' } as const;

/** 四性检测 (DA/T 70-2018): the four natures, and when they are looked at. */
export const ASPECTS = { authentic: '真实性', whole: '完整性', usable: '可用性', safe: '安全性' } as const;
export type Aspect = keyof typeof ASPECTS;
export const MOMENTS = { closing: '归档检测', yearly: '年度检测', transfer: '移交检测' } as const;
export type Moment = keyof typeof MOMENTS;
export const TEST_OUTCOMES = { passed: '合格', failed: '不合格', skipped: '未检测' } as const;

export const VolumeId = z.uuid();
export const OneVolume = z.object({ volumeId: VolumeId });
export const Reason = text('理由', 500);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Day = z.iso.date('日期须为 2026-01-05 这样的格式');

/** One numbered document of a volume. */
export const Entry = z.object({
  /** Number within its part, 1 upwards. */
  position: z.int(),
  part: z.enum(codesOf(PARTS)),
  /** Code of what it fulfils. */
  requirement: z.string(),
  title: z.string(),
  /** 文号; '' for what has none. */
  number: z.string(),
  /** 责任者. */
  responsible: z.string(),
  dated: z.string(),
  /** Below `data/` of the bag. */
  path: z.string(),
  sha256: Sha256,
  size: z.int(),
  pages: z.int(),
  /** 页号 of its first page within its part. */
  firstPage: z.int(),
});
export type Entry = z.output<typeof Entry>;

/** What has no page: pictures, films, source data, the log. */
export const Attachment = z.object({
  path: z.string(),
  title: z.string(),
  sha256: Sha256,
  size: z.int(),
});
export type Attachment = z.output<typeof Attachment>;

export const VolumeContent = z.object({
  entries: z.array(Entry),
  media: z.array(Attachment),
  sources: z.array(Attachment),
  /** Deeds of the log that belong to the file, when it was assembled. */
  deeds: z.int(),
});
export type VolumeContent = z.output<typeof VolumeContent>;

/** One row of the matrix (齐全性检查). */
export const RequirementState = z.object({
  code: z.string(),
  title: z.string(),
  /** Why the file needs it; null when it does not. */
  why: z.string().nullable(),
  isMet: z.boolean(),
  /** 缺件说明. */
  exception: z.string().nullable(),
});
export type RequirementState = z.output<typeof RequirementState>;

export const TestResult = z.object({
  aspect: z.enum(codesOf(ASPECTS)),
  /** What was looked at. */
  test: z.string(),
  outcome: z.enum(codesOf(TEST_OUTCOMES)),
  /** What was found: a count, or every place that is wrong. */
  found: z.string(),
});
export type TestResult = z.output<typeof TestResult>;

export const ExplainMissing = OneVolume.extend({
  requirement: z.string('请选择缺少的材料').regex(/^[a-z-]{1,40}$/),
  reason: Reason,
});
export const AddMaterial = OneVolume.extend({
  requirement: z.string('请选择材料种类').regex(/^[a-z-]{1,40}$/),
  title: text('材料名称', 120),
  dated: Day,
  sha256: z.string('请选择文件').regex(/^[0-9a-f]{64}$/, '请选择文件'),
});
export const Reasoned = OneVolume.extend({ reason: Reason });

/** A volume as its own papers name it. */
export interface VolumeFace {
  readonly organ: string;
  readonly isDemo: boolean;
  readonly archiveNumber: string;
  readonly fonds: string;
  readonly kind: VolumeKind;
  readonly title: string;
  readonly party: string;
  readonly creditCode: string;
  readonly year: number;
  readonly closedOn: string;
  readonly retention: Retention;
  readonly keepUntil: string | null;
  readonly version: number;
  readonly sealedOn: string;
  readonly sealedBy: string;
  /** What was changed, from the second version on. */
  readonly reason: string | null;
  readonly content: VolumeContent;
}
