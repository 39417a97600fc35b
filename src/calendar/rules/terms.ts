/** Statutory periods (法定期限) with their source, chosen by the day of the act: law in time, no constant. Browser-safe. @module */
import type { DayTerm } from '../../core/calendar/deadline.ts';

/** One period as a law or notice sets it, from the day it came into force. */
export interface StatutoryTerm {
  readonly from: string;
  readonly unit: DayTerm['unit'];
  readonly n: number;
  readonly basis: string;
}

/** Oldest first; the last one whose `from` is not after the act counts. */
const TERMS = {
  /** 抽查检查结果公示, from the day the result is signed. */
  'disclose-result': [
    { from: '2018-12-05', unit: 'workday', n: 20, basis: '国办发〔2018〕118号；政府信息公开条例第二十六条' },
  ],
  /** 行政处罚决定公示, from the day of the decision. */
  'disclose-penalty': [
    { from: '2019-06-01', unit: 'workday', n: 7, basis: '国办发〔2018〕118号' },
    { from: '2021-09-01', unit: 'workday', n: 7, basis: '安全生产法第七十八条' },
  ],
  /** 公开的处罚决定被变更、撤销、确认违法或者无效的撤回, from the day that is known. */
  'withdraw-disclosure': [
    { from: '2019-06-01', unit: 'workday', n: 3, basis: '国办发〔2018〕118号' },
    { from: '2021-07-15', unit: 'workday', n: 3, basis: '行政处罚法第四十八条' },
  ],
  /** 严重失信主体名单公示, from the decision; known from second hand. */
  'publish-listing': [{ from: '2017-05-09', unit: 'workday', n: 3, basis: '安全生产严重失信主体名单管理办法' }],
  /** 对公示内容的异议的答复, from the day it is received: no law read sets days of its own, so those of an application bound it; a bureau may set fewer. */
  'answer-objection': [
    { from: '2008-05-01', unit: 'workday', n: 15, basis: '政府信息公开条例（2007）第二十四条、第二十五条' },
    { from: '2019-05-15', unit: 'workday', n: 20, basis: '政府信息公开条例第三十三条、第四十一条' },
  ],
  /** 年度计划公开, from the day it is approved. */
  'disclose-plan': [{ from: '2008-05-01', unit: 'workday', n: 20, basis: '政府信息公开条例第二十六条' }],
} as const satisfies Readonly<Record<string, readonly StatutoryTerm[]>>;

export type TermCode = keyof typeof TERMS;

/**
 * The period in force on the day of the act (`YYYY-MM-DD`).
 * @throws RangeError when no law had set it by then
 */
export function termOn(code: TermCode, day: string): StatutoryTerm {
  const term = TERMS[code].findLast(({ from }) => from <= day);
  if (term === undefined) throw new RangeError(`no period ${code} was in force on ${day}`);
  return term;
}
