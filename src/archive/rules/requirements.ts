/**
 * 齐全性: which papers a file of each kind needs, given its course (domain §21.10, §12.2), in the order in which the volume keeps them.
 * Browser-safe. @module
 */
import type { Refusal } from '../../core/result.ts';
import type { Part, RequirementState, VolumeKind } from '../types/volume.ts';
import { DRAW_PAPERS } from './requirements-draw.ts';

export interface Requirement {
  readonly title: string;
  readonly part: Part;
}

/** 检查卷, in the order of the visit. */
export const INSPECTION_PAPERS = {
  'draw-record': { title: '抽取记录', part: 'main' },
  plan: { title: '现场检查方案', part: 'main' },
  notice: { title: '检查通知书', part: 'main' },
  checklist: { title: '现场检查表', part: 'main' },
  record: { title: '现场检查记录', part: 'main' },
  interview: { title: '询问、勘验、抽样笔录', part: 'main' },
  opinion: { title: '专家意见表', part: 'main' },
  decision: { title: '现场处理措施决定书', part: 'main' },
  order: { title: '责令限期整改指令书', part: 'main' },
  service: { title: '文书送达回执', part: 'main' },
  report: { title: '整改材料', part: 'main' },
  reinspection: { title: '整改复查意见书', part: 'main' },
  'finding-void': { title: '责令整改事项撤销决定书', part: 'main' },
  hazard: { title: '重大事故隐患督办、销号材料', part: 'main' },
  result: { title: '检查结果告知书', part: 'main' },
  impossible: { title: '无法实施检查的情况说明', part: 'main' },
  publication: { title: '公示记录', part: 'main' },
  objection: { title: '公示异议及答复', part: 'main' },
  media: { title: '影像资料清单', part: 'main' },
  other: { title: '其他材料', part: 'main' },
} as const satisfies Readonly<Record<string, Requirement>>;
export type InspectionPaper = keyof typeof INSPECTION_PAPERS;

/** 处罚卷, in the order of the procedure; 集体讨论 and 法制审核 stand in the 副卷. */
export const PENALTY_PAPERS = {
  lead: { title: '案件线索', part: 'main' },
  'not-filed': { title: '不予立案决定', part: 'main' },
  filing: { title: '立案审批表', part: 'main' },
  evidence: { title: '证据登记', part: 'main' },
  originals: { title: '证据原件或者复制件', part: 'main' },
  hold: { title: '先行登记保存文书', part: 'main' },
  recusal: { title: '回避、承办人变更材料', part: 'main' },
  extension: { title: '案件延期审批表', part: 'main' },
  report: { title: '调查报告', part: 'main' },
  notice: { title: '行政处罚告知书', part: 'main' },
  argument: { title: '陈述申辩笔录或者放弃声明', part: 'main' },
  hearing: { title: '听证通知书、笔录、报告书', part: 'main' },
  submission: { title: '案件处理呈批表', part: 'main' },
  'spot-decision': { title: '当场行政处罚决定书', part: 'main' },
  decision: { title: '行政处罚决定书', part: 'main' },
  service: { title: '决定书送达回执', part: 'main' },
  'report-back': { title: '当场处罚报备', part: 'main' },
  payment: { title: '缴款票据', part: 'main' },
  execution: { title: '执行材料', part: 'main' },
  challenge: { title: '复议、诉讼材料', part: 'main' },
  revocation: { title: '撤销处罚决定材料', part: 'main' },
  transfer: { title: '案件移送书及回执', part: 'main' },
  closing: { title: '结案审批表', part: 'main' },
  publication: { title: '公示记录', part: 'main' },
  objection: { title: '公示异议及答复', part: 'main' },
  other: { title: '其他材料', part: 'main' },
  review: { title: '法制审核意见书', part: 'inner' },
  discussion: { title: '集体讨论记录', part: 'inner' },
} as const satisfies Readonly<Record<string, Requirement>>;
export type PenaltyPaper = keyof typeof PENALTY_PAPERS;

const PAPERS: Readonly<Record<VolumeKind, Readonly<Record<string, Requirement>>>> = {
  inspection: INSPECTION_PAPERS,
  penalty: PENALTY_PAPERS,
  draw: DRAW_PAPERS,
};

export function papersOf(kind: VolumeKind): Readonly<Record<string, Requirement>> {
  return PAPERS[kind];
}

/** The course of a visit as far as it decides what its file needs. */
export interface InspectionCourse {
  readonly isImpossible: boolean;
  /** The plan was approved before the visit turned out to be impossible. */
  readonly isPlanned: boolean;
  readonly isNoticed: boolean;
  readonly hasExpert: boolean;
  readonly measures: readonly string[];
  readonly hasOrder: boolean;
  /** Findings that somebody had to look at again. */
  readonly isLookedAtAgain: boolean;
  readonly hasHazard: boolean;
  /** A finding was voided after the record was signed. */
  readonly hasVoid: boolean;
  readonly hasMedia: boolean;
}

export type Needs<P extends string> = Partial<Readonly<Record<P, string>>>;

