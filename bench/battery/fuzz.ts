/**
 * Right, bent and broken questions to every route by every role: no 5xx, memory bounded, nobody waits.
 *
 * `npm run battery -- fuzz [--from n] [--count n]`; in full: `--count 200000`.
 * @module
 */
import { parseArgs } from 'node:util';
import { openScene } from '../../src/inspection/scene.testing.ts';
import { carry } from '../../src/inspection/steps.testing.ts';
import { benchRuntime, openNeighbour } from '../../src/testing/bench-runtime.ts';
import { fuzzSite } from '../../src/testing/fuzz.ts';
import { idsOfBureauOne, openSite } from '../../src/testing/served-site.ts';

/** reliability §2, G24. */
const [MOST_MEGABYTES, MOST_MILLISECONDS] = [50, 1_000];

const { values } = parseArgs({
  options: { from: { type: 'string', default: '0' }, count: { type: 'string', default: '5000' } },
});
const runtime = await benchRuntime();
await openNeighbour(runtime);
const scene = await openScene(runtime);
await carry(scene, scene.take(), 'signed-off');
const site = await openSite(runtime);
const figures = await fuzzSite(site, await idsOfBureauOne(runtime), Number(values.from), Number(values.count));
await site.app.close();
await scene.close();

for (const failure of figures.failures) console.error(failure);
console.log(JSON.stringify({ battery: 'fuzz', ...figures, failures: figures.failures.length }));
const isOver = figures.grownMegabytes >= MOST_MEGABYTES || figures.p99Milliseconds >= MOST_MILLISECONDS;
if (figures.failures.length > 0 || isOver) process.exitCode = 1;
