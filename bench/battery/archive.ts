/**
 * Random walks through volumes against a database and a store of their own: any deed by anybody, the file changing beneath, the clock
 * moving. One JSON line; ends with 1 when a volume was somewhere the table does not let it be, or the store holds something else.
 *
 * `npm run battery -- archive [--from n] [--count n] [--commands n]`
 * @module
 */
import { parseArgs } from 'node:util';
import { checkStore } from '../../src/archive/actions/store.ts';
import { walkVolume } from '../../src/archive/walk.testing.ts';
import { openCaseScene } from '../../src/penalty/scene.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    commands: { type: 'string', default: '40' },
  },
});
const [from, count, commands] = [Number(values.from), Number(values.count), Number(values.commands)];

const scene = await openCaseScene(await benchRuntime());
const seen = new Set<string>();
let [done, refused] = [0, 0];
for (let seed = from; seed < from + count; seed += 1) {
  const walked = await walkVolume(scene, seed, commands);
  for (const state of walked.states) seen.add(state);
  done += walked.done;
  refused += walked.refused;
}
const { objects, files, findings } = await checkStore(scene.runtime, 1);
console.log(
  JSON.stringify({
    name: 'random walks through volumes',
    from,
    count,
    commands,
    done,
    refused,
    states: seen.size,
    objects,
    files,
    findings,
  }),
);
await scene.close();
if (findings.length > 0) process.exitCode = 1;
