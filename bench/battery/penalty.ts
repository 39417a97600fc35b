/**
 * Random walks through penalty cases against a database of its own: any act by anybody, whatever they say, the clock moving between.
 * One JSON line; ends with 1 when a case was somewhere the table does not let it be.
 *
 * `npm run battery -- penalty [--from n] [--count n] [--commands n]`
 * @module
 */
import { parseArgs } from 'node:util';
import { openCaseScene } from '../../src/penalty/scene.testing.ts';
import { brokenChain, openStarts, walk } from '../../src/penalty/walk.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: '10000' },
    commands: { type: 'string', default: '12' },
  },
});
const [from, count, commands] = [Number(values.from), Number(values.count), Number(values.commands)];

const scene = await openCaseScene(await benchRuntime());
const starts = await openStarts(scene);
const seen = new Set<string>();
let [done, refused] = [0, 0];
for (let seed = from; seed < from + count; seed += 1) {
  const walked = await walk(scene, starts, seed, commands);
  for (const state of walked.states) seen.add(state);
  done += walked.done;
  refused += walked.refused;
}
const broken = await brokenChain(scene);
console.log(
  JSON.stringify({
    name: 'random walks through penalty cases',
    from,
    count,
    commands,
    done,
    refused,
    states: seen.size,
    broken: broken ?? null,
  }),
);
await scene.close();
if (broken !== undefined) process.exitCode = 1;
