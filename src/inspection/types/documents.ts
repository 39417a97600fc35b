/** 执法文书 of a visit (domain §12): the forms, the sets a bureau chooses from, and the one data model they all print. Browser-safe. @module */
import { z } from 'zod';
import type { UploadFormat } from '../../core/uploads/kinds.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { ShownReason } from '../../items/types.ts';
import { InspectionId, text, written, type OnSitePlan } from './visit.ts';

/** 文书式样: the set of the emergency bureaus (2020), or the inspection forms of the Ministry of Justice (2025). */
export const FORM_SETS = { emergency: '应急管理执法文书', justice: '行政检查文书（司法部2025年式样）' } as const;
export type FormSet = keyof typeof FORM_SETS;

/** 文书种类, as the set of the emergency bureaus names them. */
export const FORMS = {
  plan: '现场检查方案',
  notice: '检查通知书',
  checklist: '现场检查表',
  record: '现场检查记录',
  opinion: '专家意见表',
  decision: '现场处理措施决定书',
  order: '责令限期整改指令书',
  result: '检查结果告知书',
  service: '文书送达回执',
  interview: '询问笔录',
  survey: '勘验笔录',
  sample: '抽样取证凭证',
} as const;
export type FormName = keyof typeof FORMS;
export const FORM_NAMES = codesOf(FORMS);

/** 类别字 in the number (domain §12.2). */
export const CATEGORIES: Readonly<Record<FormName, string>> = {
  plan: '检查',
  notice: '检通',
  checklist: '检表',
  record: '检记',
  opinion: '专意',
  decision: '现决',
  order: '责改',
  result: '检告',
  service: '回',
  interview: '询',
  survey: '勘',
  sample: '抽',
};

/** 笔录、凭证、回执: what is written down beside the record, each of which becomes a document of its own. */
export const PAPER_KINDS = ['interview', 'survey', 'sample', 'service'] as const satisfies readonly FormName[];
export type PaperKind = (typeof PAPER_KINDS)[number];

const Minute = z.iso.datetime({ local: true, precision: -1, error: '请选择日期和时间' });
const between = { from: Minute, to: Minute };
const inOrder = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from <= to;
const ORDER = { path: ['to'], error: '结束时间早于开始时间' };

/** 询问笔录. Identity numbers and phones are written in by hand: they are not kept here. */
const Interview = z
  .object({
    kind: z.literal('interview'),
    ...between,
    nth: z.int().min(1).max(99),
    place: text('询问地点', 120),
    person: text('被询问人', 60),
    post: written('职务', 60),
    employer: written('工作单位', 120),
    recorder: text('记录人', 60),
    entries: z
      .array(z.object({ ask: text('问', 500), answer: text('答', 2_000) }))
      .min(1, '至少记录一问一答')
      .max(200),
  })
  .refine(inOrder, ORDER);

/** 勘验笔录. */
const Survey = z
  .object({
    kind: z.literal('survey'),
    ...between,
    place: text('勘验场所', 120),
    weather: written('天气', 60),
    party: written('当事人', 60),
    invited: written('被邀请人', 120),
    result: text('勘验情况及结果', 5_000),
  })
  .refine(inOrder, ORDER);

/** 抽样取证 (行政处罚法 §56). */
const Sample = z.object({
  kind: z.literal('sample'),
  place: text('抽样地点', 120),
  basis: text('抽样依据', 300),
  goods: z
    .array(
      z.object({
        name: text('样品名称', 120),
        model: written('规格批号', 120),
        quantity: text('数量', 60),
        /** 购买金额, in fen; null when nothing was paid. */
        paidFen: z.int().min(0).max(1_000_000_000_00).nullable(),
      }),
    )
    .min(1, '至少登记一件样品')
    .max(50),
});

export const SERVICE_METHODS = {
  direct: '直接送达',
  left: '留置送达',
  post: '邮寄送达',
  electronic: '电子送达',
} as const;

/** 送达回执. Leaving a document behind needs a reason and a witness (民事诉讼法 §89, by 行政处罚法 §61). */
const Service = z
  .object({
    kind: z.literal('service'),
    documentIds: z.array(z.uuid()).min(1, '请选择送达的文书').max(20),
    receiver: text('收件人', 60),
    place: text('送达地点', 120),
    method: z.enum(codesOf(SERVICE_METHODS), '请选择送达方式'),
    servedAt: Minute,
    refusal: written('拒收事由', 300).optional(),
    witness: written('见证人', 60).optional(),
  })
  .refine(({ method, refusal, witness }) => method !== 'left' || ((refusal ?? '') !== '' && (witness ?? '') !== ''), {
    path: ['refusal'],
    error: '留置送达须写明拒收事由和见证人',
  });

