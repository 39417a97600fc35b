/** Values of a disclosure entry as people read them. @module */
import type { DisclosureState, EntryView } from '../../../disclosure/types.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { PENALTY_KINDS, type PenaltyKind } from '../../../penalty/types/case.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { disclosureText, penaltyItemsText } from '../../kit/strings/disclosure.zh.ts';

const text = disclosureText.list;

export const DISCLOSURE_TONES: Readonly<Record<DisclosureState, StateTone>> = {
  drafted: 'draft',
  confirmed: 'waiting',
  approved: 'waiting',
  published: 'done',
  withdrawn: 'ended',
  ended: 'ended',
  cancelled: 'ended',
};

/** 还剩 3 个工作日; empty when nothing is awaited any more. */
export function daysLeftText(workdaysLeft: number | null): string {
  if (workdaysLeft === null) return '';
  if (workdaysLeft === 0) return text.today;
  return workdaysLeft > 0 ? text.daysLeft(workdaysLeft) : text.overdue(-workdaysLeft);
}

/** Which of the free texts it is, e.g. `findings.2.text` → 第 2 条问题. */
export function placeTitle(at: string): string {
  const { places } = disclosureText.page;
  const [field = '', which = ''] = at.split('.');
  if (field === 'findings') return places.finding(which);
  if (field === 'facts') return places.fact(which);
  if (field === 'items') return places.detail(PENALTY_KINDS[which as PenaltyKind]);
  return places.cause;
}

/** What the copy says in one line. */
export function summaryOf({ result, penalty }: Pick<EntryView, 'result' | 'penalty'>): string {
  if (result !== null) return CONCLUSIONS[result.conclusion];
  return penalty === null ? '' : penaltyItemsText(penalty.items);
}
