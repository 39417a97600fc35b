/** What the benches of the draw do with each: it is completed, which is timed, and voided, so that the next may take its place. @module */
import { publishCheckpoints } from '../src/core/log/checkpoint.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { completeDraw } from '../src/draw/actions/complete.ts';
import { proposeVoid, voidDraw } from '../src/draw/actions/void.ts';
import { done, head, office, supervisor } from '../src/testing/draw-ceremony.ts';
import { timed } from './figure.ts';

/** @returns milliseconds from the press to the checkpoint that publishes the result */
export async function completeAndVoid(runtime: Runtime, drawId: string): Promise<number> {
  const took = await timed(async () => {
    await done(runtime, office, completeDraw, { drawId });
    await publishCheckpoints(runtime, 1);
  });
  const reason = { drawId, reason: 'SOURCE_INVALID' } as const;
  await done(runtime, head, proposeVoid, reason);
  await done(runtime, supervisor, voidDraw, reason);
  return took;
}
