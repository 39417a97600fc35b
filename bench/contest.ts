/**
 * 500 draws, each completed by 2 to 20 people at once: every draw must end with one result, one deed and one answer for all.
 * Ends with 1 when one did not.
 *
 * `node bench/contest.ts [draws]`
 * @module
 */
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { contest, isSound } from '../src/testing/draw-battery.ts';
import { buildDistrict, sampleConfig } from '../src/testing/draw-district.ts';
import { printFigure } from './figure.ts';

const draws = Number(process.argv[2] ?? 500);
const presses = [2, 5, 10, 20];
const config = sampleConfig({
  size: { by: 'count', count: 1 },
  strata: sampleConfig().strata.map((stratum) => ({ ...stratum, min: 0 })),
});

const runtime = await benchRuntime();
const { planId } = await buildDistrict(runtime, 1, { enterprises: draws, officers: 22, experts: 36, count: draws });
let unsound = 0;
const started = performance.now();
for (let batch = 1; batch <= draws; batch += 1) {
  const verdict = await contest(runtime, { planId, batch, config }, presses[batch % presses.length] ?? 2);
  if (isSound(verdict)) continue;
  unsound += 1;
  console.error(JSON.stringify({ batch, ...verdict }));
}
printFigure('draws that two or more completed at once with more than one result', 'draws', [unsound], {
  draws,
  presses,
  seconds: Math.round((performance.now() - started) / 1000),
});
await runtime.close();
process.exitCode = unsound === 0 ? 0 : 1;
