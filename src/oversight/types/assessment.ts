/**
 * 业绩考评: shares of things done as they should be, never how much was done (国办发〔2024〕54号, 行政处罚法 §74, domain §22). Browser-safe.
 * @module
 */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';

/** 指标: each is a share of its rows; `formula` says of which, in the words of the page. */
export const INDICATORS = {
  plan: { title: '计划完成', formula: '已完成或确认无法实施的抽中企业 ÷ 全部抽中企业（被替换的除外）', weight: 20 },
  disclosure: { title: '按期公示', formula: '在期限内公示的检查结果 ÷ 期限已到的检查结果', weight: 10 },
  service: {
    title: '按期送达',
    formula: '签字后七日内送达的责令整改 ÷ 全部责令整改（送达前全部撤销的除外）',
    weight: 10,
  },
  reinspection: { title: '按期复查', formula: '报告或到期后在本机关设定的复查期限内开始的复查 ÷ 全部复查', weight: 10 },
  cases: {
    title: '办案时限',
    formula:
      '在期限内作出决定（含移送公安）的处罚案件 ÷ 已经作出决定或者期限已过的处罚案件；期限为立案后九十日加批准的延期、减依规定扣除的时间，按期的计入决定的年度，逾期的计入期限届满的年度',
    weight: 5,
  },
  closing: { title: '问题办结', formula: '期限已到的问题中已有结果的 ÷ 期限已到的问题（已撤销的除外）', weight: 15 },
  quality: { title: '案卷质量', formula: '案卷评查得分的平均数', weight: 10 },
  feedback: {
    title: '普遍性问题反馈',
    formula: '在期限内收到回复的通报反馈 ÷ 期限已到或者已经回复的通报反馈',
    weight: 5,
  },
  repeat: {
    title: '整改不反弹',
    formula: '整改合格后没有在同一企业同一事项再次发现的问题 ÷ 全部整改合格的问题',
    weight: 5,
  },
  complaints: { title: '没有查实的投诉', formula: '没有查实投诉的检查 ÷ 全部已签字的检查', weight: 5 },
  reversals: {
    title: '复议诉讼维持',
    formula: '没有被撤销、变更或确认违法的复议、诉讼 ÷ 已有结果的复议、诉讼',
    weight: 5,
  },
} as const satisfies Readonly<Record<string, { title: string; formula: string; weight: number }>>;
export type IndicatorCode = keyof typeof INDICATORS;
export const INDICATOR_CODES = Object.keys(INDICATORS) as [IndicatorCode, ...IndicatorCode[]];

/** One thing that an indicator looks at. */
export const IndicatorRow = z.object({
  key: z.string(),
  where: z.string(),
  on: z.string().nullable(),
  /** 0 to 100: mostly one or the other, for a review its score. */
  value: z.number(),
  href: z.string(),
});
export type IndicatorRow = z.output<typeof IndicatorRow>;

export const IndicatorView = z.object({
  code: z.enum(INDICATOR_CODES),
  /** Sum of the rows' values, and how many rows: the share is one divided by the other. */
  sum: z.number(),
  rows: z.int(),
});
export type IndicatorView = z.output<typeof IndicatorView>;

export const Year = z.coerce.number().int().min(2000).max(2100);
export const Assessment = z.object({
  asOf: z.string(),
  /** Of the bureau's day. */
  thisYear: z.int(),
  year: z.int(),
  indicators: z.array(IndicatorView),
});
export type Assessment = z.output<typeof Assessment>;
export const IndicatorRows = z.object({ code: z.enum(INDICATOR_CODES), year: z.int(), rows: z.array(IndicatorRow) });
export type IndicatorRows = z.output<typeof IndicatorRows>;

/** 案卷评查表 (domain §21.10, 行政执法三项制度): what a file must show. */
export const SHEET = {
  proof: '抽取记录和检查任务相符，检查组与抽取结果一致',
  plan: '检查前查阅资料，方案经批准',
  notice: '检查通知书载明依据、事项、频次上限',
  'check-in': '两名以上执法人员亮证，证件有效',
  answers: '检查表逐项填写，事项在公布的清单内',
  findings: '问题逐条记录，有部位、依据、措施、期限和证据',
  signatures: '检查组和企业签字或拒签记录齐全',
  follow: '送达、复查、销号手续齐全，期限合法',
  disclosure: '公示及时，没有不应公开的内容',
  filing: '文书齐全，文号连续，材料归档',
} as const;
export type SheetLine = keyof typeof SHEET;
export const MARKS = { met: '符合', partly: '基本符合', not: '不符合', 'not-applicable': '不涉及' } as const;
export type Mark = keyof typeof MARKS;
const mark = z.enum(codesOf(MARKS), '请逐项评定');
export const Sheet = z.object({
  proof: mark,
  plan: mark,
  notice: mark,
  'check-in': mark,
  answers: mark,
  findings: mark,
  signatures: mark,
  follow: mark,
  disclosure: mark,
  filing: mark,
});
export type Sheet = z.output<typeof Sheet>;

export const ReviewFile = z.object({
  inspectionId: z.uuid('请选择案卷'),
  sheet: Sheet,
  opinion: text('评查意见', 1_000),
});

export const MATTERS = { complaint: '投诉', review: '行政复议', suit: '行政诉讼' } as const;
export type MatterKind = keyof typeof MATTERS;
export const OUTCOMES = { founded: '查实，或被撤销、变更、确认违法', unfounded: '不属实，或维持、驳回' } as const;
/** What a founded one of these decided is carried out by the section (行政复议法 §77, 行政诉讼法 §94). */
export const BINDING: readonly MatterKind[] = ['review', 'suit'];
const Day = z.iso.date('日期须为 2026-01-05 这样的格式');
export const RecordMatter = z.object({
  kind: z.enum(codesOf(MATTERS), '请选择种类'),
  inspectionId: z.uuid('请选择检查'),
  receivedOn: Day,
  summary: text('事由', 500),
});
export const DecideMatter = z.object({
  matterId: z.uuid(),
  outcome: z.enum(codesOf(OUTCOMES), '请选择结果'),
  conclusion: text('结论', 500),
});

export const CarryOutMatter = z.object({
  matterId: z.uuid('请选择事项'),
  carriedOut: text('执行情况', 500),
});

export const QualityView = z.object({
  asOf: z.string(),
  /** Closed or signed visits to review, those of last year first reviewed first; names of enterprises only. */
  files: z.array(z.object({ inspectionId: z.uuid(), enterprise: z.string(), signedOn: z.string(), reviews: z.int() })),
  reviews: z.array(
    z.object({
      reviewId: z.uuid(),
      inspectionId: z.uuid(),
      enterprise: z.string(),
      score: z.int(),
      opinion: z.string(),
      reviewer: z.string(),
      reviewedOn: z.string(),
      sheet: Sheet,
    }),
  ),
  matters: z.array(
    z.object({
      matterId: z.uuid(),
      kind: z.enum(codesOf(MATTERS)),
      enterprise: z.string(),
      inspectionId: z.uuid(),
      receivedOn: z.string(),
      summary: z.string(),
      outcome: z.enum(codesOf(OUTCOMES)).nullable(),
      conclusion: z.string().nullable(),
      decidedOn: z.string().nullable(),
      /** What the section did about a founded review or suit. */
      carriedOut: z.string().nullable(),
    }),
  ),
});
export type QualityView = z.output<typeof QualityView>;
