/** Whether an experiment was found, and whether the place that the auditor names is where it began. @module */
import type { OutsideCheckpoint } from '../core/log/audit/outside.ts';
import type { Dice } from '../../demo/random.ts';
import { tamperOnce, type TamperGround } from './tamper-ground.ts';
import type { Experiment, Truth } from './tamper.ts';

export interface Judged {
  readonly name: string;
  readonly truth: Truth;
  readonly isFound: boolean;
  /** The first bad deed is among those named, or the row beside the log is. */
  readonly isPlaced: boolean;
  /** Deeds among which the first bad one is said to be; 1 is the deed itself. */
  readonly width: number | undefined;
  readonly said: unknown;
}

/** Makes one experiment and judges the auditor by it. */
export async function judge(
  ground: TamperGround,
  experiment: Experiment,
  outside: readonly OutsideCheckpoint[],
  dice: Dice,
): Promise<Judged> {
  let truth: Truth = {};
  const { log, projections } = await tamperOnce(ground, outside, async (tx) => {
    truth = await experiment.run(tx, ground, dice);
  });
  const { firstBad, beside } = truth;
  const { seq = 0, upTo = seq } = log.firstBad ?? {};
  const isBeside =
    log.findings.some(({ code }) => code === beside) || projections.differences.some(({ name }) => name === beside);
  return {
    name: experiment.name,
    truth,
    isFound: log.problems > 0 || projections.differences.length > 0,
    isPlaced: firstBad === undefined ? isBeside : seq <= firstBad && firstBad <= upTo,
    width: firstBad === undefined ? undefined : upTo - seq + 1,
    said: log.firstBad ?? projections.differences[0],
  };
}
