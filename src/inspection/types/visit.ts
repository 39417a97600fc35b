/** 现场检查: one enterprise, one visit, from the drawn task to the signed record. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';

/** 检查任务状态 (domain §21.3). */
export const INSPECTION_STATES = {
  assigned: '待办',
  preparing: '准备',
  'plan-submitted': '方案待审',
  'plan-reviewed': '待机关负责人批准',
  'plan-approved': '已批准',
  notified: '已通知',
  inspecting: '检查中',
  'awaiting-signatures': '待签',
  signed: '已签',
  'following-up': '处理中',
  closed: '已办结',
  impossible: '无法实施',
  replaced: '已替换',
} as const;
export type InspectionState = keyof typeof INSPECTION_STATES;

/** The board's columns (看板). */
export const BOARD_STAGES = {
  accept: '待接受',
  plan: '待制定方案',
  approve: '待审批',
  visit: '待检查',
  'on-site': '检查中',
  sign: '待签',
  'follow-up': '处理中',
  ended: '已签或办结',
} as const;
export type BoardStage = keyof typeof BOARD_STAGES;
export const STAGE_STATES: Readonly<Record<BoardStage, readonly InspectionState[]>> = {
  accept: ['assigned'],
  plan: ['preparing'],
  approve: ['plan-submitted', 'plan-reviewed'],
  visit: ['plan-approved', 'notified'],
  'on-site': ['inspecting'],
  sign: ['awaiting-signatures'],
  'follow-up': ['following-up'],
  ended: ['signed', 'closed', 'impossible', 'replaced'],
};

/** 检查结论 (wording list of the market regulator's guidance, domain §11.1). */
export const CONCLUSIONS = {
  'no-problem': '未发现问题',
  corrected: '发现问题已责令改正',
  'follow-up': '发现问题待后续处理',
  uncooperative: '不配合检查情节严重',
  unreachable: '通过登记的住所无法联系',
  'not-operating': '未开展本次抽查涉及的经营活动',
  ended: '注销或停业',
} as const;
export type Conclusion = keyof typeof CONCLUSIONS;
/** Why a visit could not be carried out; the same words are its published result. */
export const IMPOSSIBLE_REASONS = [
  'uncooperative',
  'unreachable',
  'not-operating',
  'ended',
] as const satisfies readonly Conclusion[];

/** 检查结果 of one check point. */
export const ANSWERS = { pass: '合格', fail: '不合格', 'not-applicable': '不适用' } as const;
export type Answer = keyof typeof ANSWERS;

/** 隐患级别. */
export const FINDING_LEVELS = { general: '一般', major: '重大' } as const;
export type FindingLevel = keyof typeof FINDING_LEVELS;

/** 现场处理措施 (安全生产法 §65). */
export const MEASURES = {
  'on-the-spot': '当场纠正',
  rectify: '责令限期整改',
  'stop-use': '责令停止使用',
  'stop-work': '责令停产停业或撤出人员',
  transfer: '移送有关部门',
} as const;
export type MeasureKind = keyof typeof MEASURES;

/** What people write: kept on one line, since records and published results are canonical documents (line breaks become spaces). */
export const written = (label: string, max: number): z.ZodString =>
  z
    .string(`请填写${label}`)
    .overwrite((value) => value.replaceAll(/[\s\p{Cc}]+/gu, ' '))
    .trim()
    .normalize('NFC')
    .regex(/^\P{Cs}*$/u, `${label}含有无法识别的字符`)
    .max(max, `${label}不超过 ${max} 个字`);
export const text = (label: string, max: number): z.ZodString => written(label, max).min(1, `请填写${label}`);
const Day = z.iso.date('日期须为 2026-01-05 这样的格式');

export const InspectionId = z.uuid();
export const FindingId = z.uuid();

/** 现场检查方案. `itemIds` come from the published list and the enterprise's tags; leaving one out or adding one needs `deviation`. */
export const OnSitePlan = z.object({
  scope: text('检查范围', 500),
  focus: text('重点内容', 1_000),
  inspectOn: Day,
  itemIds: z.array(z.uuid()).min(1, '至少检查一个事项').max(100),
  deviation: written('特殊情况', 500).optional(),
});
export type OnSitePlan = z.output<typeof OnSitePlan>;

export const AnswerInput = z.object({
  itemId: z.uuid(),
  pointNo: z.int().min(1),
  answer: z.enum(codesOf(ANSWERS)),
});
export type AnswerInput = z.output<typeof AnswerInput>;

