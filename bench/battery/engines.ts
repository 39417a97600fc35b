/**
 * WebAssembly, JavaScript, OpenSSL and PostgreSQL asked the same random draws (feasible and not, both suites, all weights):
 * quotas, selections, reserves, teams, experts, roots and tickets must be equal. Ends with 1 when one is not.
 *
 * `npm run battery -- engines [--from n] [--count n] [--seed text]`
 * @module
 */
import { instanceOf } from '../../verifiable-draw/src/testing/instances.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { disagreeing } from '../../src/testing/engine-battery.ts';
import { printFigure } from '../figure.ts';
import { readRange } from '../range.ts';

const { from, count, seed } = readRange(10_000);
const runtime = await benchRuntime();
let different = 0;
const started = performance.now();
for (let number = from; number < from + count; number += 1) {
  if (number > from && number % 1000 === 0) console.error(`up to ${number}, ${different} different`);
  const engines = await disagreeing(runtime.db, instanceOf(seed, number));
  if (engines.length === 0) continue;
  different += 1;
  console.error(JSON.stringify({ seed, number, engines }));
}
printFigure('random draws on which the engines differ', 'draws', [different], {
  from,
  draws: count,
  seed,
  seconds: Math.round((performance.now() - started) / 1000),
});
await runtime.close();
process.exitCode = different === 0 ? 0 : 1;
