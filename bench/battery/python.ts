/**
 * The library and the program in Python answer the same random draws, byte for byte.
 *
 * `npm run battery -- python [--from n] [--count n] [--seed text]`
 * @module
 */
import { compareWithPython } from '../../verifiable-draw/batteries/agreement.ts';
import { partsOf, readRange } from '../range.ts';

const STEP = 500;
const range = readRange(10_000);
const total = { draws: 0, infeasible: 0, refused: 0, differences: 0 };
for (const { from, count } of partsOf(range, STEP)) {
  const found = compareWithPython(range.seed, count, from);
  for (const line of found.differences) console.error(line);
  total.draws += found.draws;
  total.infeasible += found.infeasible;
  total.refused += found.refused;
  total.differences += found.differences.length;
}
console.log(JSON.stringify({ battery: 'python', ...range, ...total }));
process.exitCode = total.differences === 0 ? 0 : 1;
