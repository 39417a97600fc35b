/** 疑似重复: records that may mean the same enterprise, and joining them. Browser-safe. @module */
import { z } from 'zod';
import { cleanText } from './records.ts';
import { codesOf } from './vocabulary.ts';

/** 疑似重复的依据, the strongest first. */
export const DUPLICATE_REASONS = {
  'same-name': '名称相同（不计空格、全角半角和括号）',
  'same-organisation': '主体标识码相同（统一社会信用代码第 9—17 位）',
  'former-name': '一家的曾用名是另一家的名称',
  branch: '名称只差分公司、门店等后缀',
  'same-core': '去掉地名和组织形式后名称相同',
  'same-place': '生产经营地址和法定代表人都相同',
} as const;
export type DuplicateReason = keyof typeof DUPLICATE_REASONS;

/** What two records are compared by. */
export interface DuplicateEntry {
  readonly enterpriseId: string;
  readonly creditCode: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly productionAddress: string | null;
  readonly legalRepresentative: string | null;
}

const DuplicatePair = z.object({
  first: z.uuid(),
  second: z.uuid(),
  reasons: z.array(z.enum(codesOf(DUPLICATE_REASONS))).min(1),
});
export type DuplicatePair = z.output<typeof DuplicatePair>;

/** 疑似重复的一组: records tied to each other by at least one pair. */
export const DuplicateGroup = z.object({
  members: z.array(
    z.object({
      recordId: z.uuid(),
      version: z.int(),
      name: z.string(),
      creditCode: z.string(),
      formerNames: z.array(z.string()),
      productionAddress: z.string().nullable(),
      updatedOn: z.string(),
    }),
  ),
  pairs: z.array(DuplicatePair),
});
export type DuplicateGroup = z.output<typeof DuplicateGroup>;

const Reason = z.string('请填写理由').overwrite(cleanText).min(1, '请填写理由').max(200, '理由不超过 200 个字');
const Seen = z.object({ recordId: z.uuid(), version: z.int().min(1) });

/** 合并: `survivor` stays, the others become its former names. Versions as the author saw them. */
export const MergeInput = z.object({
  survivor: Seen,
  merged: z.array(Seen).min(1, '请选择要并入的企业').max(9, '一次最多并入 9 家'),
  reason: Reason,
});

/** 撤销合并. */
export const UndoMergeInput = z.object({ mergeId: z.uuid(), reason: Reason });

/** 认定不是重复. */
export const DistinctInput = z.object({
  recordIds: z.array(z.uuid()).min(2, '请至少选择两家').max(10),
  reason: Reason,
});

/** 合并记录, as the surviving record's page shows it. */
export const EnterpriseMerge = z.object({
  mergeId: z.uuid(),
  mergedId: z.uuid(),
  name: z.string(),
  creditCode: z.string(),
  reason: z.string(),
  byName: z.string(),
  at: z.string(),
  undoneAt: z.string().nullable(),
});
export type EnterpriseMerge = z.output<typeof EnterpriseMerge>;
