/** 归档设置: what the sources leave to the bureau and to the archive authority. Browser-safe. @module */
import { z } from 'zod';
import { text, written } from '../../inspection/types/visit.ts';
import { RETENTION_CODES, type VolumeKind } from './volume.ts';

const Mark = (label: string) => text(label, 12).regex(/^[\p{L}\p{N}]+$/u, `${label}只用字母、数字和汉字`);
const Term = z.enum(RETENTION_CODES);

export const ArchiveSettings = z.object({
  /** Given by the district archive. */
  fonds: Mark('全宗号'),
  agency: Mark('机构代码'),
  categories: z.object({ inspection: Mark('检查卷门类'), penalty: Mark('处罚卷门类'), draw: Mark('抽取卷门类') }),
  scheme: text('档号规则', 120)
    .regex(
      /^(?:[\p{L}\p{N}·._-]|\{(?:全宗号|门类|年度|保管期限|机构|件号)\})+$/u,
      '档号只用字母、数字、· . _ - 和各组成部分',
    )
    .refine((scheme) => ['门类', '年度', '保管期限', '件号'].every((part) => scheme.includes(`{${part}}`)), {
      error: '档号规则须含门类、年度、保管期限和件号，否则会重号',
    }),
  digits: z.int().min(1).max(8),
  /** 保管期限表. */
  retention: z.object({ clean: Term, found: Term, penalty: Term, major: Term, draw: Term }),
  /** 同级档案主管部门 approves it (实施条例 §19); '' while it has not. */
  approval: written('批准文号', 80),
  /** 正卷 of a case: the decision and its service first, or by procedure throughout. */
  isDecisionFirst: z.boolean(),
  /** Days after the closing within which a volume is bound. */
  bindDays: z.int().min(1).max(365),
  loanDays: z.int().min(1).max(365),
  fixityDays: z.int().min(1).max(365),
});
export type ArchiveSettings = z.output<typeof ArchiveSettings>;

/** Until the bureau sets its own: proposals of domain §13, none of them law. */
export const DEFAULT_ARCHIVE: ArchiveSettings = {
  fonds: 'Z001',
  agency: 'YJ',
  categories: { inspection: 'JC', penalty: 'CF', draw: 'CQ' },
  scheme: '{全宗号}-{门类}·{年度}-{保管期限}-{机构}-{件号}',
  digits: 4,
  retention: { clean: 'ten', found: 'thirty', penalty: 'thirty', major: 'permanent', draw: 'permanent' },
  approval: '',
  isDecisionFirst: true,
  bindDays: 30,
  loanDays: 15,
  fixityDays: 30,
};

export const SetArchive = z.object({ version: z.int().min(0), settings: ArchiveSettings });

/** 县级: 10 years after it was made a volume goes to the district archive (档案法实施条例 §20). */
export const TRANSFER_YEARS = 10;

export type RetentionGround = keyof ArchiveSettings['retention'];
export const RETENTION_GROUNDS: Readonly<
  Record<RetentionGround, { readonly kind: VolumeKind; readonly title: string }>
> = {
  clean: { kind: 'inspection', title: '检查卷：没有发现问题' },
  found: { kind: 'inspection', title: '检查卷：发现问题或者无法实施' },
  penalty: { kind: 'penalty', title: '处罚卷' },
  major: { kind: 'penalty', title: '处罚卷：经集体讨论或者告知听证' },
  draw: { kind: 'draw', title: '抽取卷' },
};
