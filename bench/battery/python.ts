/**
 * The library and the program in Python answer the same random draws, byte for byte.
 *
 * `npm run battery -- python [count] [seed]`
 * @module
 */
import { compareWithPython } from '../../verifiable-draw/batteries/agreement.ts';

const STEP = 500;
const count = Number(process.argv[2] ?? 10_000);
const seed = process.argv[3] ?? 'battery';
const total = { draws: 0, infeasible: 0, refused: 0, differences: 0 };
for (let from = 0; from < count; from += STEP) {
  const found = compareWithPython(seed, Math.min(STEP, count - from), from);
  for (const line of found.differences) console.error(line);
  total.draws += found.draws;
  total.infeasible += found.infeasible;
  total.refused += found.refused;
  total.differences += found.differences.length;
}
console.log(JSON.stringify({ battery: 'python', seed, ...total }));
process.exitCode = total.differences === 0 ? 0 : 1;
