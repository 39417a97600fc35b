/**
 * χ² over 100,000 simulated draws each of 80 of 200, 80 of 239 and 37 of 20,000, and over the pairs of officers: every p within
 * [0.001, 0.999], everybody drawn. `npm run battery -- fairness [draws] [part]`; without a part, all of them. @module
 */
import { simulatePairs, simulateSelection, type Verdict } from '../../src/testing/draw-simulation.ts';
import { printFigure } from '../figure.ts';

const [count = '100000', wanted] = process.argv.slice(2);
const draws = Number(count);

const PARTS: Readonly<Record<string, () => Verdict>> = {
  '80-of-200': () => simulateSelection(200, 80, draws),
  '80-of-239': () => simulateSelection(239, 80, draws),
  'officer-pairs': () => simulatePairs(8, draws),
  '37-of-20000': () => simulateSelection(20_000, 37, draws),
};

for (const [name, simulate] of Object.entries(PARTS))
  if (wanted === undefined || wanted === name) report(name, simulate);

function report(name: string, simulate: () => Verdict): void {
  const started = performance.now();
  const { p, least, ...found } = simulate();
  const isFair = p >= 0.001 && p <= 0.999 && least > 0;
  const seconds = Math.round((performance.now() - started) / 1000);
  printFigure(`fairness.${name}`, 'p', [p], { ...found, least, isFair, seconds });
  if (!isFair) process.exitCode = 1;
}