/** 问题（隐患）, stated one by one with its measure and deadline. */
export const FindingInput = z.object({
  itemId: z.uuid(),
  pointNo: z.int().min(1),
  place: text('部位', 120),
  description: text('问题描述', 1_000),
  level: z.enum(codesOf(FINDING_LEVELS)),
  /** 判定标准, required for a major hazard. */
  criterion: written('判定标准', 300).optional(),
  measureKind: z.enum(codesOf(MEASURES)),
  measure: text('整改措施', 1_000),
  /** Calendar days given to rectify; 0 for what was corrected on the spot. */
  days: z.int('期限须为整天数').min(0).max(180),
});
export type FindingInput = z.output<typeof FindingInput>;

/** 专家意见的一条: 问题—依据—措施—建议期限. */
export const OpinionInput = z.object({
  findingId: FindingId.optional(),
  problem: text('问题', 1_000),
  basis: text('依据', 500),
  measure: text('措施', 1_000),
  suggestedDays: z.int().min(0).max(180),
});
export type OpinionInput = z.output<typeof OpinionInput>;

export const Reason = text('理由', 500);

export const CheckInInput = z.object({
  inspectionId: InspectionId,
  officerIds: z.array(z.uuid(), '请选择到场的执法人员').min(1, '请选择到场的执法人员').max(6),
});

export const ImpossibleInput = z.object({
  inspectionId: InspectionId,
  conclusion: z.enum(IMPOSSIBLE_REASONS, '请选择情形'),
  evidence: text('情况说明', 1_000),
});

/** The enterprise signs, or refuses before a second officer. */
export const EnterpriseWord = z.discriminatedUnion(
  'outcome',
  [
    z.object({ outcome: z.literal('signed'), representative: text('签字人', 60) }),
    z.object({
      outcome: z.literal('refused'),
      reason: text('拒签理由', 500),
      witnessOfficerId: z.uuid('请选择见证的执法人员'),
    }),
  ],
  '请选择企业签字或拒签',
);
export type EnterpriseWord = z.output<typeof EnterpriseWord>;

/** SHA-256 of the frozen record that the signer has before him. */
export const RecordHash = z.string().regex(/^[0-9a-f]{64}$/);
export const EnterpriseSignInput = z.object({
  inspectionId: InspectionId,
  recordHash: RecordHash,
  word: EnterpriseWord,
});

/** 检查组成员. Seat 0 leads (主办). */
export interface Member {
  readonly kind: 'officer' | 'expert';
  readonly personId: string;
  readonly seat: number;
}

export interface Inspection {
  readonly inspectionId: string;
  readonly drawId: string;
  readonly enterpriseId: string;
  readonly state: InspectionState;
  readonly members: readonly Member[];
  readonly plan: OnSitePlan | null;
  readonly draftedBy: string | null;
  /** The chief who passed the plan on to the head; null where the section decides. */
  readonly reviewedBy: string | null;
  readonly returnReason: string | null;
  readonly readOn: string | null;
  /** Hash of the file that was read; null for readings of earlier versions. */
  readonly readHash: string | null;
  readonly noticedOn: string | null;
  /** Officer ids that showed their certificates on site. */
  readonly checkedIn: readonly string[];
  /** Why the task waits (回避待处理); null when nothing stands in its way. */
  readonly blocked: string | null;
  readonly recordHash: string | null;
  readonly conclusion: Conclusion | null;
  readonly signedOn: string | null;
}

export interface Finding extends FindingInput {
  readonly findingId: string;
  /** Number in the visit, 1 upwards, never reused. */
  readonly number: number;
  readonly dueOn: string | null;
  /** Who confirmed the level; never the one who stated it. */
  readonly reviewedBy: string | null;
  /** Who stated it as it now stands: the author of its last version. */
  readonly statedBy: string;
  /** It is, or once was, stated as a major hazard: its level needs a second person either way (domain §21.4). */
  readonly needsReview: boolean;
  readonly isWithdrawn: boolean;
  /** When nothing more was expected of it; null while it runs. What is corrected on the spot never ran. */
  readonly settledOn: string | null;
}

export interface Signature {
  readonly kind: 'officer' | 'expert' | 'enterprise';
  /** Person id; for the enterprise the name of its representative as he gave it. */
  readonly signer: string;
  readonly recordHash: string;
  readonly at: string;
  readonly isRefusal: boolean;
  /** Why the enterprise refused to sign, and the second officer who witnessed it. */
  readonly reason: string | null;
  readonly witnessOfficerId: string | null;
}

/** 封存 of a visit: who knows of it (`app.reader`) and from which day on; null when everyone, and at once. */
export interface SealedVisit {
  readonly knownTo: readonly string[] | null;
  readonly knownFrom: string | null;
}

/** 检查任务 as the draw gives it. */
export interface NewVisit {
  readonly inspectionId: string;
  readonly drawId: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly creditCode: string;
  /** Lead first; our own. */
  readonly officerIds: readonly string[];
  /** 联合检查: officers of other departments. */
  readonly partnerIds: readonly string[];
  readonly expertIds: readonly string[];
  readonly sealed: SealedVisit;
}
