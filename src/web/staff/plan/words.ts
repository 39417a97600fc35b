/** Values of a plan as people read them. @module */
import type { CapacityFactor, PlanState } from '../../../plan/types.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { planText } from '../../kit/strings/plan.zh.ts';

export const PLAN_TONES: Readonly<Record<PlanState, StateTone>> = {
  draft: 'draft',
  'in-review': 'waiting',
  endorsed: 'waiting',
  approved: 'active',
  published: 'active',
  'in-progress': 'active',
  adjusting: 'waiting',
  completed: 'done',
  superseded: 'ended',
};

/** Hundredths to a plain number: 4150 → 41.5. */
export function hundredths(value: number): number {
  return value / 100;
}

/** 执法装备（气体检测仪） … */
export function factorText({ factor, kind }: CapacityFactor): string {
  return planText.factor(factor, kind);
}
