/** 证据: what a piece of evidence is, and what may stand behind it (行政处罚法 §46). Browser-safe. @module */
import { z } from 'zod';
import { FORMATS } from '../../core/uploads/kinds.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { Paper } from '../../inspection/types/documents.ts';
import { text, written } from '../../inspection/types/visit.ts';
import { Day, DocumentHash, EVIDENCE_KINDS, OfficerIds, Reason } from './case.ts';

/** What proves a piece of evidence: its words alone prove nothing. */
export const BACKINGS = {
  file: '附件',
  photo: '检查时拍摄的照片、录像',
  finding: '检查发现的问题',
  paper: '随附笔录、凭证',
  hold: '先行登记保存的物品',
} as const;
export type Backing = keyof typeof BACKINGS;

/** Of each kind at least one of these stands behind it. */
export const EVIDENCE_NEEDS: Readonly<Record<keyof typeof EVIDENCE_KINDS, readonly Backing[]>> = {
  documentary: ['file', 'hold'],
  physical: ['file', 'photo', 'paper', 'hold'],
  audiovisual: ['file', 'photo'],
  electronic: ['file', 'hold'],
  testimony: ['file', 'paper'],
  statement: ['file', 'paper'],
  appraisal: ['file'],
  record: ['file', 'paper', 'finding'],
};

export const ORIGINALITY = { original: '原件、原物', copy: '复制件' } as const;

/** A file that was uploaded before, by its hash; `name` as its owner calls it. */
export const AttachedFile = z.object({ sha256: DocumentHash, name: text('文件名', 200) });
export type AttachedFile = z.output<typeof AttachedFile>;
export const AttachedFiles = z.array(AttachedFile).max(20, '一次最多 20 个文件').default([]);

export const EvidenceInput = z.object({
  kind: z.enum(codesOf(EVIDENCE_KINDS), '请选择证据种类'),
  name: text('证据名称', 120),
  /** Who handed it over, or where it was found. */
  source: text('证据来源', 120),
  originality: z.enum(codesOf(ORIGINALITY), '请选择原件或者复制件'),
  /** Of a copy: where the original is, and that both were compared. */
  keptAt: written('原件存放处和核对情况', 200).optional(),
  obtainedOn: Day,
  place: text('取得地点', 120),
  proves: text('证明内容', 500),
  officerIds: OfficerIds,
  /** 询问笔录、勘验笔录、抽样取证凭证: printed as the paper that it is. */
  paper: Paper.refine(({ kind }) => kind !== 'service', '送达另行登记').optional(),
  files: AttachedFiles,
  /** Photos, films and papers of the visit the case comes from: named, not copied. */
  photoIds: z.array(z.uuid()).max(50).default([]),
  findingIds: z.array(z.uuid()).max(50).default([]),
  /** 先行登记保存 that holds the thing. */
  holdId: z.uuid().optional(),
});
export type EvidenceInput = z.output<typeof EvidenceInput>;

/** A file of the case as it was found to be when it came. */
export const KeptFile = AttachedFile.extend({
  format: z.enum(FORMATS),
  /** Bytes. */
  size: z.int(),
  /** Of the visit: the photo or the enclosure it is. */
  photoId: z.uuid().nullable(),
});
export type KeptFile = z.output<typeof KeptFile>;

/** As the case has it: what was said, and the files that were behind it. */
export const Evidence = EvidenceInput.omit({ files: true, photoIds: true }).extend({
  evidenceId: z.uuid(),
  files: z.array(KeptFile),
  addedOn: Day,
  /** Account of who entered it. */
  addedBy: z.string(),
  /** Why it came after the evidence had been reviewed; null when it came before. */
  addition: Reason.nullable(),
  /** Taken out of the case, and why; it stays in the list. */
  excluded: z.object({ on: Day, reason: Reason }).nullable(),
});
export type Evidence = z.output<typeof Evidence>;
