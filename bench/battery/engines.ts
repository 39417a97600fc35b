/**
 * WebAssembly, JavaScript, OpenSSL and PostgreSQL asked the same random draws (feasible and not, both suites, all weights):
 * quotas, selections, reserves, teams, experts, roots and tickets must be equal. Ends with 1 when one is not.
 *
 * `npm run battery -- engines [count] [seed]`
 * @module
 */
import { instanceOf } from '../../verifiable-draw/src/testing/instances.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { disagreeing } from '../../src/testing/engine-battery.ts';
import { printFigure } from '../figure.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = process.argv[3] ?? 'battery';
const runtime = await benchRuntime();
let different = 0;
const started = performance.now();
for (let number = 0; number < count; number += 1) {
  if (number > 0 && number % 1000 === 0) console.error(`${number} draws, ${different} different`);
  const engines = await disagreeing(runtime.db, instanceOf(seed, number));
  if (engines.length === 0) continue;
  different += 1;
  console.error(JSON.stringify({ seed, number, engines }));
}
printFigure('random draws on which the engines differ', 'draws', [different], {
  draws: count,
  seed,
  seconds: Math.round((performance.now() - started) / 1000),
});
await runtime.close();
process.exitCode = different === 0 ? 0 : 1;
