/**
 * Again and again a process that types the dice, checks them and completes the draw is killed (SIGKILL) at a random moment;
 * the rest is done after. Every draw must end with the one result that was computed apart from what was published.
 * Ends with 1 when one did not. The plan of a bureau has room for 33 such draws, then another database is begun.
 *
 * `npm run battery -- kill-draw [--from n] [--count n]`
 * @module
 */
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { isSound, killAndResume } from '../../src/testing/draw-battery.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig } from '../../src/testing/draw-district.ts';
import { partsOf, readRange } from '../range.ts';

/** Longer than the three steps take, so that some are killed before, some within and some after. */
const WINDOW_MS = 500;
const DRAWN = 6;
const range = readRange(500);
const config = sampleConfig({ size: { by: 'count', count: DRAWN } });

let unsound = 0;
const moments: Record<string, number> = {};
for (const { from, count } of partsOf(range, Math.floor(BUREAU_SIZE.enterprises / DRAWN))) {
  const runtime = await benchRuntime();
  const { planId } = await buildDistrict(runtime, 1, { ...BUREAU_SIZE, count: BUREAU_SIZE.enterprises });
  for (let n = 0; n < count; n += 1) {
    const trial = { planId, batch: n + 1, config };
    const { killedAt, ...verdict } = await killAndResume(runtime, runtime.appUrl, trial, WINDOW_MS);
    moments[killedAt] = (moments[killedAt] ?? 0) + 1;
    if (isSound(verdict)) continue;
    unsound += 1;
    console.error(JSON.stringify({ number: from + n, killedAt, ...verdict }));
  }
  await runtime.close();
}
const { from, count: kills } = range;
console.log(JSON.stringify({ battery: 'kill-draw', from, kills, moments, unsound }));
process.exitCode = unsound === 0 ? 0 : 1;
