/**
 * Again and again a process that types the dice, checks them and completes the draw is killed (SIGKILL) at a random moment;
 * the rest is done after. Every draw must end with the one result that was computed apart from what was published.
 * Ends with 1 when one did not.
 *
 * `npm run battery -- kill-draw [--count n]`
 * @module
 */
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { isSound, killAndResume } from '../../src/testing/draw-battery.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig } from '../../src/testing/draw-district.ts';
import { readRange } from '../range.ts';

/** Longer than the three steps take, so that some are killed before, some within and some after. */
const WINDOW_MS = 500;
const { count: kills } = readRange(30);
const config = sampleConfig({ size: { by: 'count', count: 6 } });

const runtime = await benchRuntime();
const { planId } = await buildDistrict(runtime, 1, { ...BUREAU_SIZE, count: BUREAU_SIZE.enterprises });
let unsound = 0;
const moments: Record<string, number> = {};
for (let batch = 1; batch <= kills; batch += 1) {
  const { killedAt, ...verdict } = await killAndResume(runtime, runtime.appUrl, { planId, batch, config }, WINDOW_MS);
  moments[killedAt] = (moments[killedAt] ?? 0) + 1;
  if (isSound(verdict)) continue;
  unsound += 1;
  console.error(JSON.stringify({ batch, killedAt, ...verdict }));
}
console.log(JSON.stringify({ battery: 'kill-draw', kills, moments, unsound }));
await runtime.close();
process.exitCode = unsound === 0 ? 0 : 1;
