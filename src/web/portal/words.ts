/** Values as the public reads them. @module */
import type { PublicCopy } from '../../disclosure/types.ts';
import type { PublicPenalty } from '../../disclosure/types/penalty.ts';
import { CONCLUSIONS, type Conclusion } from '../../inspection/types/visit.ts';
import type { PlanState } from '../../plan/types.ts';
import type { ItemState } from '../../rectification/types/order.ts';
import { sentenceDate } from '../kit/format.ts';
import type { StateTone } from '../kit/state-shapes.ts';
import { penaltyItemsText } from '../kit/strings/disclosure.zh.ts';
import { resultsText } from '../kit/strings/portal-pages.zh.ts';
import { penaltiesText } from '../kit/strings/portal-penalties.zh.ts';

/** Hundredths of a percent: 4000 → `40%`. */
export function percent(hundredths: number): string {
  return `${hundredths / 100}%`;
}

export const CONCLUSION_TONES: Readonly<Record<Conclusion, StateTone>> = {
  'no-problem': 'done',
  corrected: 'problem',
  'follow-up': 'problem',
  uncooperative: 'problem',
  unreachable: 'ended',
  'not-operating': 'ended',
  ended: 'ended',
};

export const PLAN_TONES: Readonly<Record<PlanState, StateTone>> = {
  draft: 'draft',
  'in-review': 'waiting',
  endorsed: 'waiting',
  approved: 'waiting',
  published: 'active',
  'in-progress': 'active',
  adjusting: 'waiting',
  completed: 'done',
  superseded: 'ended',
};

/** 整改状态 of one finding. */
export const PROGRESS_TONES: Readonly<Record<ItemState, StateTone>> = {
  open: 'active',
  reported: 'active',
  supervised: 'active',
  'awaiting-consent': 'active',
  passed: 'done',
  'in-case': 'problem',
  transferring: 'waiting',
  transferred: 'ended',
  voided: 'ended',
};

/** A decision in one sentence: when, by whom, what. */
export function decisionSentence({ decidedOn, bureau, items }: PublicPenalty): string {
  return penaltiesText.sentence(sentenceDate(decidedOn), bureau, penaltyItemsText(items));
}

/** An entry in one sentence, as it was published. */
export function entrySentence(copy: PublicCopy): string {
  if (copy.source === 'penalty') return decisionSentence(copy.content);
  const { inspectedOn, bureau, items, conclusion } = copy.content;
  return resultsText.sentence(sentenceDate(inspectedOn), bureau, items.length, CONCLUSIONS[conclusion]);
}
