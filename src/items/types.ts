/** 随机抽查事项清单: what may be inspected, with its check points and legal bases. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, RISK_COLORS, SAFETY_DOMAINS, SIZE_CLASSES, SPECIAL_FLAGS } from '../directory/types/vocabulary.ts';

/** 事项类别 (guidance of 市场监管总局: the ratio of general items is limited, that of key items is not). */
export const ITEM_CATEGORIES = { key: '重点', general: '一般' } as const;
export type ItemCategory = keyof typeof ITEM_CATEGORIES;
/** 检查类型 (司法部 2025). */
export const ITEM_KINDS = { routine: '日常检查', special: '专项检查', 'single-case': '个案检查' } as const;
/** 检查方式. */
export const CHECK_METHODS = {
  'on-site': '现场检查',
  documents: '查阅资料',
  inquiry: '询问',
  measurement: '检测测量',
  sampling: '抽样',
  'off-site': '非现场检查',
} as const;
export type CheckMethod = keyof typeof CHECK_METHODS;
/** 抽取方式. */
export const SELECTIONS = { undirected: '不定向抽查', directed: '定向抽查', 'full-coverage': '全覆盖' } as const;
/** 隐患等级: what the answer 否 means. */
export const SEVERITIES = { general: '一般', major: '重大', 'by-criterion': '依标准判定' } as const;
export type Severity = keyof typeof SEVERITIES;
/** 清单版次的状态. */
export const CATALOGUE_STATES = {
  draft: '草拟',
  submitted: '待批准',
  approved: '已批准',
  published: '已公布',
} as const;
export type CatalogueState = keyof typeof CATALOGUE_STATES;

const text = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
    .max(max, `不超过 ${max} 个字`);
const line = (max: number): z.ZodString => text(max).min(1, '不能为空');

/** 法律依据引用: the article without a version; the version in force on the day of the act is looked up. */
export const BasisRef = z.object({
  /** 义务条款 | 处罚条款 */
  role: z.enum(['duty', 'penalty']),
  /** Without 中华人民共和国 and 《》, e.g. 安全生产法. */
  instrument: line(60),
  article: z.int().min(1).max(1500),
  /** 款、项 as printed, e.g. （三）. */
  part: text(30).optional(),
});
export type BasisRef = z.output<typeof BasisRef>;
/** At one check point. */
const MOST_POINT_CITATIONS = 12;

/** 检查要点: one question answered 是 / 否 / 不适用; 是 means that the duty is met. */
export const CheckPoint = z.object({
  no: z.int().min(1).max(99),
  question: line(300),
  /** 检查方法: what the officer does to find out. */
  procedure: text(300).optional(),
  /** 检查标准: what must be found for the answer 是. */
  standard: text(300).optional(),
  /** What shows it (证据形式), e.g. 照片、台账. */
  evidence: text(200),
  severity: z.enum(codesOf(SEVERITIES)),
  /** The standard that makes a 重大 finding (判定标准), by its official name. */
  criterion: text(200).optional(),
  /** 义务条款和处罚条款 of this question, among those of the item; without any, all of the item's apply. */
  bases: z.array(BasisRef).max(MOST_POINT_CITATIONS, `不超过 ${MOST_POINT_CITATIONS} 条`).optional(),
});
export type CheckPoint = z.output<typeof CheckPoint>;

/** In one cell of a workbook, which holds those of one role. */
export const MOST_CITATIONS = 40;
/** 联合部门 of one item, as many as a plan names. */
export const MOST_JOINT = 5;

/**
 * 适用对象: an enterprise in one of the domains or with one of the flags (both empty: every enterprise), and of one of the risk
 * colours and of one of the sizes where those are named.
 */
export const ObjectScope = z.object({
  domains: z.array(z.enum(codesOf(SAFETY_DOMAINS))).max(20),
  flags: z.array(z.enum(codesOf(SPECIAL_FLAGS))).max(20),
  riskColors: z
    .array(z.enum(codesOf(RISK_COLORS)))
    .max(4)
    .exactOptional(),
  sizes: z
    .array(z.enum(codesOf(SIZE_CLASSES)))
    .max(4)
    .exactOptional(),
});
export type ObjectScope = z.output<typeof ObjectScope>;

/** 抽查事项 (domain §2.5), the content of one version. */
export const ItemContent = z.object({
  code: z.string().regex(/^[A-Z]{2}-\d{2,3}$/, '事项编码写成两个大写字母、短横、两到三位数字，例如 ZH-01'),
  name: line(60),
  category: z.enum(codesOf(ITEM_CATEGORIES)),
  kind: z.enum(codesOf(ITEM_KINDS)),
  /** 检查主体 */
  subject: line(60),
  scope: ObjectScope,
  methods: z.array(z.enum(codesOf(CHECK_METHODS))).min(1, '至少选择一种'),
  selection: z.enum(codesOf(SELECTIONS)),
  /** 抽查比例 in hundredths of a percent (4000 = 40 %); null where the plan decides. */
  ratio: z.int().min(1).max(10_000).nullable(),
  /** 检查频次: visits per enterprise and year. */
  frequency: z.int().min(1).max(12),
  /** 频次上限 per enterprise and year; null where only the cap of the enterprise's class applies. */
  cap: z.int().min(1).max(12).nullable(),
  points: z.array(CheckPoint).min(1).max(40),
  /** 联合部门: departments that check this item together with us; absent where nobody does. */
  joint: z.array(line(60)).min(1).max(MOST_JOINT, `不超过 ${MOST_JOINT} 个部门`).exactOptional(),
  /** 公布渠道: where the item is published besides our portal, e.g. on the site of the government; absent where nowhere. */
  channelUrl: z
    .url({ protocol: /^https?$/, message: '写成 https://… 的完整网址' })
    .max(200, '不超过 200 个字')
    .exactOptional(),
  bases: z.array(BasisRef).max(2 * MOST_CITATIONS, `义务条款和处罚条款合计不超过 ${2 * MOST_CITATIONS} 条`),
  note: text(500),
});
export type ItemContent = z.output<typeof ItemContent>;

