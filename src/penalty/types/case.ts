/** 行政处罚案件: the words of a case and what its parts look like (domain §4, §21.7). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text, written } from '../../inspection/types/visit.ts';

/** 案件状态 (domain §21.7). */
export const CASE_STATES = {
  lead: '线索待核',
  filing: '立案待批',
  investigating: '调查取证',
  reviewing: '法制审核',
  noticing: '待告知',
  noticed: '陈述申辩',
  hearing: '听证',
  'reviewing-hearing': '听证后法制审核',
  submitting: '待呈批',
  discussing: '待集体讨论',
  deciding: '待决定',
  decided: '决定待送达',
  executing: '执行中',
  court: '法院强制执行',
  executed: '待报结案',
  closing: '结案待批',
  'transfer-asked': '移送待决定',
  'transfer-approved': '待移送',
  transferred: '已移送待回执',
  closed: '已结案',
  'not-filed': '不予立案',
} as const;
export type CaseState = keyof typeof CASE_STATES;
/** Never left again. */
export const TERMINAL: readonly CaseState[] = ['closed', 'not-filed'];

export const PROCEDURES = { general: '普通程序', simple: '简易程序' } as const;
export type Procedure = keyof typeof PROCEDURES;

/** 案件来源. */
export const LEAD_SOURCES = {
  finding: '监督检查',
  complaint: '投诉举报',
  transfer: '其他机关移送',
  superior: '上级交办',
  accident: '事故调查',
  daily: '受到罚款处罚后拒不改正',
  other: '其他',
} as const;
export type LeadSource = keyof typeof LEAD_SOURCES;

export const PARTY_KINDS = { unit: '法人或者其他组织', person: '公民' } as const;

/** 证据种类 (行政处罚法 §46). */
export const EVIDENCE_KINDS = {
  documentary: '书证',
  physical: '物证',
  audiovisual: '视听资料',
  electronic: '电子数据',
  testimony: '证人证言',
  statement: '当事人的陈述',
  appraisal: '鉴定意见',
  record: '勘验笔录、现场笔录',
} as const;

/** 行政处罚的种类 (行政处罚法 §9); 拘留 is not ours. */
export const PENALTY_KINDS = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  gains: '没收违法所得',
  goods: '没收非法财物',
  suspend: '暂扣许可证件',
  downgrade: '降低资质等级',
  revoke: '吊销许可证件',
  restrict: '限制开展生产经营活动',
  stop: '责令停产停业',
  close: '责令关闭',
  profession: '限制从业',
} as const;
export type PenaltyKind = keyof typeof PENALTY_KINDS;
export const MONEY_KINDS: readonly PenaltyKind[] = ['fine', 'gains'];
/** A hearing is told of these whatever the amount (行政处罚法 §63 (三)–(五)). */
export const HEARD_KINDS: readonly PenaltyKind[] = ['downgrade', 'revoke', 'stop', 'close', 'profession'];

/** 不予行政处罚的理由 (行政处罚法 §30, 31, 33, 36, 57). */
export const NO_PENALTY_GROUNDS = {
  minor: '违法行为轻微并及时改正，没有造成危害后果',
  'first-time': '初次违法且危害后果轻微并及时改正',
  'no-fault': '当事人有证据足以证明没有主观过错',
  'facts-fail': '违法事实不能成立',
  expired: '超过行政处罚时效',
  'not-responsible': '当事人依法不承担责任',
} as const;

/** 减轻处罚的理由 (行政处罚法 §32): without one of them a fine does not go below its grade. */
export const MITIGATIONS = {
  harm: '主动消除或者减轻违法行为危害后果',
  forced: '受他人胁迫或者诱骗',
  confessed: '主动供述行政机关尚未掌握的违法行为',
  merit: '配合行政机关查处违法行为有立功表现',
  other: '法律、法规、规章规定的其他情形',
} as const;

/** 查封、扣押 (安全生产法 §65(四)): nothing else is sealed or seized. */
export const SEIZURE_GROUNDS = {
  equipment: '不符合保障安全生产的国家标准或者行业标准的设施、设备、器材',
  goods: '违法生产、储存、使用、经营、运输的危险物品',
  premises: '违法生产、储存、使用、经营危险物品的作业场所',
} as const;
export const SEIZURE_ENDS = { released: '解除查封、扣押', confiscated: '依法没收', destroyed: '依法销毁' } as const;

