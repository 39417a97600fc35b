/** 实施方案通知: the approved plan as a 公文 with its four annexes. Browser-safe. @module */
import { z } from 'zod';
import type { PublicCatalogue } from '../../items/types.ts';
import type { Capacity, Plan } from '../types.ts';

/** 内部 with names, 公开 with numbers in their place. */
export type NoticeReadership = 'internal' | 'public';

/** 发文字号: 机关代字〔年份〕序号号, e.g. 津西青应急〔2026〕9号 (GB/T 9704-2012 §7.2.5). */
const NoticeNumber = z
  .string()
  .trim()
  .normalize('NFC')
  .regex(
    /^\p{Script=Han}{2,20}〔\d{4}〕[1-9]\d{0,3}号$/u,
    '写成“津西青应急〔2026〕9号”的样子：六角括号、全年份、序号不编虚位',
  )
  .max(40);

/** 印发: number, day, and who else receives it. */
export const NoticeIssue = z.object({
  number: NoticeNumber,
  issuedOn: z.iso.date('日期须为 2026-01-05 这样的格式'),
  /** 抄送机关, as printed. */
  copiedTo: z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
    .min(1)
    .max(200)
    .nullable(),
});
export type NoticeIssue = z.output<typeof NoticeIssue>;

/** A row of annex 1; `name` is null in the public version. */
export interface NoticeOfficer {
  readonly certificateNumber: string;
  readonly name: string | null;
  readonly department: string | null;
  readonly domains: readonly string[];
  readonly expiresOn: string;
}

/** A row of annex 2; `name` and `employer` are null in the public version. */
export interface NoticeExpert {
  readonly directoryNumber: string;
  readonly name: string | null;
  readonly employer: string | null;
  readonly title: string | null;
  readonly specialties: readonly string[];
  readonly termTo: string | null;
}

/** Everything that is printed. Directories and item list are those of the approval, so that it is the same whenever it is made. */
export interface NoticeContent {
  readonly readership: NoticeReadership;
  readonly bureau: string;
  readonly isDemo: boolean;
  /** The public page of the plan. */
  readonly address: string;
  readonly plan: Pick<Plan, 'year' | 'version' | 'content' | 'universe' | 'hash' | 'approvalDocument'>;
  readonly capacity: Capacity;
  readonly approvedOn: string;
  readonly approvedAt: string;
  /** Null until it is issued: then it is a draft without a number. */
  readonly issue: NoticeIssue | null;
  readonly officers: readonly NoticeOfficer[];
  readonly experts: readonly NoticeExpert[];
  /** The list in force on the day of approval; null when none was published then. */
  readonly catalogue: Pick<PublicCatalogue, 'edition' | 'publishedOn' | 'items'> | null;
}
