/** 责令整改: one order per visit, one item per finding, rounds of looking again (domain §21.4–21.5). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text, written, type MeasureKind } from '../../inspection/types/visit.ts';

export const ORDER_STATES = { draft: '待送达', served: '整改中', reinspecting: '复查中', closed: '已关闭' } as const;
export type OrderState = keyof typeof ORDER_STATES;

/** What each finding waits for; overdue is a fact of the day, not a state. */
export const ITEM_STATES = {
  open: '整改中',
  reported: '已报告，待复查',
  supervised: '按重大隐患督办',
  'awaiting-consent': '复查合格，待同意恢复',
  passed: '已整改',
  'in-case': '已转立案',
  transferring: '待收函',
  transferred: '已移送',
  voided: '已撤销',
} as const;
export type ItemState = keyof typeof ITEM_STATES;
/** Nothing more is expected of these. */
export const SETTLED: readonly ItemState[] = ['passed', 'in-case', 'transferred', 'voided'];

/** 送达方式 (行政处罚法 §61, 民事诉讼法 §88–95). */
export const SERVICE_MEANS = {
  direct: '直接送达',
  left: '留置送达',
  post: '邮寄送达',
  electronic: '电子送达',
} as const;
export type ServiceMeans = keyof typeof SERVICE_MEANS;

/** Calendar days: 行政处罚法 §61 gives them for a decision when the party is absent; the bureau keeps to it for all it serves. */
export const SERVED_WITHIN = 7;

/** 立案依据: on what a finding that was not rectified goes to a case (安全生产法 2021). */
export const CASE_GROUNDS = {
  'ansheng-97': '《安全生产法》第九十七条',
  'ansheng-98': '《安全生产法》第九十八条',
  'ansheng-99': '《安全生产法》第九十九条',
  'ansheng-100': '《安全生产法》第一百条',
  'ansheng-101': '《安全生产法》第一百零一条',
  'ansheng-102': '《安全生产法》第一百零二条',
  other: '其他法律、法规、规章',
} as const;
export type CaseGround = keyof typeof CASE_GROUNDS;

const Day = z.iso.date('日期须为 2026-01-05 这样的格式');

export const OrderId = z.uuid();
export const ItemId = z.uuid();
export const OneOrder = z.object({ orderId: OrderId });
export const OneItem = z.object({ orderId: OrderId, findingId: ItemId });
const OfficerIds = z.array(z.uuid(), '请选择执法人员').min(1, '请选择执法人员').max(6);

/** 送达回执. A left order needs its witness (民事诉讼法 §89). */
export const Service = z.object({
  officerIds: OfficerIds,
  means: z.enum(codesOf(SERVICE_MEANS), '请选择送达方式'),
  servedOn: Day,
  recipient: text('签收人', 60),
  witness: written('见证人', 60).optional(),
});
export type Service = z.output<typeof Service>;

export const PHOTO_FORMATS = ['jpeg', 'png', 'webp'] as const;
export const PHOTO_MOMENTS = { before: '整改前', after: '整改后' } as const;
export const PhotoMoment = z.enum(codesOf(PHOTO_MOMENTS));
export type PhotoMoment = z.output<typeof PhotoMoment>;

/** A report takes the photos kept for its finding since the last one. */
export const Report = z.object({ text: text('整改情况', 1_000) });
export type Report = z.output<typeof Report>;

export const ExtensionRequest = z.object({
  until: Day,
  reason: text('延期理由', 500),
  /** 延期期间的安全措施 */
  interim: text('延期期间的安全措施', 500),
});
export type ExtensionRequest = z.output<typeof ExtensionRequest>;

export const ExtensionDecision = z.object({
  outcome: z.enum(['granted', 'refused'], '请选择同意或不同意'),
  reply: text('批复意见', 500),
});

/** One finding in a round: rectified, or what follows when it is not. */
export const Verdict = z.discriminatedUnion(
  'outcome',
  [
    z.object({ outcome: z.literal('passed'), opinion: text('复查意见', 500) }),
    z.object({
      outcome: z.literal('again'),
      opinion: text('复查意见', 500),
      days: z.int('期限须为整天数').min(1, '至少 1 天').max(180, '最多 180 天'),
    }),
    z.object({
      outcome: z.literal('case'),
      opinion: text('复查意见', 500),
      ground: z.enum(codesOf(CASE_GROUNDS), '请选择立案依据'),
    }),
  ],
  '请选择复查结果',
);
export type Verdict = z.output<typeof Verdict>;

export const OpenRound = OneOrder.extend({ officerIds: OfficerIds });
export const Round = z.int().min(1);
export const DocumentHash = z.string().regex(/^[0-9a-f]{64}$/);

/** 移送回执: the other department has taken it over (安全生产法 §69). */
export const TransferReceipt = z.object({
  department: text('接收部门', 60),
  number: text('收函文号', 60),
  receivedOn: Day,
});
export type TransferReceipt = z.output<typeof TransferReceipt>;

export const Reason = text('理由', 500);

/** Findings that are ordered, not settled on the spot. */
export type OrderedMeasure = Exclude<MeasureKind, 'on-the-spot'>;
export const STOPPED: readonly OrderedMeasure[] = ['stop-use', 'stop-work'];

export interface Item {
  readonly findingId: string;
  /** Number of the finding in the visit. */
  readonly number: number;
  readonly measureKind: OrderedMeasure;
  readonly state: ItemState;
  /** Null for what goes to another department. */
  readonly dueOn: string | null;
}

export interface Order {
  readonly orderId: string;
  readonly inspectionId: string;
  readonly state: OrderState;
  readonly servedOn: string | null;
  readonly items: readonly Item[];
}

/** 整改复查意见书 in the register of the visit. */
export const OPINION_FORM = 'reinspection';
/** 责令整改事项撤销决定书 in the same. */
export const VOID_FORM = 'finding-void';

/** 终止: every finding it was to look at was voided meanwhile; it has no opinion. */
export const ROUND_STATES = ['open', 'awaiting-signatures', 'done', 'dropped'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** Two officers who look again. */
export interface Reinspection {
  readonly round: number;
  readonly state: RoundState;
  readonly openedOn: string;
  readonly doneOn: string | null;
  readonly officerIds: readonly string[];
  readonly documentHash: string | null;
  readonly verdicts: readonly { readonly findingId: string; readonly verdict: Verdict | null }[];
  /** Officers who signed this very document. */
  readonly signedBy: readonly string[];
}
