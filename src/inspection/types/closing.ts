/** 总结报告: how the plan of a year ended. Browser-safe. @module */
import type { Plan } from '../../plan/types.ts';
import type { PlanProgress } from './progress.ts';
import type { Conclusion } from './visit.ts';

export interface ClosingContent {
  readonly bureau: string;
  readonly isDemo: boolean;
  /** The public page of the plan. */
  readonly address: string;
  readonly plan: Pick<Plan, 'year' | 'version' | 'content' | 'universe' | 'hash' | 'closeNote'>;
  readonly completedAt: string;
  /** As it stood on the day on which the plan was ended. */
  readonly progress: Pick<PlanProgress, 'months' | 'drawn' | 'done'>;
  readonly conclusions: readonly { readonly conclusion: Conclusion; readonly count: number }[];
}
