/** What every deed on an existing draw begins with: lock it, look at where it stands, judge stage and duty. @module */
import type { Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import type { drawDeeds } from '../deeds.ts';
import { progressOf, type DrawRow } from '../reads/progress.ts';
import { stepRefusals, type Progress } from '../rules/steps.ts';
import { lockDraw } from '../writes/draws.ts';

export interface Step {
  readonly draw: DrawRow;
  readonly progress: Progress;
  /** What stage, duty and order have against the deed. */
  readonly refusals: readonly Refusal[];
}

export const DRAW_NOT_FOUND: readonly Refusal[] = [{ code: 'draw-not-found' }];

/** Locks the draw for this transaction; undefined when this bureau has none of that id. */
export async function openStep(tx: Tx, deed: keyof typeof drawDeeds, drawId: string): Promise<Step | undefined> {
  const draw = await lockDraw(tx, drawId);
  if (draw === undefined) return undefined;
  const progress = await progressOf(tx, draw);
  return { draw, progress, refusals: stepRefusals(deed, progress, tx.actor, tx.now) };
}