/** 送达方式 (行政处罚法 §61, 民事诉讼法 §88–95). */
export const SERVICE_MEANS = {
  direct: '直接送达',
  left: '留置送达',
  post: '邮寄送达',
  electronic: '电子送达',
  entrusted: '委托送达',
  public: '公告送达',
} as const;

export const PAYMENT_MEANS = { bank: '银行或者电子支付', 'on-the-spot': '当场收缴', court: '法院执行' } as const;
export const CHALLENGES = { reconsideration: '行政复议', suit: '行政诉讼' } as const;
export const CHALLENGE_OUTCOMES = {
  upheld: '维持',
  withdrawn: '撤回申请或者起诉',
  overturned: '撤销、变更或者确认违法',
} as const;
export const EXECUTION_ENDS = {
  dissolved: '当事人终止，无财产可供执行，也无义务承受人',
  died: '公民死亡，无遗产可供执行，也无义务承受人',
  lost: '执行标的灭失',
  revoked: '据以执行的行政决定被撤销',
  other: '认为需要终结执行的其他情形',
} as const;

export const Day = z.iso.date('日期须为 2026-01-05 这样的格式');
/** Fen; a billion yuan is more than any fine of the law. */
export const Fen = z.int('请填写金额，最多两位小数').min(1, '金额须大于零').max(100_000_000_000, '金额过大');
export const OfficerIds = z.array(z.uuid(), '请选择执法人员').min(1, '请选择执法人员').max(6);
export const StaffId = z.string().min(1, '请选择人员').max(64);
export const Reason = text('理由', 500);

export const Party = z
  .object({
    kind: z.enum(codesOf(PARTY_KINDS), '请选择当事人类别'),
    name: text('当事人', 80),
    /** 统一社会信用代码; empty for a person. */
    creditCode: written('统一社会信用代码', 18),
    principal: written('法定代表人（负责人）', 40),
    address: written('地址', 120),
    enterpriseId: z.uuid().nullable(),
  })
  .refine(({ kind, creditCode }) => kind === 'person' || /^[0-9A-Z]{18}$/.test(creditCode), {
    path: ['creditCode'],
    error: '单位须填写 18 位统一社会信用代码',
  });
export type Party = z.output<typeof Party>;

/** 送达回证. Left needs its witness or film (民事诉讼法 §89); electronic means the consent of a 送达地址确认书 in the case (§90). */
export const Service = z.object({
  means: z.enum(codesOf(SERVICE_MEANS), '请选择送达方式'),
  /** For a public notice the day it was posted. */
  on: Day,
  recipient: text('签收人', 60),
  place: written('送达地点', 120).optional(),
  refusal: written('拒收事由', 200).optional(),
  witness: written('见证人或者录像说明', 120).optional(),
  officerIds: OfficerIds,
});
export type Service = z.output<typeof Service>;

const PenaltyItem = z
  .object({
    kind: z.enum(codesOf(PENALTY_KINDS), '请选择处罚种类'),
    fen: Fen.optional(),
    detail: written('说明', 300).optional(),
  })
  .refine(({ kind, fen }) => MONEY_KINDS.includes(kind) === (fen !== undefined), {
    path: ['fen'],
    error: '罚款、没收违法所得须写明金额，其他种类不写金额',
  });
export type PenaltyItem = z.output<typeof PenaltyItem>;

/** 处理意见 and decision (行政处罚法 §57): what is done. Each kind of penalty stands once. */
export const Outcome = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('penalty'),
      items: z
        .array(PenaltyItem)
        .min(1, '至少一种处罚')
        .max(12)
        .refine((items) => new Set(items.map(({ kind }) => kind)).size === items.length, '同一种处罚只写一次'),
    }),
    z.object({
      kind: z.literal('no-penalty'),
      ground: z.enum(codesOf(NO_PENALTY_GROUNDS), '请选择不予处罚的理由'),
      reason: Reason,
    }),
    z.object({ kind: z.literal('withdraw'), reason: Reason }),
  ],
  '请选择处理意见',
);
export type Outcome = z.output<typeof Outcome>;
export const OUTCOMES = { penalty: '给予行政处罚', 'no-penalty': '不予行政处罚', withdraw: '撤销立案' } as const;

export const DocumentHash = z.string().regex(/^[0-9a-f]{64}$/);
export const CaseId = z.uuid();
export const OneCase = z.object({ caseId: CaseId });
