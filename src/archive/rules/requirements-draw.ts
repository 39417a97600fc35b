/** 抽取卷: which papers the file of a draw needs, given its course, in the order in which the volume keeps them (domain §21.10). Browser-safe. @module */
import type { Needs, Requirement } from './requirements.ts';

export const DRAW_PAPERS = {
  plan: { title: '抽查计划（摘录）和审批', part: 'main' },
  config: { title: '抽取方案', part: 'main' },
  announcement: { title: '随机抽取公告', part: 'main' },
  snapshot: { title: '名录快照和承诺', part: 'main' },
  sources: { title: '随机源取值', part: 'main' },
  bundle: { title: '验证包', part: 'main' },
  record: { title: '抽取记录表和签字', part: 'main' },
  result: { title: '抽取结果', part: 'main' },
  change: { title: '结果之后的替换', part: 'main' },
  void: { title: '作废决定', part: 'main' },
  publication: { title: '公布记录', part: 'main' },
  log: { title: '留痕及入册证明清单', part: 'main' },
  witness: { title: '见证', part: 'main' },
  other: { title: '其他材料', part: 'main' },
} as const satisfies Readonly<Record<string, Requirement>>;
export type DrawPaper = keyof typeof DRAW_PAPERS;

/** The course of a public draw as far as it decides what its file needs. */
export interface DrawCourse {
  readonly isVoid: boolean;
  readonly hasResult: boolean;
  /** Somebody asked for a substitution. */
  readonly isChanged: boolean;
  /** The announcement was held to witnesses. */
  readonly isWitnessed: boolean;
}

export function drawNeeds({ isVoid, hasResult, isChanged, isWitnessed }: DrawCourse): Needs<DrawPaper> {
  return {
    plan: '抽取依据经批准的年度计划',
    config: '抽取的全部条件在名录冻结之前确定',
    announcement: '结果产生之前公告',
    snapshot: '名录和承诺在公告之前固定',
    ...(hasResult ? { sources: '结果由随机源算出', result: '算出的结果不论是否作废都留存' } : {}),
    bundle: '任何人可以据此重新计算',
    ...(isVoid ? { void: '抽取已作废' } : { record: '操作、领导、监督三方签字' }),
    ...(isChanged ? { change: '结果公布之后有人申请替换' } : {}),
    publication: '抽取结果须公布',
    log: '抽取的每一步都在公开日志中',
    ...(isWitnessed ? { witness: '公告时约定由见证方见证' } : {}),
  };
}
