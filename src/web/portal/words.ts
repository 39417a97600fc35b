/** Values as the public reads them. @module */
import type { Conclusion } from '../../inspection/types/visit.ts';
import type { PlanState } from '../../plan/types.ts';
import type { ItemState } from '../../rectification/types/order.ts';
import type { StateTone } from '../kit/state-shapes.ts';

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
};