/** 法律依据: the text of one article in one version, in force from `validFrom` to `validTo` (null: until now). */
export const LegalBasis = z.object({
  instrument: line(60),
  version: line(60),
  article: z.int().min(1).max(1500),
  /** Paragraphs separated by line feeds. */
  text: z.string().trim().normalize('NFC').min(1).max(8000),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  source: line(200),
});
export type LegalBasis = z.output<typeof LegalBasis>;

/** A reference with the text that was in force on the day asked for; `basis` is null when none was. */
export const ResolvedBasis = BasisRef.extend({ basis: LegalBasis.nullable() });
export type ResolvedBasis = z.output<typeof ResolvedBasis>;

/** One version of an item (事项版本). `itemId` names exactly this version. */
export const ItemVersion = z.object({ itemId: z.uuid(), version: z.int().min(1), content: ItemContent });
export type ItemVersion = z.output<typeof ItemVersion>;

/** 事项清单的一个版次 */
export const Catalogue = z.object({
  edition: z.int().min(1),
  state: z.enum(codesOf(CATALOGUE_STATES)),
  itemCount: z.int(),
  /** Staff ids of everyone who drafted it. */
  draftedBy: z.array(z.string()),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedOn: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedOn: z.string().nullable(),
  returnReason: z.string().nullable(),
  /** Hash of the published document; null before. */
  hash: z.string().nullable(),
});
export type Catalogue = z.output<typeof Catalogue>;

/** 版次比较: codes with their names, against the edition before. */
export const CatalogueDiff = z.object({
  added: z.array(z.object({ code: z.string(), name: z.string() })),
  removed: z.array(z.object({ code: z.string(), name: z.string() })),
  changed: z.array(z.object({ code: z.string(), name: z.string(), fields: z.array(z.string()) })),
});
export type CatalogueDiff = z.output<typeof CatalogueDiff>;

export const ReasonFacts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]),
);

/** A reason that a rule gives, as it travels to the browser (拒绝理由). */
export const ShownReason = z.object({
  code: z.string(),
  at: z.string().exactOptional(),
  facts: ReasonFacts.exactOptional(),
});

/** 版次页: an edition, its changes, and what keeps it from being submitted today. */
export const CatalogueView = z.object({
  catalogue: Catalogue,
  /** Of the edition as it stands; equals that of the catalogue once published. */
  hash: z.string(),
  /** Names by staff id. */
  people: z.record(z.string(), z.string()),
  diff: CatalogueDiff,
  refusals: z.array(ShownReason),
});
export type CatalogueView = z.output<typeof CatalogueView>;

/** 事项列表: one page of an edition. */
export const ItemList = z.object({
  total: z.int(),
  rows: z.array(ItemVersion),
  edition: z.int().nullable(),
  state: z.enum(codesOf(CATALOGUE_STATES)).nullable(),
  asOf: z.string(),
});
export type ItemList = z.output<typeof ItemList>;

/** 事项页: one version with the texts in force today and its other versions. */
export const ItemView = ItemVersion.extend({
  revision: z.int(),
  isPublished: z.boolean(),
  bases: z.array(ResolvedBasis),
  versions: z.array(
    z.object({
      itemId: z.uuid(),
      version: z.int(),
      edition: z.int(),
      isSealed: z.boolean(),
      savedAt: z.string(),
      /** 施行期间: from the publication of its edition until that of the one that replaces it; null before, and while it stands. */
      validFrom: z.string().nullable(),
      validTo: z.string().nullable(),
    }),
  ),
  /** State of the edition being prepared; null when there is none. */
  openState: z.enum(codesOf(CATALOGUE_STATES)).nullable(),
});
export type ItemView = z.output<typeof ItemView>;

/** 公开的清单: what the portal shows, field by field. */
export const PublicCatalogue = z.object({
  edition: z.int(),
  publishedOn: z.string(),
  hash: z.string(),
  items: z.array(
    ItemContent.pick({
      code: true,
      name: true,
      category: true,
      kind: true,
      subject: true,
      scope: true,
      methods: true,
      selection: true,
      ratio: true,
      frequency: true,
      cap: true,
      joint: true,
      channelUrl: true,
    }).extend({
      version: z.int(),
      points: z.array(CheckPoint.pick({ no: true, question: true })),
      duties: z.array(z.string()),
      penalties: z.array(z.string()),
    }),
  ),
  diff: CatalogueDiff,
});
export type PublicCatalogue = z.output<typeof PublicCatalogue>;

/** 检查表的一行 */
export interface ChecklistLine extends CheckPoint {
  readonly itemId: string;
  readonly code: string;
  readonly version: number;
  readonly itemName: string;
}

/** What of an enterprise decides which items apply to it. */
export interface EnterpriseTags {
  readonly domains: readonly string[];
  readonly flags: readonly string[];
  readonly riskColor: string | null;
  readonly sizeClass: string | null;
}
