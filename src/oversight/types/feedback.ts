/** 通报反馈: problems that many have in common, told to every street and department (notice 三（四）). Browser-safe. @module */
import { z } from 'zod';
import { codesOf, SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';

export const BULLETIN_STATES = { draft: '草拟，待印发', issued: '已印发' } as const;
export type BulletinState = keyof typeof BULLETIN_STATES;

export const REPLY_STATES = { awaiting: '待回复', replied: '已回复，待落实', settled: '已落实' } as const;
export type ReplyState = keyof typeof REPLY_STATES;

export const RECIPIENT_KINDS = { subdistrict: '街镇', department: '科室' } as const;

/** 认定标准, set by the office; the figures are a suggestion (domain §19), not law. */
export const Thresholds = z.object({
  percent: z.int('占比须为整数').min(1, '占比至少 1%').max(100, '占比最多 100%'),
  units: z.int('家数须为整数').min(1, '至少 1 家').max(1_000, '最多 1000 家'),
  replyDays: z.int('天数须为整数').min(1, '至少 1 天').max(90, '最多 90 天'),
});
export type Thresholds = z.output<typeof Thresholds>;
export const DEFAULT_THRESHOLDS: Thresholds = { percent: 10, units: 5, replyDays: 15 };

export const CommonProblem = z.object({
  code: z.string(),
  name: z.string(),
  /** Units in which it was found; a unit counts once. */
  units: z.int(),
  /** Of the visited units, in hundredths of a percent, rounded down. */
  share: z.int(),
});
export type CommonProblem = z.output<typeof CommonProblem>;

const Figures = z.object({
  visited: z.int(),
  withFindings: z.int(),
  findings: z.int(),
  major: z.int(),
  settled: z.int(),
});
export type Figures = z.output<typeof Figures>;

/** What a 通报 says, frozen. No enterprise and no person is named in it. */
export const BulletinContent = z.object({
  bureau: z.string(),
  isDemo: z.boolean(),
  draw: z.object({ name: z.string(), publicId: z.string(), from: z.string(), to: z.string() }),
  asOf: z.string(),
  thresholds: Thresholds,
  all: Figures,
  problems: z.array(CommonProblem),
  subdistricts: z.array(
    Figures.extend({ code: z.string(), name: z.string(), problems: z.record(z.string(), z.int()) }),
  ),
  domains: z.array(Figures.extend({ domain: z.enum(codesOf(SAFETY_DOMAINS)) })),
  /** 科室 that have to reply beside the streets. */
  departments: z.array(z.string()),
});
export type BulletinContent = z.output<typeof BulletinContent>;

export const BulletinId = z.uuid();
export const BulletinNumber = z
  .string('请填写发文字号')
  .trim()
  .regex(/^[^\s〔〕]{1,20}〔\d{4}〕[1-9]\d{0,3}号$/, '发文字号须为 津西青应急〔2026〕5号 这样的格式');

export const DraftBulletin = z.object({ drawId: z.uuid('请选择批次'), number: BulletinNumber });
export const IssueBulletin = z.object({ bulletinId: BulletinId, hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** What a street or department answered: by letter, since it has no account here. */
export const Reply = z.object({
  receivedOn: z.iso.date('日期须为 2026-01-05 这样的格式'),
  document: text('来文字号', 60),
  measures: text('已采取的措施', 1_000),
});
export type Reply = z.output<typeof Reply>;
const OneReply = z.object({ bulletinId: BulletinId, recipient: z.string().min(1).max(80) });
export const RecordReply = OneReply.extend({ reply: Reply });
export const SettleReply = OneReply.extend({ opinion: text('落实情况', 500) });
export const ReturnReply = OneReply.extend({ reason: text('退回理由', 500), replyBy: Reply.shape.receivedOn });

export const ReplyView = z.object({
  recipient: z.string(),
  kind: z.enum(codesOf(RECIPIENT_KINDS)),
  name: z.string(),
  state: z.enum(codesOf(REPLY_STATES)),
  replyBy: z.string(),
  isLate: z.boolean(),
  reply: Reply.nullable(),
  returnReason: z.string().nullable(),
  opinion: z.string().nullable(),
  settledOn: z.string().nullable(),
});
export type ReplyView = z.output<typeof ReplyView>;

export const BulletinRow = z.object({
  bulletinId: BulletinId,
  drawId: z.uuid(),
  drawName: z.string(),
  number: z.string(),
  state: z.enum(codesOf(BULLETIN_STATES)),
  problems: z.int(),
  issuedOn: z.string().nullable(),
  awaiting: z.int(),
  late: z.int(),
  replies: z.int(),
});
export type BulletinRow = z.output<typeof BulletinRow>;

export const BulletinList = z.object({
  asOf: z.string(),
  version: z.int(),
  thresholds: Thresholds,
  rows: z.array(BulletinRow),
  /** Released draws with signed visits that have no issued 通报. */
  draws: z.array(z.object({ drawId: z.uuid(), name: z.string(), signed: z.int(), open: z.int() })),
});
export type BulletinList = z.output<typeof BulletinList>;

export const BulletinView = BulletinRow.extend({
  content: BulletinContent,
  hash: z.string(),
  draftedBy: z.string(),
  draftedByMe: z.boolean(),
  issuedBy: z.string().nullable(),
  issuedAt: z.string().nullable(),
  replyBy: z.string().nullable(),
  answers: z.array(ReplyView),
});
export type BulletinView = z.output<typeof BulletinView>;