export const Paper = z.discriminatedUnion('kind', [Interview, Survey, Sample, Service]);
export type Paper = z.output<typeof Paper>;

export const KeepPaperInput = z.object({ inspectionId: InspectionId, paperId: z.uuid().optional(), paper: Paper });

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const FormInput = z.object({
  inspectionId: InspectionId,
  form: z.enum(FORM_NAMES),
  paperId: z.uuid().optional(),
});

/** A document of the visit as its page lists it. */
export const IssuedDocument = z.object({
  documentId: z.uuid(),
  form: z.enum(FORM_NAMES),
  title: z.string(),
  number: z.string(),
  code: z.string(),
  sha256: Sha256,
  issuedOn: z.string(),
  paperId: z.uuid().nullable(),
  end: z.object({ kind: z.enum(['voided', 'superseded']), on: z.string(), by: z.string().nullable() }).nullable(),
});
export type IssuedDocument = z.output<typeof IssuedDocument>;

/** What a document would be, issued now. */
export const FormPreview = z.object({ number: z.string(), title: z.string(), sha256: Sha256 });
export type FormPreview = z.output<typeof FormPreview>;

/** What the page of a visit shows of its documents. */
export const DocumentsView = z.object({
  /** 案号; null until the plan is approved. */
  serial: z.string().nullable(),
  forms: z.array(
    z.object({
      form: z.enum(FORM_NAMES),
      title: z.string(),
      paperId: z.uuid().nullable(),
      /** Against looking at it, and against issuing it. */
      previewRefusals: z.array(ShownReason),
      issueRefusals: z.array(ShownReason),
    }),
  ),
  issued: z.array(IssuedDocument),
  papers: z.array(z.object({ paperId: z.uuid(), version: z.int(), at: z.string(), paper: Paper })),
});
export type DocumentsView = z.output<typeof DocumentsView>;

/** 一户一档: everything that any document of the visit prints. */
export interface VisitFile {
  readonly bureau: {
    readonly name: string;
    readonly address: string;
    readonly phone: string;
    readonly complaintPhone: string;
    readonly reconsideration: string;
    readonly court: string;
    readonly isDemo: boolean;
  };
  readonly enterprise: {
    readonly name: string;
    readonly creditCode: string;
    readonly address: string;
    readonly principal: string;
    readonly domain: string;
  };
  readonly team: readonly {
    readonly kind: 'officer' | 'expert';
    readonly personId: string;
    readonly name: string;
    readonly number: string;
  }[];
  readonly plan: OnSitePlan | null;
  readonly items: readonly { readonly code: string; readonly name: string; readonly bases: string }[];
  readonly approvals: readonly { readonly as: 'chief' | 'head'; readonly name: string; readonly on: string }[];
  /** 任务来源. */
  readonly source: { readonly year: string; readonly draw: string; readonly drawnOn: string };
  readonly visits: { readonly thisYear: number; readonly cap: number | null };
  readonly checkedInAt: string | null;
  readonly closedAt: string | null;
  readonly checklist: readonly {
    readonly itemId: string;
    readonly item: string;
    readonly no: number;
    readonly question: string;
    readonly answer: string;
  }[];
  readonly findings: readonly {
    readonly findingId: string;
    readonly number: number;
    readonly place: string;
    readonly description: string;
    readonly level: string;
    readonly criterion: string;
    readonly measureKind: string;
    readonly measure: string;
    readonly dueOn: string | null;
    readonly duty: string;
    readonly penalty: string;
    readonly evidence: number;
  }[];
  readonly opinions: readonly {
    readonly expert: string;
    readonly number: number;
    readonly problem: string;
    readonly basis: string;
    readonly measure: string;
    readonly suggestedDays: number;
  }[];
  /** Signatures on the record as it is now. */
  readonly signatures: readonly {
    readonly kind: 'officer' | 'expert' | 'enterprise';
    readonly name: string;
    readonly at: string;
    readonly refusal: string | null;
  }[];
  readonly recordHash: string | null;
  readonly conclusion: string | null;
  /** 入企核验码; '' until the log has published what it stands on. */
  readonly receipt: string;
  readonly issued: readonly { readonly documentId: string; readonly title: string; readonly number: string }[];
  /** 现场照片, in their order; only for a form that prints them. */
  readonly photos: readonly {
    readonly sha256: string;
    readonly format: UploadFormat;
    readonly takenAt: string | null;
    readonly caption: string;
    readonly findingId: string | null;
    readonly point: { readonly itemId: string; readonly pointNo: number } | null;
  }[];
  readonly paper: Paper | null;
}
