/** What the lists and pages of rectification show. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { FINDING_LEVELS } from '../../inspection/types/visit.ts';
import {
  CASE_GROUNDS,
  DocumentHash,
  ItemId,
  type ItemState,
  ITEM_STATES,
  ORDER_STATES,
  OrderId,
  PhotoMoment,
  ROUND_STATES,
  Service,
  TransferReceipt,
  Verdict,
} from './order.ts';
import { ExposureView, ReminderView, WordsView } from './remind.ts';
import { FoundedMatter, VoidView } from './void.ts';

/** What an order waits for; an order with several findings may be in several. */
export const ORDER_STAGES = {
  serve: '待送达',
  rectify: '整改中',
  remind: '待提醒',
  overdue: '已逾期',
  extension: '延期待批',
  reinspect: '待复查',
  sign: '复查中',
  exposure: '曝光待决定',
  consent: '待同意恢复',
  transfer: '待收函',
  'serve-void': '撤销待送达',
  closed: '已关闭',
} as const;
export type OrderStage = keyof typeof ORDER_STAGES;

export const OrderQuery = z.object({
  q: z.string().trim().max(60).optional(),
  stage: z.enum(codesOf(ORDER_STAGES)).optional(),
  mine: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
});
export type OrderQuery = z.output<typeof OrderQuery>;

export const OrderRow = z.object({
  orderId: OrderId,
  inspectionId: z.uuid(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  state: z.enum(codesOf(ORDER_STATES)),
  servedOn: z.string().nullable(),
  findings: z.int(),
  settled: z.int(),
  overdue: z.int(),
  /** The nearest deadline of what the enterprise has still to do. */
  dueOn: z.string().nullable(),
  /** Calendar days until then; negative when past. */
  daysLeft: z.int().nullable(),
  /** Since when something waits for officers to look again: a report, or a deadline that passed. */
  waitingSince: z.string().nullable(),
  /** Calendar days since then. */
  daysWaiting: z.int().nullable(),
  stages: z.array(z.enum(codesOf(ORDER_STAGES))),
});
export type OrderRow = z.output<typeof OrderRow>;

export const OrderList = z.object({
  total: z.int(),
  rows: z.array(OrderRow),
  counts: z.record(z.enum(codesOf(ORDER_STAGES)), z.int()),
  asOf: z.string(),
});
export type OrderList = z.output<typeof OrderList>;

const PhotoView = z.object({ photoId: z.uuid(), moment: PhotoMoment });

const ReportView = z.object({
  reportId: z.uuid(),
  text: z.string(),
  at: z.string(),
  /** The enterprise itself, or an officer for it. */
  by: z.enum(['enterprise', 'officer']),
  returnReason: z.string().nullable(),
  photos: z.array(PhotoView),
});

const ExtensionView = z.object({
  extensionId: z.uuid(),
  until: z.string(),
  reason: z.string(),
  interim: z.string(),
  requestedAt: z.string(),
  outcome: z.enum(['granted', 'refused']).nullable(),
  reply: z.string().nullable(),
});

export const ItemView = z.object({
  findingId: ItemId,
  number: z.int(),
  place: z.string(),
  description: z.string(),
  level: z.enum(codesOf(FINDING_LEVELS)),
  measureKind: z.enum(['rectify', 'stop-use', 'stop-work', 'transfer']),
  measure: z.string(),
  state: z.enum(codesOf(ITEM_STATES)),
  dueOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  isOverdue: z.boolean(),
  settledOn: z.string().nullable(),
  ground: z.enum(codesOf(CASE_GROUNDS)).nullable(),
  transfer: TransferReceipt.nullable(),
  reports: z.array(ReportView),
  /** Photos that came without a report yet: a form that was refused, a line that broke. */
  waitingPhotos: z.array(PhotoView),
  extensions: z.array(ExtensionView),
  /** 撤销; null while it stands. */
  voided: VoidView.nullable(),
});
export type ItemView = z.output<typeof ItemView>;

const OfficerView = z.object({ personId: z.uuid(), name: z.string(), number: z.string(), isMe: z.boolean() });

export const RoundView = z.object({
  round: z.int(),
  state: z.enum(ROUND_STATES),
  openedOn: z.string(),
  doneOn: z.string().nullable(),
  documentHash: DocumentHash.nullable(),
  officers: z.array(OfficerView.extend({ hasSigned: z.boolean() })),
  verdicts: z.array(z.object({ findingId: ItemId, number: z.int(), verdict: Verdict.nullable() })),
});
export type RoundView = z.output<typeof RoundView>;

/** Everything on the page of one order. */
/** 整改复查意见书 of the order, the ended ones too. */
export const OpinionPaper = z.object({
  documentId: z.uuid(),
  title: z.string(),
  number: z.string(),
  issuedOn: z.string(),
});

export const OrderView = z.object({
  orderId: OrderId,
  inspectionId: z.uuid(),
  state: z.enum(codesOf(ORDER_STATES)),
  enterprise: z.object({ name: z.string(), creditCode: z.string() }),
  signedOn: z.string(),
  service: Service.nullable(),
  documentHash: DocumentHash.nullable(),
  /** The address and code the enterprise gets; null before the service, and for those outside the team. */
  access: z.object({ href: z.string(), code: z.string(), qr: z.string() }).nullable(),
  today: z.string(),
  isMine: z.boolean(),
  items: z.array(ItemView),
  rounds: z.array(RoundView),
  opinions: z.array(OpinionPaper),
  /** Whom a service or a round may name. */
  officers: z.array(OfficerView.extend({ isOfTeam: z.boolean() })),
  /** When somebody has to look again; null when nothing waits for that. */
  reinspectBy: z.string().nullable(),
  reminders: z.array(ReminderView),
  exposures: z.array(ExposureView),
  /** 企业说明, the newest first. */
  words: z.array(WordsView),
  /** Complaints, reviews and suits about the visit that went against the bureau. */
  matters: z.array(FoundedMatter),
  /** The reader found what is here, or signed for it: he does not take it back. */
  isInvestigator: z.boolean(),
});
export type OrderView = z.output<typeof OrderView>;

/** What the enterprise sees of its own order. */
export const EnterpriseOrder = z.object({
  orderId: OrderId,
  state: z.enum(codesOf(ORDER_STATES)),
  bureau: z.string(),
  enterprise: z.string(),
  servedOn: z.string().nullable(),
  documentHash: DocumentHash.nullable(),
  today: z.string(),
  items: z.array(ItemView),
  rounds: z.array(RoundView.pick({ round: true, doneOn: true, verdicts: true })),
  /** Its own words, the newest first, with what became of them. */
  words: z.array(WordsView),
});
export type EnterpriseOrder = z.output<typeof EnterpriseOrder>;

/** 整改状态 as the portal shows it. */
export interface PublicProgress {
  readonly state: ItemState;
  readonly settledOn: string | null;
  readonly isOverdue: boolean;
}
