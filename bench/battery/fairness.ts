/**
 * χ² over 100,000 simulated draws each of 80 of 200, 80 of 239 and 37 of 20,000, and over the pairs of officers: every p within
 * [0.001, 0.999], everybody drawn. With `--keep`, counts stand in that folder: a run that was stopped goes on where it was,
 * and `--step` says after how many draws they are written.
 *
 * `npm run battery -- fairness [--draws n] [--part 37-of-20000] [--keep folder] [--step n]`
 * @module
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pairs, selections, type Simulation } from '../../src/testing/draw-simulation.ts';
import { printFigure } from '../figure.ts';

const { values: options } = parseArgs({
  options: {
    draws: { type: 'string', default: '100000' },
    step: { type: 'string', default: '2000' },
    part: { type: 'string' },
    keep: { type: 'string' },
  },
});
const [draws, step] = [Number(options.draws), Number(options.step)];

const PARTS: Readonly<Record<string, () => Simulation>> = {
  '80-of-200': () => selections(200, 80),
  '80-of-239': () => selections(239, 80),
  'officer-pairs': () => pairs(8),
  '37-of-20000': () => selections(20_000, 37),
};

/** Counts of the draws before number `next`. */
interface Kept {
  readonly next: number;
  readonly counts: number[];
}

for (const [name, open] of Object.entries(PARTS))
  if (options.part === undefined || options.part === name) run(name, open());

function run(name: string, simulation: Simulation): void {
  const started = performance.now();
  const { next: first, counts } = taken(name) ?? {
    next: 0,
    counts: Array.from({ length: simulation.outcomes }, () => 0),
  };
  let next = first;
  while (next < draws) {
    const to = Math.min(next + step, draws);
    simulation.count(counts, next, to);
    next = to;
    keep(name, { next, counts });
  }
  const { p, least, ...found } = simulation.verdict(counts, next);
  const isFair = p >= 0.001 && p <= 0.999 && least > 0;
  const seconds = Math.round((performance.now() - started) / 1000);
  printFigure(`fairness.${name}`, 'p', [p], { ...found, least, isFair, seconds });
  if (!isFair) process.exitCode = 1;
}

function fileOf(name: string): string | undefined {
  return options.keep === undefined ? undefined : join(options.keep, `fairness.${name}.json`);
}

function taken(name: string): Kept | undefined {
  const file = fileOf(name);
  return file === undefined || !existsSync(file) ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as Kept);
}

/** Written beside it and moved, so that a run that is killed leaves whole counts. */
function keep(name: string, kept: Kept): void {
  const file = fileOf(name);
  if (file === undefined) return;
  mkdirSync(options.keep ?? '', { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(kept));
  renameSync(`${file}.new`, file);
}
