/** 公示: the public copy of a visit's result. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, SAFETY_DOMAINS } from '../directory/types/vocabulary.ts';
import { ShownReason } from '../items/types.ts';
import { CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../inspection/types/visit.ts';

/** 公示状态 (domain §21.9). */
export const DISCLOSURE_STATES = {
  drafted: '待承办确认',
  confirmed: '待科室审',
  approved: '待公开审查',
  published: '已公示',
  withdrawn: '已撤回',
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

/** Something in the words that must not be public, and where. */
export interface ProtectedHit {
  readonly kind: 'id-number' | 'phone' | 'bank-card' | 'plate' | 'person';
  /** e.g. `findings.2.text` */
  readonly at: string;
  readonly found: string;
}

export const PROTECTED_KINDS = {
  'id-number': '身份证号',
  phone: '电话号码',
  'bank-card': '银行卡号',
  plate: '车牌号',
  person: '个人姓名',
} as const satisfies Readonly<Record<ProtectedHit['kind'], string>>;

/** 公示台的一行 */
export const EntryRow = z.object({
  entryId: EntryId,
  inspectionId: z.uuid(),
  state: z.enum(codesOf(DISCLOSURE_STATES)),
  version: z.int(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  conclusion: PublicResult.shape.conclusion,
  findings: z.int(),
  dueOn: z.string(),
  /** Negative when overdue; null when nothing is awaited any more. */
  workdaysLeft: z.int().nullable(),
  publishedOn: z.string().nullable(),
});
export type EntryRow = z.output<typeof EntryRow>;

/** 公示稿: the public words beside those of the record, and what each deed waits for. */
export const EntryView = EntryRow.extend({
  content: PublicResult,
  /** Of the content as it stands: what is sealed when it is published. */
  hash: z.string(),
  versions: z.array(
    z.object({ version: z.int(), publishedOn: z.string(), hash: z.string(), reason: z.string().nullable() }),
  ),
  /** The words of the record beside the public words. */
  recorded: z.array(z.object({ number: z.int(), description: z.string(), place: z.string() })),
  hits: z.array(z.object({ kind: z.enum(codesOf(PROTECTED_KINDS)), at: z.string(), found: z.string() })),
  returnReason: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  /** Whether the reader sits in the team that inspected: only he confirms. */
  isHandler: z.boolean(),
  /** What each deed waits for when the reader asks. */
  refusals: z.record(z.string(), z.array(ShownReason)),
});
export type EntryView = z.output<typeof EntryView>;
