/**
 * Random changes by the superuser of the database, each of every kind in turn, audited with checkpoints that were kept outside and taken
 * back: found, and placed. First the control: an untouched log shows nothing, and what only an outsider can see is not seen without one.
 * Ends with 1 when one was missed.
 *
 * `npm run battery -- tamper [--from n] [--count n]`
 * @module
 */
import { diceFor } from '../../demo/random.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { EXPERIMENTS } from '../../src/testing/tamper.ts';
import { judge } from '../../src/testing/tamper-judge.ts';
import { tamperGround, tamperOnce } from '../../src/testing/tamper-ground.ts';
import { readRange } from '../range.ts';

const range = readRange(1_000);
const runtime = await benchRuntime();
const ground = await tamperGround(runtime, runtime.adminUrl, diceFor('tamper battery'));
const started = performance.now();
const kinds = new Map<string, number>();
const widths: number[] = [];
let missed = 0;

const intact = await tamperOnce(ground, ground.outside, async () => undefined);
const isQuiet = intact.log.problems === 0 && intact.projections.differences.length === 0;
if (!isQuiet) console.error(`an untouched log shows ${JSON.stringify(intact.log.findings)}`);
let blind = 0;
const unseen = EXPERIMENTS.filter(({ needsOutside }) => needsOutside);
for (const experiment of unseen)
  blind += (await judge(ground, experiment, [], diceFor(experiment.name))).isFound ? 0 : 1;

for (let n = range.from; n < range.from + range.count; n += 1) {
  const experiment = EXPERIMENTS[n % EXPERIMENTS.length];
  if (experiment === undefined) throw new RangeError('no experiments');
  const judged = await judge(ground, experiment, ground.outside, diceFor(`tamper ${n}`));
  kinds.set(experiment.name, (kinds.get(experiment.name) ?? 0) + 1);
  if (judged.width !== undefined) widths.push(judged.width);
  if (judged.isFound && judged.isPlaced) continue;
  missed += 1;
  console.error(`experiment ${n}: ${JSON.stringify(judged)}`);
}

await ground.close();
await runtime.close();
widths.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    battery: 'tamper',
    experiments: range.count,
    kinds: kinds.size,
    deeds: ground.deeds,
    missed,
    exact: widths.filter((width) => width === 1).length,
    ofDeeds: widths.length,
    widest: widths.at(-1),
    control: { isQuiet, unseenWithoutOutside: `${blind}/${unseen.length}` },
    seconds: Math.round((performance.now() - started) / 1000),
  }),
);
process.exitCode = missed === 0 && isQuiet && blind === unseen.length ? 0 : 1;