/** What the file needs, each with its reason. */
export function inspectionNeeds(course: InspectionCourse): Needs<InspectionPaper> {
  const has = (...kinds: readonly string[]): boolean => course.measures.some((kind) => kinds.includes(kind));
  const isDone = !course.isImpossible;
  return {
    'draw-record': '每次检查都来自抽取',
    ...(isDone || course.isPlanned ? { plan: '方案经批准后才能检查' } : {}),
    ...(isDone || course.isNoticed ? { notice: '检查前签发通知书' } : {}),
    ...(isDone
      ? { checklist: '逐项检查', record: '检查情况形成记录并签字', result: '检查结果告知企业' }
      : { impossible: '没有实施检查的，说明情况并附证据' }),
    ...(isDone && course.hasExpert ? { opinion: '专家参加了检查' } : {}),
    ...(has('stop-use', 'stop-work') ? { decision: '责令停止使用、停产停业或者撤人' } : {}),
    ...(has('rectify') ? { order: '责令限期整改' } : {}),
    ...(course.hasOrder ? { service: '责令整改须送达' } : {}),
    ...(course.isLookedAtAgain ? { report: '企业报告整改情况', reinspection: '整改须复查' } : {}),
    ...(course.hasVoid ? { 'finding-void': '有问题已撤销' } : {}),
    ...(course.hasHazard ? { hazard: '发现重大事故隐患' } : {}),
    ...(course.hasMedia ? { media: '有现场影像资料' } : {}),
    publication: '检查结果须公示',
  };
}

/** The course of a case: what was done in it, and what it ended with. */
export interface PenaltyCourse {
  readonly isFiled: boolean;
  readonly isSimple: boolean;
  readonly isTransferred: boolean;
  readonly outcome: 'penalty' | 'no-penalty' | 'withdraw' | null;
  /** Told that it may ask for a hearing. */
  readonly isTold: boolean;
  readonly isHeard: boolean;
  /** The party argued, or said that it would not. */
  readonly hasArgued: boolean;
  readonly isDiscussed: boolean;
  readonly isFined: boolean;
  readonly isPaid: boolean;
  readonly hasEvidence: boolean;
}

export function penaltyNeeds(course: PenaltyCourse): Needs<PenaltyPaper> {
  if (course.isSimple)
    return {
      'spot-decision': '适用简易程序',
      evidence: '处罚须有证据',
      'report-back': '当场处罚须向所属机关报备（行政处罚法第五十二条）',
      ...(course.isPaid ? { payment: '罚款已经缴纳' } : {}),
      closing: '结案经批准',
    };
  if (!course.isFiled) return { lead: '案件来源', 'not-filed': '决定不予立案' };
  const isPunished = course.outcome === 'penalty';
  return {
    lead: '案件来源',
    filing: '立案经批准',
    ...(course.hasEvidence ? { evidence: '处罚须有证据', originals: '证据须随卷保存' } : {}),
    ...(course.isTransferred ? { transfer: '移送司法机关' } : {}),
    ...(course.outcome === null ? {} : { report: '调查终结', review: '经法制审核', decision: '作出决定' }),
    ...(isPunished
      ? {
          notice: '处罚前告知（行政处罚法第四十四条）',
          submission: '决定经审批',
          service: '决定书须送达',
        }
      : {}),
    ...(course.hasArgued ? { argument: '听取陈述申辩（行政处罚法第四十五条）' } : {}),
    ...(course.isHeard ? { hearing: '当事人要求听证' } : {}),
    ...(course.isDiscussed ? { discussion: '经集体讨论' } : {}),
    ...(course.isFined && course.isPaid ? { payment: '罚款已经缴纳' } : {}),
    ...(course.isFined && !course.isPaid ? { execution: '罚款没有缴清' } : {}),
    closing: '结案经批准',
  };
}

/** The matrix: every paper of the kind, whether it is needed, whether it is there, and what was said of its absence. */
export function matrixOf(
  kind: VolumeKind,
  needs: Readonly<Record<string, string>>,
  has: ReadonlySet<string>,
  exceptions: ReadonlyMap<string, string>,
): RequirementState[] {
  return Object.entries(papersOf(kind)).map(([code, { title }]) => ({
    code,
    title,
    why: needs[code] ?? null,
    isMet: has.has(code),
    exception: exceptions.get(code) ?? null,
  }));
}

/** Needed, not there, and nobody has said why. */
export function missingOf(matrix: readonly RequirementState[]): RequirementState[] {
  return matrix.filter(({ why, isMet, exception }) => why !== null && !isMet && exception === null);
}

/** Every missing paper, all at once. */
export function missingRefusals(matrix: readonly RequirementState[]): Refusal[] {
  return missingOf(matrix).map(({ code, title, why }) => ({
    code: 'archive-missing',
    at: code,
    facts: { title, why: why ?? '' },
  }));
}

/** A paper that is there, or that nobody asks for, needs no excuse. */
export function explainRefusals(matrix: readonly RequirementState[], code: string): Refusal[] {
  const row = matrix.find((each) => each.code === code);
  if (row === undefined) return [{ code: 'archive-requirement-unknown', at: 'requirement' }];
  if (row.isMet) return [{ code: 'archive-not-missing', at: 'requirement', facts: { title: row.title } }];
  return row.why === null ? [{ code: 'archive-not-needed', at: 'requirement', facts: { title: row.title } }] : [];
}
