/** Values of a disclosure entry as people read them. @module */
import type { DisclosureState } from '../../../disclosure/types.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';

const text = disclosureText.list;

export const DISCLOSURE_TONES: Readonly<Record<DisclosureState, StateTone>> = {
  drafted: 'draft',
  confirmed: 'waiting',
  approved: 'waiting',
  published: 'done',
  withdrawn: 'ended',
};

/** 还剩 3 个工作日; empty when nothing is awaited any more. */
export function daysLeftText(workdaysLeft: number | null): string {
  if (workdaysLeft === null) return '';
  if (workdaysLeft === 0) return text.today;
  return workdaysLeft > 0 ? text.daysLeft(workdaysLeft) : text.overdue(-workdaysLeft);
}
