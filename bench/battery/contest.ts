/**
 * Draws completed by 2 to 50 people at once, every third of whom sends the same command twice: every draw must end with one
 * result, one deed and one answer for all. Ends with 1 when one did not. 200 draws share a database of their own.
 *
 * `npm run battery -- contest [--from n] [--count n]`
 * @module
 */
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { contest, isSound } from '../../src/testing/draw-battery.ts';
import { buildDistrict, sampleConfig } from '../../src/testing/draw-district.ts';
import { partsOf, readRange } from '../range.ts';

const DISTRICT = 200;
/** Many by many are rare in an office: of thirty draws one is pressed by 50, one by 20, one by 10. */
const PRESSES = [2, 3, 2, 4, 2, 3, 2, 5, 2, 10, 2, 3, 2, 4, 2, 3, 2, 5, 2, 20, 2, 3, 2, 4, 2, 3, 2, 5, 2, 50];
const range = readRange(10_000);
const config = sampleConfig({
  size: { by: 'count', count: 1 },
  strata: sampleConfig().strata.map((stratum) => ({ ...stratum, min: 0 })),
});

const started = performance.now();
let unsound = 0;
for (const { from, count } of partsOf(range, DISTRICT)) {
  const runtime = await benchRuntime();
  const { planId } = await buildDistrict(runtime, 1, { enterprises: count, officers: 6, experts: 4, count });
  for (let n = 0; n < count; n += 1) {
    const presses = PRESSES[(from + n) % PRESSES.length] ?? 2;
    const verdict = await contest(runtime, { planId, batch: n + 1, config }, presses);
    if (isSound(verdict)) continue;
    unsound += 1;
    console.error(JSON.stringify({ number: from + n, presses, ...verdict }));
  }
  await runtime.close();
}
const seconds = Math.round((performance.now() - started) / 1000);
const { from, count } = range;
console.log(JSON.stringify({ battery: 'contest', from, draws: count, unsound, seconds }));
process.exitCode = unsound === 0 ? 0 : 1;
